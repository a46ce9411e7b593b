import { rotationText, wishHoldsMs } from "#app/domain/credential/key-rotation.ts";
import { type Instant, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { lastKeyStep } from "#db/store/credential/key-rotations.server.ts";
import type { House } from "../../context.server.ts";

/** That a registrar wants new keys; it stands in the ledger and needs no row of its own. */
export type Wish = {
  /** Its ledger entry, which names it. */
  readonly seq: number;
  readonly proposerId: string;
  readonly proposerName: string;
  readonly at: Instant;
  readonly until: Instant;
};

const propose = "keys.propose_rotation";
const steps = [propose, "keys.dismiss_rotation", "keys.rotate"];

/** The wish that waits for a second registrar: not dismissed, not carried out, not too old. */
export async function openWish(tx: Transaction, now: Instant): Promise<Wish | null> {
  const last = await lastKeyStep(tx, steps, later(now, -wishHoldsMs));
  if (last?.act !== propose) return null;
  const { seq, actorId: proposerId, actorName: proposerName, at } = last;
  return { seq, proposerId, proposerName, at, until: later(at, wishHoldsMs) };
}

/** What a registrar is shown and signs, with its SHA-256. */
export function shownText({ signer }: House): { readonly text: string; readonly digest: string } {
  const signing = signer.keys().filter((each) => each.inUse);
  const text = rotationText(signing.map((each) => each.id));
  return { text, digest: sha256(text) };
}
