import { desc, lt } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../client.server.ts";
import { ledgerEntry } from "../schema/ledger.ts";

export type Entry = {
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly act: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly hash: string;
};

/** Entries from the latest back, those before `before` where it is given. */
export async function entriesBefore(
  tx: Transaction,
  before: number | null,
  most: number,
): Promise<Entry[]> {
  const { seq, recordedAt, act, actorKind, actorId, hash } = ledgerEntry;
  return tx
    .select({ seq, recordedAt, act, actorKind, actorId, hash })
    .from(ledgerEntry)
    .where(before === null ? undefined : lt(ledgerEntry.seq, before))
    .orderBy(desc(ledgerEntry.seq))
    .limit(most);
}
