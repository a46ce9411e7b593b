import { and, asc, eq, gt, gte, inArray, isNull, lte } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { digestSent, requestDecline } from "../../schema/assessment.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { password } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import {
  caseEntry,
  caseVerification,
  fellowship,
  observation,
  observationRequest,
} from "../../schema/training.ts";

/**
 * Takes a week's digest of a person for this transaction: true once. It also stands for weeks in which
 * there was nothing to say, and under "round:<id>" for the reminder of a round of feedback, with its fellow.
 */
export async function claimDigest(
  tx: Transaction,
  personId: string,
  week: string,
): Promise<boolean> {
  const rows = await tx
    .insert(digestSent)
    .values({ personId, week })
    .onConflictDoNothing()
    .returning({ personId: digestSent.personId });
  return rows.length > 0;
}

/** Whose digest of a week is settled. */
export async function settledDigests(db: Database, week: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ personId: digestSent.personId })
    .from(digestSent)
    .where(eq(digestSent.week, week));
  return new Set(rows.map((each) => each.personId));
}

/** Everybody who was asked by a fellow of the programme and can still answer; accounts or not. */
export async function askedIn(
  tx: Transaction | Database,
  programmeId: string,
  now: Instant,
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: observationRequest.assessorId })
    .from(observationRequest)
    .innerJoin(fellowship, eq(fellowship.id, observationRequest.fellowshipId))
    .where(and(eq(fellowship.programmeId, programmeId), gt(observationRequest.expiresAt, now)));
  return rows.map((each) => each.id);
}

/** Which of these people can sign in. */
export async function withAccount(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await tx
    .select({ personId: password.personId })
    .from(password)
    .where(inArray(password.personId, [...personIds]));
  return new Set(rows.map((each) => each.personId));
}

export type RequestNews = {
  readonly id: string;
  readonly subjectCode: string;
  readonly assessorName: string;
};

const requestNews = {
  id: observationRequest.id,
  subjectCode: observationRequest.subjectCode,
  assessorName: person.name,
};

/** What a fellow asked for and was declined since an instant, with the reasons. */
export async function declinedSince(tx: Transaction, fellowId: string, since: Instant) {
  return tx
    .select({ ...requestNews, reason: requestDecline.reason })
    .from(requestDecline)
    .innerJoin(observationRequest, eq(observationRequest.id, requestDecline.requestId))
    .innerJoin(person, eq(person.id, observationRequest.assessorId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, requestDecline.entrySeq))
    .where(and(eq(observationRequest.fellowId, fellowId), gte(ledgerEntry.recordedAt, since)))
    .orderBy(asc(requestDecline.entrySeq));
}

/** What was observed of a fellow and recorded since an instant. */
export async function observedSince(tx: Transaction, fellowId: string, since: Instant) {
  return tx
    .select({
      id: observation.id,
      subjectCode: observation.subjectCode,
      assessorName: person.name,
      level: observation.level,
    })
    .from(observation)
    .innerJoin(person, eq(person.id, observation.assessorId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, observation.entrySeq))
    .where(and(eq(observation.fellowId, fellowId), gte(ledgerEntry.recordedAt, since)))
    .orderBy(asc(observation.entrySeq));
}

/** Requests of a fellow that nobody answered and that ended since an instant. */
export async function lapsedSince(
  tx: Transaction,
  fellowId: string,
  since: Instant,
  now: Instant,
): Promise<RequestNews[]> {
  return tx
    .select(requestNews)
    .from(observationRequest)
    .innerJoin(person, eq(person.id, observationRequest.assessorId))
    .leftJoin(observation, eq(observation.requestId, observationRequest.id))
    .leftJoin(requestDecline, eq(requestDecline.requestId, observationRequest.id))
    .where(
      and(
        eq(observationRequest.fellowId, fellowId),
        gt(observationRequest.expiresAt, since),
        lte(observationRequest.expiresAt, now),
        isNull(observation.id),
        isNull(requestDecline.requestId),
      ),
    )
    .orderBy(asc(observationRequest.expiresAt));
}

/** Cases of a fellow that the supervisor named in them declined since an instant. */
export async function casesDeclinedSince(tx: Transaction, fellowId: string, since: Instant) {
  return tx
    .select({
      id: caseEntry.id,
      activity: caseEntry.activity,
      by: person.name,
      reason: caseVerification.reason,
    })
    .from(caseVerification)
    .innerJoin(caseEntry, eq(caseEntry.id, caseVerification.caseId))
    .innerJoin(person, eq(person.id, caseVerification.verifiedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, caseVerification.entrySeq))
    .where(
      and(
        eq(caseEntry.fellowId, fellowId),
        eq(caseVerification.outcome, "declined"),
        gte(ledgerEntry.recordedAt, since),
      ),
    )
    .orderBy(asc(caseVerification.entrySeq));
}
