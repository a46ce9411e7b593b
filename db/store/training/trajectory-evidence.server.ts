import { and, eq, like, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  type CaseEvidence,
  type Evidence,
  noEvidence,
  type ObservationEvidence,
} from "#app/domain/training/evidence.ts";
import type { Assurance } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "../../client.server.ts";
import { observation, observationWithdrawal } from "../../schema/training.ts";
import { workingTimesOf } from "./working-times.server.ts";

/**
 * Of a fellow only what a trajectory is made of: when which part was played in a confirmed real case, what
 * was observed of activities, and what was not worked. Ids stand for nothing. A cohort is read in a
 * fraction of the time that its whole evidence would take.
 */
export async function trajectoryEvidenceOf(tx: Transaction, fellowId: string): Promise<Evidence> {
  return {
    ...noEvidence,
    cases: await caseTimes(tx, fellowId),
    observations: await observedActivities(tx, fellowId),
    workingTime: await workingTimesOf(tx, fellowId),
  };
}

async function caseTimes(tx: Transaction, fellowId: string): Promise<CaseEvidence[]> {
  const [row] = await tx.execute<{ found: [CaseEvidence["role"], number][] | null }>(sql`
    select json_agg(json_build_array(
        c.role, (extract(epoch from c.performed_at) * 1000)::bigint)) as found
    from case_entry c
    join case_verification v on v.case_id = c.id
      and v.outcome = 'confirmed' and v.verified_by = c.supervisor_id
    where c.fellow_id = ${fellowId} and not c.simulated
      and not exists (select 1 from case_withdrawal w where w.case_id = c.id)
      and not exists (select 1 from case_entry later where later.supersedes = c.id)`);
  return (row?.found ?? []).map(([role, at], i) => confirmedCase(i, role, at as Instant));
}

function confirmedCase(i: number, role: CaseEvidence["role"], performedAt: Instant): CaseEvidence {
  return {
    id: `case ${i}`,
    activity: "",
    role,
    setting: "",
    performedAt,
    datePrecision: "minute",
    provenance: "logged",
    atNight: false,
    onWeekend: false,
    supervisorId: "supervisor",
    devices: [],
    access: [],
    contexts: [],
    simulated: false,
    scenario: null,
    hours: null,
    scaiStage: null,
    complicationGrade: "none",
    complications: [],
    verification: { by: "supervisor", outcome: "confirmed", reason: null },
    reviewOutcome: null,
  };
}

async function observedActivities(
  tx: Transaction,
  fellowId: string,
): Promise<ObservationEvidence[]> {
  const corrected = sql`exists (select 1 from ${observation} as later
    where later.supersedes = ${observation.id})`;
  const takenBack = sql`exists (select 1 from ${observationWithdrawal} as taken
    where taken.observation_id = ${observation.id})`;
  const rows = await tx
    .select({
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
        eq(observation.fellowId, fellowId),
        like(observation.subjectCode, "EPA-%"),
        sql`not ${corrected}`,
        sql`not ${takenBack}`,
      ),
    );
  return rows.map((row) => ({
    ...row,
    tool: row.tool as ObservationEvidence["tool"],
    assurance: row.assurance as Assurance,
  }));
}
