import { deliveryKeptMs, retryPause } from "#app/domain/coverage/gap/event.ts";
import { hour, type Instant, later, minute, second } from "#app/domain/time/instant.ts";
import {
  type Claimed,
  claimDeliveries,
  purgeDeliveries,
  settleDelivery,
  updateWebhook,
} from "#db/store/coverage/webhooks.server.ts";
import type { House } from "../../context.server.ts";

/** Deliveries of a round, and the pause between rounds. An attempt takes 15 s at most. */
const atOnce = 20;
const pauseMs = 10 * second;
/** What a process took and did not settle is due again after this. */
const claimMs = 2 * minute;

/** Gone for good: nothing is sent there any more. @source RFC 9110 section 15.5.11 */
const gone = 410;

/**
 * Sends what is due, each delivery by one process. One that fails comes again, later and later, with the
 * same id; after some three days it is given up, which its page shows.
 *
 * @param chance  In [0, 1): spreads the retries.
 * @returns How many were attempted.
 */
export async function sendWebhooks(
  house: House,
  chance: () => number = Math.random,
): Promise<number> {
  const now = house.clock.now();
  const claimed = await claimDeliveries(house.db, now, later(now, claimMs), atOnce);
  await Promise.all(claimed.map((each) => attempt(house, each, chance())));
  return claimed.length;
}

async function attempt(house: House, { delivery, hook }: Claimed, chance: number): Promise<void> {
  const { webhooks, db, clock } = house;
  const { id, body, attempts } = delivery;
  const secret = webhooks.secretOf(hook.id, hook.salt);
  const sent = await webhooks.send({ url: hook.url, id, at: clock.now(), body, secret });
  const now = clock.now();
  if (sent.ok) {
    await settleDelivery(db, id, { deliveredAt: now, status: sent.status, problem: null });
    await updateWebhook(db, hook.id, { problem: null });
    return;
  }
  const isGone = sent.status === gone;
  const problem = isGone ? "gone" : sent.fault;
  const pause = isGone ? null : retryPause(attempts, chance);
  const next = pause === null ? { givenUpAt: now } : { dueAt: later(now, pause) };
  await settleDelivery(db, id, { status: sent.status, problem, ...next });
  await updateWebhook(db, hook.id, { problem, ...(isGone ? { disabledAt: now } : {}) });
}

/** Deletes events that nobody needs to look at any more. @returns How many. */
export function purgeWebhooks({ db, clock }: House): Promise<number> {
  return purgeDeliveries(db, later(clock.now(), -deliveryKeptMs));
}

const purgeEveryMs = hour;

/** Sends in rounds until it is stopped, and looks each hour for what is old. */
export function keepSendingWebhooks(house: House): { stop(): Promise<void> } {
  let purgedAt: Instant | null = null;
  const round = async () => {
    await sendWebhooks(house);
    const now = house.clock.now();
    if (purgedAt !== null && now - purgedAt < purgeEveryMs) return;
    await purgeWebhooks(house);
    purgedAt = now;
  };
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = Promise.resolve();
  const next = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = round().then(next, (error) => {
        house.log.warn({ err: error }, "the webhooks could not be sent");
        next();
      });
    }, pauseMs);
    timer.unref();
  };
  next();
  return {
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
