import { EventData } from "#app/domain/coverage/gap/event.ts";
import type { Delivery, Webhook } from "#app/operations/coverage/webhook/show-webhooks.server.ts";

/** What an event is called on a page. */
const eventWords: Readonly<Record<string, string>> = {
  "coverage.gap.opened": "A gap turned up",
  "coverage.gap.nearer": "A gap came nearer",
  "coverage.gap.closed": "A gap closed",
  "staffing.answer.changed": "The answer",
  "webhook.test": "Test",
};

const problemWords: Readonly<Record<string, string>> = {
  not_an_address: "The address cannot be read.",
  not_https: "The address is not https.",
  host_not_allowed: "Its host is not allowed any more.",
  address_private: "Its host leads to an address inside, where nothing is sent.",
  moved: "It answered that it moved; that is not followed.",
  not_ok: "It did not answer with success.",
  too_large: "It answered too much.",
  out_of_reach: "It could not be reached within 15 seconds.",
  gone: "It answered 410 Gone.",
  overtaken: "A newer answer went out in its place.",
};

export function hookView({ id, url, createdAt, disabledAt, problem }: Webhook) {
  const words = problem === null ? null : (problemWords[problem] ?? problem);
  return { id, url, createdAt, disabledAt, problem: words };
}

export function deliveryView(delivery: Delivery) {
  const { id, sequence, createdAt, attempts, status, problem } = delivery;
  const { deliveredAt, givenUpAt, dueAt } = delivery;
  return {
    ...{ id, sequence, createdAt, attempts, status, deliveredAt, givenUpAt },
    what: whatOf(delivery),
    problem: problem === null ? null : (problemWords[problem] ?? problem),
    dueAt: deliveredAt === null && givenUpAt === null ? dueAt : null,
  };
}

/** "The answer: yes → unknown", "A gap came nearer: A3". */
function whatOf({ eventType, body }: Delivery): string {
  const words = eventWords[eventType] ?? eventType;
  const { from, to, rule } = EventData.parse(JSON.parse(body).data);
  const about = to ? [from, to].filter(Boolean).join(" → ") : rule;
  return about ? `${words}: ${about}` : words;
}
