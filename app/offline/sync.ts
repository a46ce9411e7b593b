import { browserNow } from "./clock.ts";
import { type Answer, afterAnswer, answerOf, type Draft } from "./draft.ts";
import { sendPath } from "./places.ts";
import { allDrafts, dropDraft, ownerNow, putDraft } from "./store.ts";

/** What was sent stays in the list for a week. */
const sentDaysMs = 7 * 24 * 60 * 60 * 1000;
const patienceMs = 20_000;

export type Synced = { readonly signedOut: boolean; readonly sent: number };

/**
 * Sends what waits, oldest first, one send at a time in this browser. What the server has already is
 * answered the same, so an answer that was lost on the way does no harm.
 *
 * @param ids  Only these, also where they were refused; without it all that wait.
 */
export async function sync(ids?: readonly string[]): Promise<Synced> {
  const work = () => sendAll(ids);
  return navigator.locks ? navigator.locks.request("systole-drafts", work) : work();
}

async function sendAll(ids?: readonly string[]): Promise<Synced> {
  const owner = await ownerNow();
  if (!owner) return { signedOut: false, sent: 0 };
  const now = browserNow();
  let sent = 0;
  for (const draft of await allDrafts(owner)) {
    if (draft.state === "sent" && draft.at < now - sentDaysMs) await dropDraft(draft.id);
    const due = ids ? ids.includes(draft.id) : draft.state === "waiting";
    if (!due || draft.state === "sent") continue;
    const answer = await send(owner.personId, draft);
    // Somebody may have signed out meanwhile: nothing is put where everything was wiped.
    if ((await ownerNow())?.personId !== owner.personId) break;
    await putDraft(owner, afterAnswer(draft, answer, browserNow()));
    if (answer.outcome === "signed_out") return { signedOut: true, sent };
    if (answer.outcome === "unreachable") break;
    if (answer.outcome === "sent") sent += 1;
  }
  return { signedOut: false, sent };
}

async function send(personId: string, draft: Draft): Promise<Answer> {
  const body = new URLSearchParams(draft.fields.map(([name, value]) => [name, value]));
  body.set("id", draft.id);
  body.set("draftKind", draft.kind);
  body.set("draftOf", personId);
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const reply = await fetch(sendPath, { method: "POST", body, signal, redirect: "error" });
    return answerOf(reply.status, await reply.json().catch(() => null));
  } catch {
    return { outcome: "unreachable" };
  }
}
