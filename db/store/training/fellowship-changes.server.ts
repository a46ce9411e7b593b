import { and, desc, eq, lte } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";
import { fellowship, fellowshipChange } from "../../schema/training.ts";

/** What a fellowship was last changed to, as known through an entry: for a lateral join to it. */
export function changedTo(tx: Transaction, knownThrough: number) {
  return tx
    .select({ release: fellowshipChange.release, endsAt: fellowshipChange.endsAt })
    .from(fellowshipChange)
    .where(
      and(
        eq(fellowshipChange.fellowshipId, fellowship.id),
        lte(fellowshipChange.entrySeq, knownThrough),
      ),
    )
    .orderBy(desc(fellowshipChange.entrySeq))
    .limit(1)
    .as("changed");
}

export type FellowshipChange = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly release: string;
  readonly endsAt: Instant;
  readonly reason: string;
  readonly recordedAt: Instant;
  /** Null for the portal itself. */
  readonly by: string | null;
};

/** Everything that was changed about a fellowship, latest first. */
export async function changesOf(
  tx: Transaction,
  fellowshipId: string,
): Promise<FellowshipChange[]> {
  const rows = await tx
    .select({ row: fellowshipChange, recordedAt: ledgerEntry.recordedAt, by: person.name })
    .from(fellowshipChange)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, fellowshipChange.entrySeq))
    .leftJoin(person, eq(person.id, ledgerEntry.actorId))
    .where(eq(fellowshipChange.fellowshipId, fellowshipId))
    .orderBy(desc(fellowshipChange.entrySeq));
  return rows.map(({ row: { entrySeq: _, fellowId: __, ...row }, recordedAt, by }) => ({
    ...row,
    recordedAt,
    by,
  }));
}

export async function findChange(tx: Transaction, id: string) {
  const [row] = await tx.select().from(fellowshipChange).where(eq(fellowshipChange.id, id));
  return row ?? null;
}

export async function insertChange(
  tx: Transaction,
  row: typeof fellowshipChange.$inferInsert,
): Promise<void> {
  await tx.insert(fellowshipChange).values(row);
}
