import { keep, settle, snapshotOf } from "./held-send.ts";
import { draftsPath } from "./places.ts";
import type { EndedMessage } from "./watched-send.ts";

export type FormActs = {
  /** Whether it is known who is signed in, so that something can be kept for them. */
  readonly isReady: () => boolean;
  /** The draft that is open in a form of this page. */
  readonly edited: () => { readonly form: HTMLFormElement; readonly id: string } | null;
  readonly notice: (words: string) => void;
  /** Before leaving: may the browser be wiped now? */
  readonly leave: (form: HTMLFormElement) => void;
  readonly changed: () => void;
};

type Sending = { readonly path: string; readonly held: ReturnType<typeof keep> };
let sending: Sending | null = null;

/**
 * Stands before every form of the page. With network a form goes its way, and what it says is held until
 * the worker tells how that ended; without network it is kept at once.
 */
export function watchForms(acts: FormActs): void {
  window.addEventListener("submit", (event) => onSubmit(event, acts), { capture: true });
  document.addEventListener("formdata", ({ target, formData }) => {
    const edited = acts.edited();
    if (edited && target === edited.form) formData.set("id", edited.id);
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => onEnded(data, acts));
}

function onSubmit(event: SubmitEvent, acts: FormActs) {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post" || !acts.isReady()) return;
  const stop = () => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  if (new URL(form.action, location.href).pathname === "/logout") {
    stop();
    return acts.leave(form);
  }
  const snapshot = snapshotOf(form, event.submitter);
  if (!navigator.onLine) {
    stop();
    if (!snapshot) return acts.notice("Nothing was sent: this needs the network.");
    void keep(snapshot, "waiting", acts.edited()?.id ?? null).then((kept) => {
      if (kept) toDrafts(acts);
      else acts.notice("Nothing was kept: you signed out in this browser.");
    });
    return;
  }
  if (!snapshot || !navigator.serviceWorker.controller) return;
  const held = keep(snapshot, "held", acts.edited()?.id ?? null);
  sending = { path: new URL(snapshot.to, location.href).pathname, held };
}

/** Without a worker the list cannot be opened offline: then the mark alone says it. */
function toDrafts(acts: FormActs) {
  if (navigator.serviceWorker.controller) location.assign(draftsPath);
  else acts.changed();
}

async function onEnded(message: Partial<EndedMessage> | null, acts: FormActs) {
  const { sendEnded, path } = message ?? {};
  if (!sending || !sendEnded || path?.replace(/\.data$/, "") !== sending.path) return;
  const { held } = sending;
  sending = null;
  const kept = await held;
  if (kept) await settle(kept, sendEnded);
  acts.changed();
}
