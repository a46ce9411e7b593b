import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { EnteredCase, EnteredObservation } from "#app/domain/signoff/changes-since.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { ComplicationGrade } from "#app/domain/training/evidence.ts";
import type { Transaction } from "../../client.server.ts";
import { selfAssessment } from "../../schema/assessment.ts";
import { narrative, person } from "../../schema/person.ts";
import {
  caseEntry,
  caseVerification,
  caseWithdrawal,
  observation,
  observationWithdrawal,
} from "../../schema/training.ts";

/** Cases entered after a ledger entry, neither withdrawn nor replaced; latest first. */
export async function casesEntered(
  tx: Transaction,
  fellowshipId: string,
  after: number,
): Promise<EnteredCase[]> {
  const rows = await tx
    .select({
      id: caseEntry.id,
      activity: caseEntry.activity,
      atNight: caseEntry.atNight,
      grade: caseEntry.complicationGrade,
      performedAt: caseEntry.performedAt,
      entrySeq: caseEntry.entrySeq,
      outcome: caseVerification.outcome,
    })
    .from(caseEntry)
    .leftJoin(caseVerification, eq(caseVerification.caseId, caseEntry.id))
    .leftJoin(caseWithdrawal, eq(caseWithdrawal.caseId, caseEntry.id))
    .where(
      and(
        eq(caseEntry.fellowshipId, fellowshipId),
        gt(caseEntry.entrySeq, after),
        isNull(caseWithdrawal.caseId),
        sql`not exists (select 1 from ${caseEntry} as later where later.supersedes = ${caseEntry.id})`,
      ),
    )
    .orderBy(desc(caseEntry.performedAt), desc(caseEntry.id));
  return rows.map(({ grade, outcome, ...row }) => ({
    ...row,
    complicationGrade: grade as ComplicationGrade,
    isConfirmed: outcome === "confirmed",
  }));
}

/** Everything observed in a fellowship with its entry; examinations left out. */
export async function observationsEntered(
  tx: Transaction,
  fellowshipId: string,
): Promise<EnteredObservation[]> {
  return tx
    .select({
      id: observation.id,
      subjectCode: observation.subjectCode,
      level: observation.level,
      observedAt: observation.observedAt,
      entrySeq: observation.entrySeq,
      assessorName: person.name,
      feedback: narrative.text,
    })
    .from(observation)
    .innerJoin(person, eq(person.id, observation.assessorId))
    .leftJoin(narrative, eq(narrative.id, observation.narrativeId))
    .leftJoin(observationWithdrawal, eq(observationWithdrawal.observationId, observation.id))
    .where(
      and(
        eq(observation.fellowshipId, fellowshipId),
        isNull(observationWithdrawal.observationId),
        sql`${observation.tool} <> 'EXAM'`,
        sql`not exists (
          select 1 from ${observation} as later where later.supersedes = ${observation.id})`,
      ),
    )
    .orderBy(asc(observation.entrySeq));
}

export type OwnJudgement = {
  readonly id: string;
  readonly subjectCode: string;
  readonly level: number;
  readonly assessedAt: Instant;
  readonly words: string | null;
};

/** How a fellow judged themselves after a ledger entry, latest first. */
export async function ownJudgements(
  tx: Transaction,
  fellowshipId: string,
  after: number,
): Promise<OwnJudgement[]> {
  return tx
    .select({
      id: selfAssessment.id,
      subjectCode: selfAssessment.subjectCode,
      level: selfAssessment.level,
      assessedAt: selfAssessment.assessedAt,
      words: narrative.text,
    })
    .from(selfAssessment)
    .leftJoin(narrative, eq(narrative.id, selfAssessment.narrativeId))
    .where(and(eq(selfAssessment.fellowshipId, fellowshipId), gt(selfAssessment.entrySeq, after)))
    .orderBy(desc(selfAssessment.assessedAt), desc(selfAssessment.id));
}
