import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { answerFor } from "./ceremony.ts";

/**
 * The script of every page, asleep until a form marked `data-passkey` is sent: it has a challenge given out
 * for exactly what the form says, has the passkey answer it, and sends the form with the answer. Where no
 * challenge is given out the form goes as it is, since its own page says best why.
 */
const answered = new WeakSet<HTMLFormElement>();
const busy = new WeakSet<HTMLFormElement>();

if (browserSupportsWebAuthn()) document.documentElement.dataset.passkeys = "";

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.passkey) return;
    if (answered.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!busy.has(form)) void ask(form, event.submitter);
  },
  { capture: true },
);

async function ask(form: HTMLFormElement, submitter: HTMLElement | null) {
  busy.add(form);
  try {
    if (!browserSupportsWebAuthn()) return say(form, "unfit");
    say(form, "waiting");
    const answer = await answerFor(form);
    if (answer === "cancelled") return say(form, "cancelled");
    say(form, null);
    fill(form, "ceremony", answer?.ceremony ?? "");
    fill(form, "assertion", answer?.assertion ?? "");
    answered.add(form);
    form.requestSubmit(submitter);
  } finally {
    busy.delete(form);
  }
}

function fill(form: HTMLFormElement, name: string, value: string) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

function say(form: HTMLFormElement, what: "unfit" | "waiting" | "cancelled" | null) {
  const place = form.querySelector<HTMLElement>("[data-passkey-said]");
  if (place) place.textContent = what ? (place.dataset[what] ?? "") : "";
}
