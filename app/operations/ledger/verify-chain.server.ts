import { firstBrokenEntry, headOf } from "#db/ledger.server.ts";
import type { House } from "../context.server.ts";

export type Verified = {
  /** Entries in the ledger. */
  readonly entries: number;
  /** The hash of the last one: noted elsewhere, it shows later that nothing before it was altered. */
  readonly headHash: string;
  /** The first entry that does not follow from the one before; null when all do. */
  readonly firstBroken: number | null;
};

/** Recomputes the whole chain of hashes from the first entry to the last. */
export async function verifyChain({ db }: House): Promise<Verified> {
  const { seq, hash } = await headOf(db);
  return { entries: seq, headHash: hash, firstBroken: await firstBrokenEntry(db) };
}
