import { asc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isId } from "#app/domain/ids.ts";
import type { ExceptionEnd } from "#app/domain/signoff/exception.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";
import { exceptionApproval, requirementException } from "../../schema/signoff.ts";

export type RequirementException = {
  readonly id: string;
  readonly reviewId: string;
  /** "CIC-HEM-01 recent" */
  readonly line: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: Instant;
  /** Null while nobody has decided on it. */
  readonly outcome: ExceptionEnd | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
};

const decider = alias(person, "decider");

function select(tx: Transaction) {
  return tx
    .select({
      id: requirementException.id,
      reviewId: requirementException.reviewId,
      line: requirementException.line,
      reason: requirementException.reason,
      proposedBy: requirementException.proposedBy,
      proposedByName: person.name,
      proposedAt: ledgerEntry.recordedAt,
      outcome: exceptionApproval.outcome,
      decidedBy: exceptionApproval.decidedBy,
      decidedByName: decider.name,
    })
    .from(requirementException)
    .innerJoin(person, eq(person.id, requirementException.proposedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, requirementException.entrySeq))
    .leftJoin(exceptionApproval, eq(exceptionApproval.exceptionId, requirementException.id))
    .leftJoin(decider, eq(decider.id, exceptionApproval.decidedBy));
}

type Row = Awaited<ReturnType<typeof select>>[number];

const typed = (row: Row): RequirementException => ({
  ...row,
  outcome: row.outcome as ExceptionEnd | null,
});

export async function findException(
  tx: Transaction,
  id: string,
): Promise<RequirementException | null> {
  if (!isId(id)) return null;
  const [row] = await select(tx).where(eq(requirementException.id, id));
  return row ? typed(row) : null;
}

/** Of these reviews, in order of recording. */
export async function exceptionsOf(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<RequirementException[]> {
  if (reviewIds.length === 0) return [];
  const rows = await select(tx)
    .where(inArray(requirementException.reviewId, [...reviewIds]))
    .orderBy(asc(requirementException.entrySeq));
  return rows.map(typed);
}

export async function insertException(
  tx: Transaction,
  row: typeof requirementException.$inferInsert,
) {
  await tx.insert(requirementException).values(row);
}

export async function insertApproval(tx: Transaction, row: typeof exceptionApproval.$inferInsert) {
  await tx.insert(exceptionApproval).values(row);
}
