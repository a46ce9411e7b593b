import { and, asc, inArray, like, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { AssessmentTool, ObservationEvidence } from "#app/domain/training/evidence.ts";
import type { Assurance } from "#app/domain/training/portfolio-policy.ts";
import type { WorkingTime } from "#app/domain/training/working-time.ts";
import type { Transaction } from "../../client.server.ts";
import {
  caseEntry,
  caseVerification,
  caseWithdrawal,
  observation,
  observationWithdrawal,
  workingTime,
} from "../../schema/training.ts";
import { everything, knownRows } from "../known.server.ts";

/** Narrow rows about many fellows at once: no names, no words. Every reading is one statement. */

const uncorrected = sql`not exists (
  select 1 from ${observation} as later where later.supersedes = ${observation.id})`;
const notWithdrawn = sql`not exists (
  select 1 from ${observationWithdrawal} as gone where gone.observation_id = ${observation.id})`;

/** Observations of EPAs, by fellow. */
export async function epaObservations(
  tx: Transaction,
  fellowIds: readonly string[],
): Promise<Map<string, ObservationEvidence[]>> {
  const rows = await tx
    .select({
      fellowId: observation.fellowId,
      id: observation.id,
      subjectCode: observation.subjectCode,
      tool: observation.tool,
      level: observation.level,
      observedAt: observation.observedAt,
      assessorId: observation.assessorId,
      raters: observation.raters,
      entitlement: observation.entitlement,
      assurance: observation.assurance,
      caseId: observation.caseId,
    })
    .from(observation)
    .where(
      and(
        inArray(observation.fellowId, [...fellowIds]),
        like(observation.subjectCode, "EPA-%"),
        uncorrected,
        notWithdrawn,
      ),
    );
  const found = new Map<string, ObservationEvidence[]>();
  for (const { fellowId, tool, assurance, ...row } of rows) {
    const each = { ...row, tool: tool as AssessmentTool, assurance: assurance as Assurance };
    const before = found.get(fellowId);
    if (before) before.push(each);
    else found.set(fellowId, [each]);
  }
  return found;
}

/** When each fellow was last observed at anything. */
export async function lastObserved(
  tx: Transaction,
  fellowIds: readonly string[],
): Promise<Map<string, Instant>> {
  const rows = await tx
    .select({
      fellowId: observation.fellowId,
      at: sql`max(${observation.observedAt})`.mapWith(observation.observedAt),
    })
    .from(observation)
    .where(and(inArray(observation.fellowId, [...fellowIds]), uncorrected, notWithdrawn))
    .groupBy(observation.fellowId);
  return new Map(rows.map(({ fellowId, at }) => [fellowId, at]));
}

export type Unconfirmed = {
  readonly fellowId: string;
  readonly fellowshipId: string;
  readonly supervisorId: string;
  readonly provenance: "logged" | "imported";
  /** When each of the cases was performed. */
  readonly performed: readonly Instant[];
};

/**
 * Cases that name a supervisor who has said nothing yet, by fellowship, by supervisor and by how they came
 * in.
 */
export async function unconfirmedCases(
  tx: Transaction,
  fellowIds: readonly string[],
): Promise<Unconfirmed[]> {
  const performed = sql<number[]>`json_agg(
    (extract(epoch from ${caseEntry.performedAt}) * 1000)::bigint)`;
  const rows = await tx
    .select({
      fellowId: caseEntry.fellowId,
      fellowshipId: caseEntry.fellowshipId,
      supervisorId: sql<string>`${caseEntry.supervisorId}`,
      provenance: caseEntry.provenance,
      performed,
    })
    .from(caseEntry)
    .where(and(inArray(caseEntry.fellowId, [...fellowIds]), isWaiting))
    .groupBy(
      caseEntry.fellowId,
      caseEntry.fellowshipId,
      caseEntry.supervisorId,
      caseEntry.provenance,
    );
  return rows.map((row) => ({
    ...row,
    provenance: row.provenance as Unconfirmed["provenance"],
    performed: row.performed as Instant[],
  }));
}

const isWaiting = sql`${caseEntry.supervisorId} is not null
  and not exists (select 1 from ${caseVerification} as said where said.case_id = ${caseEntry.id})
  and not exists (select 1 from ${caseWithdrawal} as gone where gone.case_id = ${caseEntry.id})
  and not exists (select 1 from ${caseEntry} as later
    where later.supersedes is not null and later.supersedes = ${caseEntry.id})`;

/** Leave and part-time of many fellows, by fellow. */
export async function workingTimesIn(
  tx: Transaction,
  fellowIds: readonly string[],
): Promise<Map<string, WorkingTime[]>> {
  const rows = await tx
    .select()
    .from(workingTime)
    .where(and(inArray(workingTime.fellowId, [...fellowIds]), knownRows(workingTime, everything)))
    .orderBy(asc(workingTime.startsAt));
  const found = new Map<string, WorkingTime[]>();
  for (const { fellowId, percent, startsAt, endsAt } of rows) {
    const each = { percent, during: interval(startsAt, endsAt) };
    found.set(fellowId, [...(found.get(fellowId) ?? []), each]);
  }
  return found;
}
