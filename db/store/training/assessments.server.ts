import { and, desc, eq, lte } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { requestDecline, selfAssessment } from "../../schema/assessment.ts";
import { narrative } from "../../schema/person.ts";
import { observation, observationWithdrawal } from "../../schema/training.ts";
import { everything } from "../known.server.ts";

export async function insertDecline(
  tx: Transaction,
  row: typeof requestDecline.$inferInsert,
): Promise<void> {
  await tx.insert(requestDecline).values(row);
}

/** How a fellow judged themselves; it stands beside observations and is never among them. */
export type SelfAssessment = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly subjectCode: string;
  readonly level: number;
  readonly assessedAt: Instant;
  /** What they wrote for themselves and those who oversee them; it may have been erased. */
  readonly note: string | null;
};

function selectSelf(tx: Transaction) {
  return tx
    .select({ row: selfAssessment, note: narrative.text })
    .from(selfAssessment)
    .leftJoin(narrative, eq(narrative.id, selfAssessment.narrativeId));
}

function selfOf({ row, note }: Awaited<ReturnType<typeof selectSelf>>[number]): SelfAssessment {
  const { id, fellowshipId, subjectCode, level, assessedAt } = row;
  return { id, fellowshipId, subjectCode, level, assessedAt, note };
}

/** A fellow's self-assessments as known through an entry, latest first. */
export async function selfAssessmentsOf(
  tx: Transaction,
  fellowId: string,
  knownThrough: number = everything,
): Promise<SelfAssessment[]> {
  const rows = await selectSelf(tx)
    .where(and(eq(selfAssessment.fellowId, fellowId), lte(selfAssessment.entrySeq, knownThrough)))
    .orderBy(desc(selfAssessment.entrySeq));
  return rows.map(selfOf);
}

export async function findSelfAssessment(
  tx: Transaction,
  id: string,
): Promise<SelfAssessment | null> {
  const [row] = await selectSelf(tx).where(eq(selfAssessment.id, id));
  return row ? selfOf(row) : null;
}

export async function insertSelfAssessment(
  tx: Transaction,
  row: typeof selfAssessment.$inferInsert,
): Promise<void> {
  await tx.insert(selfAssessment).values(row);
}

/** What became of an observation after it was recorded. */
export type ObservationFate = {
  readonly withdrawnBecause: string | null;
  /** The observation that took its place. */
  readonly correctedBy: string | null;
};

export async function fateOf(tx: Transaction, observationId: string): Promise<ObservationFate> {
  const [withdrawn] = await tx
    .select({ reason: observationWithdrawal.reason })
    .from(observationWithdrawal)
    .where(eq(observationWithdrawal.observationId, observationId));
  const [later] = await tx
    .select({ id: observation.id })
    .from(observation)
    .where(eq(observation.supersedes, observationId));
  return { withdrawnBecause: withdrawn?.reason ?? null, correctedBy: later?.id ?? null };
}

export async function insertObservationWithdrawal(
  tx: Transaction,
  row: typeof observationWithdrawal.$inferInsert,
): Promise<void> {
  await tx.insert(observationWithdrawal).values(row);
}
