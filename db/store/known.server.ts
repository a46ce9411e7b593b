import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** Through every entry there is or will be: for judging an act, which sees all that came before it. */
export const everything = Number.MAX_SAFE_INTEGER;

type Correctable = PgTable & {
  readonly id: PgColumn;
  readonly entrySeq: PgColumn;
  readonly supersedes: PgColumn;
  readonly voided: PgColumn;
};

/**
 * The rows that held as the record knew it through an entry: recorded by then, not voided, and not
 * superseded by a row recorded by then.
 */
export function knownRows(table: Correctable, knownThrough: number): SQL {
  return sql`${table.entrySeq} <= ${knownThrough} and not ${table.voided} and not exists (
    select 1 from ${table} as later
    where later.supersedes = ${table.id} and later.entry_seq <= ${knownThrough})`;
}
