import { eq, inArray, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { AcceptedCase } from "#app/domain/training/case/case.ts";
import type { Transaction } from "../../client.server.ts";
import { person } from "../../schema/person.ts";
import { importMapping } from "../../schema/programme.ts";
import { caseVerification, caseWithdrawal } from "../../schema/training.ts";

/** How a person's file was read last; as it was kept, to be parsed by whoever uses it. */
export async function mappingOf(tx: Transaction, personId: string): Promise<unknown> {
  const [row] = await tx.select().from(importMapping).where(eq(importMapping.personId, personId));
  return row?.mapping ?? null;
}

export async function keepMapping(
  tx: Transaction,
  personId: string,
  mapping: object,
): Promise<void> {
  await tx
    .insert(importMapping)
    .values({ personId, mapping })
    .onConflictDoUpdate({ target: importMapping.personId, set: { mapping } });
}

/** Changes whenever a case of the log is added, corrected or withdrawn. */
export async function logMark(tx: Transaction, fellowId: string): Promise<string> {
  const [row] = await tx.execute<{ mark: string }>(sql`
    select count(*) || ':' || coalesce(max(c.entry_seq), 0) || ':' || coalesce(max(w.entry_seq), 0)
      as mark
    from case_entry c left join case_withdrawal w on w.case_id = c.id
    where c.fellow_id = ${fellowId}`);
  return row?.mark ?? "0:0:0";
}

/** Whose import it is, and of which fellowship; null where nothing came in under this id. */
export async function findImport(
  tx: Transaction,
  importId: string,
): Promise<{ readonly fellowshipId: string; readonly cases: number } | null> {
  const [row] = await tx.execute<{ fellowshipId: string; cases: number }>(sql`
    select fellowship_id as "fellowshipId", count(*)::int as cases from case_entry
    where import_id = ${importId} and supersedes is null group by fellowship_id`);
  return row ?? null;
}

export type ImportSummary = {
  readonly id: string;
  readonly importedAt: Instant;
  readonly total: number;
  readonly withdrawn: number;
  readonly confirmed: number;
  readonly declined: number;
  /** Unverified, with a supervisor who is to confirm them. */
  readonly asked: number;
  /** Unverified, and nobody was asked. */
  readonly open: number;
};

/** A person's imports, latest first; a corrected case counts once. */
export async function importsOf(tx: Transaction, fellowId: string): Promise<ImportSummary[]> {
  const rows = await tx.execute<Record<keyof ImportSummary, string>>(sql`
    select c.import_id as id, min(l.recorded_at) as "importedAt", count(*) as total,
      count(w.case_id) as withdrawn,
      count(*) filter (where w.case_id is null and v.outcome = 'confirmed') as confirmed,
      count(*) filter (where w.case_id is null and v.outcome = 'declined') as declined,
      count(*) filter (where w.case_id is null and v.case_id is null
        and c.supervisor_id is not null) as asked,
      count(*) filter (where w.case_id is null and v.case_id is null
        and c.supervisor_id is null) as open
    from case_entry c join ledger_entry l on l.seq = c.entry_seq
      left join case_withdrawal w on w.case_id = c.id
      left join case_verification v on v.case_id = c.id
    where c.fellow_id = ${fellowId} and c.import_id is not null
      and not exists (select 1 from case_entry n where n.supersedes = c.id)
    group by c.import_id order by min(l.recorded_at) desc, c.import_id`);
  return rows.map(({ id, importedAt, ...counts }) => ({
    id,
    importedAt: Date.parse(importedAt) as Instant,
    total: Number(counts.total),
    withdrawn: Number(counts.withdrawn),
    confirmed: Number(counts.confirmed),
    declined: Number(counts.declined),
    asked: Number(counts.asked),
    open: Number(counts.open),
  }));
}

/** A case as it comes in with others; `supersedes` and its reason where it takes another one's place. */
export type IncomingCase = AcceptedCase & {
  readonly supersedes?: string;
  readonly correctionReason?: string;
};

/** All cases of one act in one statement, each with the entry of that act. */
export async function insertImported(
  tx: Transaction,
  cases: readonly IncomingCase[],
  of: {
    readonly importId: string;
    readonly fellowshipId: string;
    readonly fellowId: string;
    readonly entrySeq: number;
  },
): Promise<void> {
  const rows = cases.map((each) => ({
    ...each,
    performedAt: new Date(each.performedAt).toISOString(),
  }));
  await tx.execute(sql`
    insert into case_entry (id, fellowship_id, fellow_id, activity, role, setting, performed_at,
      at_night, on_weekend, supervisor_id, devices, access, contexts, simulated, scenario, hours,
      scai_stage, complication_grade, complications, date_precision, provenance, import_id,
      supersedes, correction_reason, entry_seq)
    select r.id, ${of.fellowshipId}, ${of.fellowId}, r.activity, r.role, r.setting, r."performedAt",
      r."atNight", r."onWeekend", r."supervisorId", r.devices, r.access, r.contexts, r.simulated,
      r.scenario, r.hours, r."scaiStage", r."complicationGrade", r.complications,
      r."datePrecision", 'imported', ${of.importId}, r.supersedes, r."correctionReason",
      ${of.entrySeq}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, activity text, role text,
      setting text, "performedAt" timestamptz, "atNight" boolean, "onWeekend" boolean,
      "supervisorId" uuid, devices text[], access text[], contexts text[], simulated boolean,
      scenario text, hours double precision, "scaiStage" text, "complicationGrade" text,
      complications text[], "datePrecision" text, supersedes uuid, "correctionReason" text)`);
}

/** Many cases withdrawn by one act, for one reason. */
export async function insertWithdrawals(
  tx: Transaction,
  caseIds: readonly string[],
  act: { readonly reason: string; readonly entrySeq: number },
): Promise<void> {
  await tx.insert(caseWithdrawal).values(caseIds.map((caseId) => ({ caseId, ...act })));
}

/** Many cases verified by one act. */
export async function insertVerifications(
  tx: Transaction,
  rows: readonly (typeof caseVerification.$inferInsert)[],
): Promise<void> {
  await tx.insert(caseVerification).values([...rows]);
}

/** By what else than their name a file may call somebody. */
export async function addressesOf(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(inArray(person.id, [...personIds]));
  return new Map(rows.map(({ id, email }) => [id, email]));
}
