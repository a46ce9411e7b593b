import { v7 as uuidv7 } from "uuid";
import { browserNow } from "./clock.ts";
import {
  afterAnswer,
  type Draft,
  type DraftKind,
  draftKinds,
  type Fields,
  idToKeep,
  underId,
} from "./draft.ts";
import { draftsPath } from "./places.ts";
import { allDrafts, dropDraft, findDraft, type Owner, ownerNow, putDraft } from "./store.ts";
import type { Ended } from "./watched-send.ts";

/** What a form said when it was sent, before anybody answered. */
export type Snapshot = Pick<Draft, "id" | "kind" | "title" | "to" | "fields">;

/** @returns null for a form that is not marked as a draft, or that has no id yet. */
export function snapshotOf(form: HTMLFormElement, submitter: HTMLElement | null): Snapshot | null {
  const kind = form.dataset.draft as DraftKind | undefined;
  if (!kind || !draftKinds.includes(kind)) return null;
  const entries = [...new FormData(form, submitter)];
  const fields = entries.flatMap(
    ([name, value]): Fields => (typeof value === "string" ? [[name, value]] : []),
  );
  const id = fields.find(([name]) => name === "id")?.[1];
  if (!id) return null;
  const { pathname, search } = new URL(form.action, location.href);
  const title = form.dataset.draftTitle ?? document.querySelector("h1")?.textContent ?? "";
  return { id, kind, title, to: `${pathname}${search}`, fields };
}

/** What is kept stands in for the draft it was opened from, whose state it returns to if refused. */
type Held = { readonly draft: Draft; readonly before: Draft | null };

/**
 * Keeps what was typed, sealed, under its own id or a fresh one.
 *
 * @param state   `held` while it is being sent, `waiting` where there is no network.
 * @param edited  The draft that was opened in this form.
 * @returns null where nobody is known to be signed in: then nothing can be kept.
 */
export async function keep(
  snapshot: Snapshot,
  state: "held" | "waiting",
  edited: string | null,
): Promise<Held | null> {
  const owner = await ownerNow();
  if (!owner) return null;
  const standing = await findDraft(owner, snapshot.id);
  const id = idToKeep(snapshot.id, snapshot.fields, { standing, edited, fresh: uuidv7() });
  const fields = underId(snapshot.fields, id);
  const draft: Draft = { ...snapshot, id, fields, state, at: browserNow(), words: [] };
  await putDraft(owner, draft);
  return { draft, before: id === standing?.id ? standing : null };
}

/** The send has ended: what was held is let go of, put back, or waits. */
export async function settle({ draft, before }: Held, ended: Ended): Promise<void> {
  const owner = await ownerNow();
  if (!owner) return;
  if (ended === "done") {
    const sent = afterAnswer(draft, { outcome: "sent" }, browserNow());
    return before ? putDraft(owner, sent) : dropDraft(draft.id);
  }
  // The form is on the screen again with everything in it and what is wrong.
  if (ended === "refused" && !before) return dropDraft(draft.id);
  const state = ended === "refused" ? "refused" : "waiting";
  await putDraft(owner, { ...draft, state, words: before?.words ?? [] });
  if (ended === "unreachable") location.assign(draftsPath);
}

/** Holds that nobody settled: the page was closed, or the browser ended, while they were being sent. */
export async function takeUpHeld(owner: Owner): Promise<void> {
  for (const draft of await allDrafts(owner)) {
    if (draft.state === "held") await putDraft(owner, { ...draft, state: "waiting" });
  }
}
