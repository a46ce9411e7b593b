import { and, eq, type InferInsertModel, type InferSelectModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Json } from "#app/domain/ledger/canonical.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../client.server.ts";
import type { hubAgreement } from "../schema/coverage.ts";
import type { externalCredential } from "../schema/credential.ts";
import type { licence, registration } from "../schema/people.ts";
import type { appointment, localPrivilege } from "../schema/roster.ts";
import { everything, knownRows } from "./known.server.ts";

/** Facts that hold for a time, which a later row may end, correct or void. */
export type TimedFact =
  | typeof registration
  | typeof licence
  | typeof externalCredential
  | typeof localPrivilege
  | typeof appointment
  | typeof hubAgreement;

export type RowOf<T extends TimedFact> = InferSelectModel<T>;

/** The row as it was written, whether or not it still holds. */
export async function findRow<T extends TimedFact>(
  tx: Transaction,
  table: T,
  id: string,
): Promise<RowOf<T> | null> {
  const rows = await tx
    .select()
    .from(table as PgTable)
    .where(eq(table.id, id));
  return (rows[0] as RowOf<T> | undefined) ?? null;
}

/** The row if it still holds: nothing supersedes it, and it is not voided. */
export async function findStandingRow<T extends TimedFact>(
  tx: Transaction,
  table: T,
  id: string,
): Promise<RowOf<T> | null> {
  const rows = await tx
    .select()
    .from(table as PgTable)
    .where(and(eq(table.id, id), knownRows(table, everything)));
  return (rows[0] as RowOf<T> | undefined) ?? null;
}

export async function insertRow<T extends TimedFact>(
  tx: Transaction,
  table: T,
  row: InferInsertModel<T>,
): Promise<void> {
  await tx.insert(table as PgTable).values(row as Record<string, unknown>);
}

/** When a fact holds, whatever it is about. */
export type Holding = { readonly startsAt: Instant; readonly endsAt: Instant | null };
export type Change = {
  readonly id: string;
  readonly endsAt: Instant | null;
  readonly voided: boolean;
};

/** The row that takes another one's place: alike but for the change. */
export function successorOf<T extends TimedFact>(row: RowOf<T>, change: Change) {
  const { during: _, entrySeq: __, ...kept } = row as Record<string, Json>;
  return { ...kept, ...change, supersedes: row.id as string };
}

export async function insertSuccessor(
  tx: Transaction,
  table: TimedFact,
  successor: ReturnType<typeof successorOf>,
  entrySeq: number,
): Promise<void> {
  await tx.insert(table as PgTable).values({ ...successor, entrySeq });
}
