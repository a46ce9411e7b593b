import { sql } from "drizzle-orm";
import type { CaseEvidence } from "#app/domain/training/evidence.ts";
import type { Transaction } from "../../client.server.ts";

/**
 * The cases that may speak for a person, as the record knew them through an entry: neither withdrawn nor
 * corrected by then. Latest first.
 *
 * Without names, and as one JSON text of bare arrays: a log of thousands is read in a third of the time
 * that its rows would take one by one.
 */
export async function caseEvidenceOf(
  tx: Transaction,
  fellowId: string,
  knownThrough: number,
): Promise<CaseEvidence[]> {
  const [row] = await tx.execute<{ found: Columns[] | null }>(sql`
    select json_agg(json_build_array(
        c.id, c.activity, c.role, c.setting, (extract(epoch from c.performed_at) * 1000)::bigint,
        c.date_precision, c.provenance, c.at_night, c.on_weekend, c.supervisor_id, c.devices,
        c.access, c.contexts, c.simulated, c.scenario, c.hours, c.scai_stage, c.complication_grade,
        c.complications, v.verified_by, v.outcome, v.reason, r.outcome)
      order by c.performed_at desc, c.id desc) as found
    from case_entry c
    left join case_verification v on v.case_id = c.id and v.entry_seq <= ${knownThrough}
    left join complication_review r on r.case_id = c.id and r.entry_seq <= ${knownThrough}
    where c.fellow_id = ${fellowId} and c.entry_seq <= ${knownThrough}
      and not exists (select 1 from case_withdrawal w
        where w.case_id = c.id and w.entry_seq <= ${knownThrough})
      and not exists (select 1 from case_entry later
        where later.supersedes = c.id and later.entry_seq <= ${knownThrough})`);
  return (row?.found ?? []).map(evidenceOf);
}

type Of<K extends keyof CaseEvidence> = CaseEvidence[K];
/** In the order of the statement. */
type Columns = readonly [
  id: string,
  activity: string,
  role: Of<"role">,
  setting: string,
  performedAt: Of<"performedAt">,
  datePrecision: Of<"datePrecision">,
  provenance: Of<"provenance">,
  atNight: boolean,
  onWeekend: boolean,
  supervisorId: string | null,
  devices: string[],
  access: string[],
  contexts: string[],
  simulated: boolean,
  scenario: string | null,
  hours: number | null,
  scaiStage: Of<"scaiStage">,
  complicationGrade: Of<"complicationGrade">,
  complications: string[],
  verifiedBy: string,
  outcome: NonNullable<Of<"verification">>["outcome"] | null,
  reason: string | null,
  reviewOutcome: string | null,
];

// biome-ignore format: one line for each group of columns, as in the statement
function evidenceOf([
  id, activity, role, setting, performedAt,
  datePrecision, provenance, atNight, onWeekend, supervisorId, devices,
  access, contexts, simulated, scenario, hours, scaiStage, complicationGrade,
  complications, verifiedBy, outcome, reason, reviewOutcome,
]: Columns): CaseEvidence {
  const verification = outcome && { by: verifiedBy, outcome, reason };
  return {
    id, activity, role, setting, performedAt,
    datePrecision, provenance, atNight, onWeekend, supervisorId, devices,
    access, contexts, simulated, scenario, hours, scaiStage, complicationGrade,
    complications, verification, reviewOutcome,
  };
}
