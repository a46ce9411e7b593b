import { type Draft, isOpen } from "./draft.ts";
import { watchForms } from "./forms.ts";
import { takeUpHeld } from "./held-send.ts";
import { showList } from "./list.ts";
import { showMark } from "./mark.ts";
import { draftsPath } from "./places.ts";
import { refill } from "./refill.ts";
import { allDrafts, dropDraft, type Owner, ownedBy, wipe } from "./store.ts";
import { sync } from "./sync.ts";
import { warm } from "./warm.ts";

/** The script of every page: it does nothing until somebody is signed in. */
let owner: Owner | null = null;
let edited: { form: HTMLFormElement; id: string } | null = null;
let signedOut = false;
let notice: string | null = null;
let back = false;

let looking = false;
/** Who was in the frame when we last began. */
let began: string | null = null;
let drafts: readonly Draft[] = [];

function look() {
  if (looking) return;
  looking = true;
  requestAnimationFrame(() => {
    looking = false;
    const { person } = document.querySelector<HTMLElement>("[data-person]")?.dataset ?? {};
    if (person && person !== began) void begin(person);
    else draw();
  });
}

async function begin(personId: string) {
  began = personId;
  owner = await ownedBy(personId);
  await takeUpHeld(owner);
  await show();
  const opened = await refill(owner);
  if (opened) edited = { form: opened.form, id: opened.draft.id };
  // Where the browser allows no worker, drafts are still sent.
  navigator.serviceWorker
    .register("/service-worker.js", { updateViaCache: "none" })
    .catch(() => undefined);
  await settleUp();
}

/** Sends what waits, then fetches ahead what may be needed. */
async function settleUp(ids?: readonly string[]) {
  if (!owner) return;
  notice = null;
  if (navigator.onLine) signedOut = (await sync(ids)).signedOut;
  await show();
  await warm();
}

async function show() {
  if (!owner) return;
  drafts = await allDrafts(owner);
  draw();
  if (drafts.some(({ state }) => state === "waiting")) void registerSync();
}

function draw() {
  if (!owner) return;
  showMark({ drafts, signedOut, back, notice });
  showList(drafts, {
    send: (ids) => void settleUp(ids),
    discard: (id) => void dropDraft(id).then(show),
  });
  askBeforeLeaving();
}

/** Only some browsers send with no page open. */
async function registerSync() {
  const registration = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & {
    readonly sync?: { register(tag: string): Promise<void> };
  };
  await registration.sync?.register("drafts").catch(() => undefined);
}

/** Signing out wipes this browser. What is not sent yet is asked about first. */
async function leave(form: HTMLFormElement) {
  await show();
  if (drafts.some(isOpen) && form.dataset.leave === undefined) {
    location.assign(`${draftsPath}#leave`);
    return askBeforeLeaving();
  }
  owner = null;
  await wipe();
  form.submit();
}

function askBeforeLeaving() {
  const place = document.querySelector<HTMLElement>("[data-drafts-leave]");
  if (place) place.hidden = location.hash !== "#leave" || !drafts.some(isOpen);
}

if ("serviceWorker" in navigator && isSecureContext) {
  watchForms({
    isReady: () => owner !== null,
    edited: () => edited,
    notice(words) {
      notice = words;
      void show();
    },
    leave: (form) => void leave(form),
    changed: () => void show(),
  });
  // The page is redrawn without being loaded again: whoever appears in its frame is signed in.
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  addEventListener("online", () => {
    back = true;
    void settleUp();
  });
  addEventListener("offline", () => {
    back = false;
    void show();
  });
  // The first worker takes over a page that is open already.
  navigator.serviceWorker.addEventListener("controllerchange", () => void warm());
  look();
}
