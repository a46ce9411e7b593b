import { asc, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { disputeAnswer, standingDispute } from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { narrative, person } from "../../schema/person.ts";

export type Dispute = {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly aboutId: string;
  /** Null where it was erased. */
  readonly text: string | null;
  readonly raisedAt: Instant;
  readonly answer: {
    readonly outcome: string;
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
};

const holder = alias(person, "holder");
const registrar = alias(person, "registrar");
const answered = alias(ledgerEntry, "answered");

function select(tx: Transaction) {
  return tx
    .select({
      id: standingDispute.id,
      personId: standingDispute.personId,
      personName: holder.name,
      aboutId: standingDispute.aboutId,
      text: narrative.text,
      raisedAt: ledgerEntry.recordedAt,
      outcome: disputeAnswer.outcome,
      answer: disputeAnswer.answer,
      by: registrar.name,
      at: answered.recordedAt,
    })
    .from(standingDispute)
    .innerJoin(holder, eq(holder.id, standingDispute.personId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, standingDispute.entrySeq))
    .leftJoin(narrative, eq(narrative.id, standingDispute.narrativeId))
    .leftJoin(disputeAnswer, eq(disputeAnswer.disputeId, standingDispute.id))
    .leftJoin(registrar, eq(registrar.id, disputeAnswer.answeredBy))
    .leftJoin(answered, eq(answered.seq, disputeAnswer.entrySeq));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function disputeOf({ outcome, answer, by, at, ...rest }: Row): Dispute {
  const settled = outcome !== null && answer !== null && at !== null;
  return { ...rest, answer: settled ? { outcome, text: answer, by: by ?? "", at } : null };
}

export async function disputesBy(tx: Transaction, personId: string): Promise<Dispute[]> {
  const rows = await select(tx)
    .where(eq(standingDispute.personId, personId))
    .orderBy(desc(standingDispute.entrySeq));
  return rows.map(disputeOf);
}

/** All of them, the oldest first. */
export async function allDisputes(tx: Transaction): Promise<Dispute[]> {
  return (await select(tx).orderBy(asc(standingDispute.entrySeq))).map(disputeOf);
}

export async function findDispute(tx: Transaction, id: string): Promise<Dispute | null> {
  if (!isId(id)) return null;
  const [row] = await select(tx).where(eq(standingDispute.id, id));
  return row ? disputeOf(row) : null;
}

export async function insertDispute(
  tx: Transaction,
  row: Omit<typeof standingDispute.$inferInsert, "narrativeId" | "narrativeDigest">,
  said: {
    readonly row: { readonly id: string; readonly salt: string; readonly text: string };
    readonly digest: string;
  },
) {
  await tx.insert(narrative).values(said.row);
  await tx
    .insert(standingDispute)
    .values({ ...row, narrativeId: said.row.id, narrativeDigest: said.digest });
}

export async function insertAnswer(tx: Transaction, row: typeof disputeAnswer.$inferInsert) {
  await tx.insert(disputeAnswer).values(row);
}
