import { and, asc, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { requestDecline } from "../../schema/assessment.ts";
import { person } from "../../schema/person.ts";
import {
  caseEntry,
  caseVerification,
  caseWithdrawal,
  complicationReview,
  observation,
  observationRequest,
} from "../../schema/training.ts";

export type WaitingComplication = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly activity: string;
  readonly performedAt: Instant;
};

/** Cases with a high-grade complication whose review nobody has closed; what was declined asks for none. */
export async function complicationsIn(
  tx: Transaction,
  fellowshipIds: readonly string[],
): Promise<WaitingComplication[]> {
  if (fellowshipIds.length === 0) return [];
  return tx
    .select({
      id: caseEntry.id,
      fellowshipId: caseEntry.fellowshipId,
      activity: caseEntry.activity,
      performedAt: caseEntry.performedAt,
    })
    .from(caseEntry)
    .leftJoin(complicationReview, eq(complicationReview.caseId, caseEntry.id))
    .leftJoin(caseWithdrawal, eq(caseWithdrawal.caseId, caseEntry.id))
    .leftJoin(caseVerification, eq(caseVerification.caseId, caseEntry.id))
    .where(
      and(
        inArray(caseEntry.fellowshipId, [...fellowshipIds]),
        eq(caseEntry.complicationGrade, "high"),
        isNull(complicationReview.caseId),
        isNull(caseWithdrawal.caseId),
        sql`coalesce(${caseVerification.outcome}, '') <> 'declined'`,
        sql`not exists (select 1 from ${caseEntry} as later where later.supersedes = ${caseEntry.id})`,
      ),
    )
    .orderBy(asc(caseEntry.performedAt));
}

export type EndingRequest = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly subjectCode: string;
  readonly assessorName: string;
  readonly expiresAt: Instant;
};

/** Requests that nobody answered or declined and that end in [now, until]. */
export async function requestsEnding(
  tx: Transaction,
  fellowshipIds: readonly string[],
  now: Instant,
  until: Instant,
): Promise<EndingRequest[]> {
  if (fellowshipIds.length === 0) return [];
  return tx
    .select({
      id: observationRequest.id,
      fellowshipId: observationRequest.fellowshipId,
      subjectCode: observationRequest.subjectCode,
      assessorName: person.name,
      expiresAt: observationRequest.expiresAt,
    })
    .from(observationRequest)
    .innerJoin(person, eq(person.id, observationRequest.assessorId))
    .leftJoin(observation, eq(observation.requestId, observationRequest.id))
    .leftJoin(requestDecline, eq(requestDecline.requestId, observationRequest.id))
    .where(
      and(
        inArray(observationRequest.fellowshipId, [...fellowshipIds]),
        gt(observationRequest.expiresAt, now),
        lte(observationRequest.expiresAt, until),
        isNull(observation.id),
        isNull(requestDecline.requestId),
      ),
    )
    .orderBy(asc(observationRequest.expiresAt));
}
