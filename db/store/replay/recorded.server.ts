import { asc, eq, type InferSelectModel, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";

type Entered = PgTable & { readonly entrySeq: PgColumn };

/** A row of a fact table with the instant from which the record knew it. */
export type Recorded<T extends PgTable> = InferSelectModel<T> & { readonly recordedAt: Instant };

/** Rows as they were written, also those that a later one corrected: in order of recording. */
export async function recordedRows<T extends Entered>(
  tx: Transaction,
  table: T,
  where: SQL | undefined,
): Promise<Recorded<T>[]> {
  const rows = await tx
    .select({ row: table as PgTable, recordedAt: ledgerEntry.recordedAt } as never)
    .from(table as PgTable)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, table.entrySeq))
    .where(where)
    .orderBy(asc(table.entrySeq));
  const found = rows as readonly { row: InferSelectModel<T>; recordedAt: Instant }[];
  return found.map(({ row, recordedAt }) => ({ ...row, recordedAt }));
}

type Correctable = {
  readonly id: string;
  readonly supersedes: string | null;
  readonly voided: boolean;
  readonly recordedAt: Instant;
};

/** Of rows in order of recording, those that the record had by an instant. */
export function recordedBy<T extends { readonly recordedAt: Instant }>(
  rows: readonly T[],
  at: Instant,
): readonly T[] {
  const first = rows.findIndex(({ recordedAt }) => recordedAt > at);
  return first === -1 ? rows : rows.slice(0, first);
}

/** Of those, the ones that nothing recorded by then had corrected or voided. */
export function standingBy<T extends Correctable>(rows: readonly T[], at: Instant): T[] {
  const known = recordedBy(rows, at);
  const gone = new Set(known.map(({ supersedes }) => supersedes));
  return known.filter(({ id, voided }) => !voided && !gone.has(id));
}
