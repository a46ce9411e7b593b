import { and, asc, desc, eq, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Instant } from "#app/domain/time/instant.ts";
import type { AssessmentTool, ObservationEvidence } from "#app/domain/training/evidence.ts";
import type { Assurance } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "../../client.server.ts";
import { requestDecline } from "../../schema/assessment.ts";
import { narrative, person } from "../../schema/person.ts";
import { observation, observationRequest, observationWithdrawal } from "../../schema/training.ts";
import { everything } from "../known.server.ts";

/** An observation with whose it is and what was said; the words may have been erased. */
export type RecordedObservation = ObservationEvidence & {
  readonly fellowshipId: string;
  readonly fellowId: string;
  readonly assessorName: string;
  readonly requestId: string | null;
  readonly feedback: string | null;
};

const assessor = alias(person, "assessor");
const fellow = alias(person, "fellow");

function select(tx: Transaction) {
  return tx
    .select({ row: observation, assessorName: assessor.name, feedback: narrative.text })
    .from(observation)
    .innerJoin(assessor, eq(assessor.id, observation.assessorId))
    .leftJoin(narrative, eq(narrative.id, observation.narrativeId));
}

function observationOf({
  row,
  assessorName,
  feedback,
}: Awaited<ReturnType<typeof select>>[number]): RecordedObservation {
  return {
    id: row.id,
    fellowshipId: row.fellowshipId,
    fellowId: row.fellowId,
    subjectCode: row.subjectCode,
    tool: row.tool as AssessmentTool,
    level: row.level,
    observedAt: row.observedAt,
    assessorId: row.assessorId,
    raters: row.raters,
    entitlement: row.entitlement,
    assurance: row.assurance as Assurance,
    caseId: row.caseId,
    requestId: row.requestId,
    assessorName,
    feedback,
  };
}

function known(knownThrough: number) {
  const corrected = sql`exists (select 1 from ${observation} as later
    where later.supersedes = ${observation.id} and later.entry_seq <= ${knownThrough})`;
  const takenBack = sql`exists (select 1 from ${observationWithdrawal} as taken
    where taken.observation_id = ${observation.id} and taken.entry_seq <= ${knownThrough})`;
  return and(lte(observation.entrySeq, knownThrough), sql`not ${corrected}`, sql`not ${takenBack}`);
}

/** What was observed of a person and not taken back, latest first. */
export async function observationsOf(
  tx: Transaction,
  fellowId: string,
  knownThrough: number = everything,
): Promise<RecordedObservation[]> {
  const rows = await select(tx)
    .where(and(eq(observation.fellowId, fellowId), known(knownThrough)))
    .orderBy(desc(observation.observedAt), desc(observation.id));
  return rows.map(observationOf);
}

export async function findObservation(
  tx: Transaction,
  id: string,
): Promise<RecordedObservation | null> {
  const [row] = await select(tx).where(eq(observation.id, id));
  return row ? observationOf(row) : null;
}

export async function insertObservation(
  tx: Transaction,
  row: typeof observation.$inferInsert,
): Promise<void> {
  await tx.insert(observation).values(row);
}

export type ObservationRequest = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly fellowId: string;
  readonly fellowName: string;
  readonly assessorId: string;
  readonly assessorName: string;
  readonly tool: AssessmentTool;
  readonly subjectCode: string;
  readonly caseId: string | null;
  readonly expiresAt: Instant;
  /** The observation that answered it. */
  readonly answeredBy: string | null;
  /** Why the person asked said no. */
  readonly declinedBecause: string | null;
};

function selectRequests(tx: Transaction) {
  return tx
    .select({
      row: observationRequest,
      fellowName: fellow.name,
      assessorName: assessor.name,
      answeredBy: observation.id,
      declinedBecause: requestDecline.reason,
    })
    .from(observationRequest)
    .innerJoin(fellow, eq(fellow.id, observationRequest.fellowId))
    .innerJoin(assessor, eq(assessor.id, observationRequest.assessorId))
    .leftJoin(observation, eq(observation.requestId, observationRequest.id))
    .leftJoin(requestDecline, eq(requestDecline.requestId, observationRequest.id));
}

function requestOf({
  row: { entrySeq: _, tool, ...row },
  ...found
}: Awaited<ReturnType<typeof selectRequests>>[number]): ObservationRequest {
  return { ...row, tool: tool as AssessmentTool, ...found };
}

export async function findRequest(tx: Transaction, id: string): Promise<ObservationRequest | null> {
  const [row] = await selectRequests(tx).where(eq(observationRequest.id, id));
  return row ? requestOf(row) : null;
}

const unanswered = and(isNull(observation.id), isNull(requestDecline.requestId));

/** Unanswered requests to an assessor, the one that expires first on top. */
export async function openRequestsTo(
  tx: Transaction,
  assessorId: string,
  now: Instant,
): Promise<ObservationRequest[]> {
  const rows = await selectRequests(tx)
    .where(and(eq(observationRequest.assessorId, assessorId), unanswered))
    .orderBy(asc(observationRequest.expiresAt), asc(observationRequest.id));
  return rows.map(requestOf).filter((each) => each.expiresAt > now);
}

/** What a fellow asked for and has not been given yet. */
export async function openRequestsOf(
  tx: Transaction,
  fellowId: string,
  now: Instant,
): Promise<ObservationRequest[]> {
  const rows = await selectRequests(tx)
    .where(and(eq(observationRequest.fellowId, fellowId), unanswered))
    .orderBy(asc(observationRequest.expiresAt), asc(observationRequest.id));
  return rows.map(requestOf).filter((each) => each.expiresAt > now);
}

/** All that a fellow ever asked for, the latest request first. */
export async function requestsOf(tx: Transaction, fellowId: string): Promise<ObservationRequest[]> {
  const rows = await selectRequests(tx)
    .where(eq(observationRequest.fellowId, fellowId))
    .orderBy(desc(observationRequest.entrySeq));
  return rows.map(requestOf);
}

export async function insertRequest(
  tx: Transaction,
  row: typeof observationRequest.$inferInsert,
): Promise<void> {
  await tx.insert(observationRequest).values(row);
}

export async function insertNarrative(
  tx: Transaction,
  row: typeof narrative.$inferInsert,
): Promise<void> {
  await tx.insert(narrative).values(row);
}
