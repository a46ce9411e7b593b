import { timeWords } from "./clock.ts";
import type { Draft, DraftState } from "./draft.ts";

export type ListActs = {
  /** Sends it again as it is. */
  send(ids: readonly string[]): void;
  discard(id: string): void;
};

const order: readonly DraftState[] = ["refused", "waiting", "held", "sent"];

/**
 * The page of drafts. The server drew one model of each kind of entry, hidden; each draft is a copy with
 * its words put in as text, never as markup.
 */
export function showList(drafts: readonly Draft[], acts: ListActs): void {
  const place = document.querySelector<HTMLElement>("[data-drafts]");
  if (!place) return;
  const sorted = order.flatMap((state) => drafts.filter((each) => each.state === state));
  const shown = JSON.stringify(sorted.map(({ id, state, words }) => [id, state, words]));
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(...(sorted.length > 0 ? sorted.map((each) => entry(each, acts)) : none()));
  const waiting = drafts.filter(({ state }) => state === "waiting");
  const all = document.querySelector<HTMLElement>("[data-drafts-send]");
  if (!all) return;
  all.hidden = waiting.length === 0;
  const button = all.querySelector("button");
  if (button) button.onclick = () => acts.send(waiting.map(({ id }) => id));
}

function model(name: string): HTMLElement[] {
  const found = document.querySelector<HTMLElement>(`[data-drafts-models] [data-model="${name}"]`);
  return found ? [found.cloneNode(true) as HTMLElement] : [];
}

const none = () => model("none");

function entry(draft: Draft, acts: ListActs): HTMLElement {
  const [card = document.createElement("article")] = model(
    draft.state === "held" ? "waiting" : draft.state,
  );
  const within = (slot: string) => card.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
  card.querySelector("h3")?.append(draft.title || "Untitled");
  within("at")?.append(timeWords(draft.at));
  within("words")?.replaceChildren(...draft.words.map(listItem));
  card.querySelector("a")?.setAttribute("href", `${draft.to}#draft=${draft.id}`);
  const send = within("send");
  if (send) send.onclick = () => acts.send([draft.id]);
  const discard = within("discard");
  if (discard) discard.onclick = () => askThenDiscard(discard, () => acts.discard(draft.id));
  return card;
}

function listItem(words: string): HTMLLIElement {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}

/** What was typed exists nowhere else, so the first press asks. */
function askThenDiscard(button: HTMLElement, discard: () => void) {
  button.textContent = "Press again to discard it for good";
  button.onclick = discard;
}
