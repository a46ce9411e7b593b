import { sql } from "drizzle-orm";
import { v4 as uuidv4, v7 as uuidv7 } from "uuid";
import { allow } from "#app/domain/result.ts";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { timeOfCase } from "#app/domain/training/case/case.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { createProgramme } from "#app/operations/people/create-programme.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import type { Transaction } from "#db/client.server.ts";
import { allowed, joined, organisation } from "#test/operations/people/world.ts";

export type CohortSize = { readonly fellows: number; readonly cases: number };
export type BenchFellow = {
  readonly id: string;
  readonly email: string;
  readonly fellowshipId: string;
};
export type BenchCohort = {
  readonly programmeId: string;
  readonly director: string;
  readonly fellows: readonly BenchFellow[];
};

const zone = "Europe/Berlin";
const [years, assessorCount, observationsEach] = [5, 12, 400];
const roles = ["supervised_primary", "primary", "assistant", "supervised_primary", "observer"];
const confirmedShare = 0.9;

/**
 * A programme of five years: people through the house's own operations, cases, confirmations and
 * observations in bulk, one ledger entry for each fellow. Seeded: the same size is the same programme.
 */
export async function loadCohort(house: House, size: CohortSize): Promise<BenchCohort> {
  const organisationId = await organisation(house, "bench-training");
  const programmeId = uuidv7();
  const place = { organisationId, code: "bench-cic", name: "Bench", timeZone: zone };
  allowed(await createProgramme(contextAs(house, system), { id: programmeId, ...place }));
  const inProgramme = (role: "fellow" | "assessor" | "programme_director") => [
    { role, scopeKind: "programme" as const, scopeId: programmeId },
  ];
  const director = "director@bench.example";
  await joined(house, director, inProgramme("programme_director"));
  const assessors: string[] = [];
  for (let a = 0; a < assessorCount; a++)
    assessors.push(await joined(house, `assessor${a}@bench.example`, inProgramme("assessor")));
  const fellows: BenchFellow[] = [];
  const each = Math.round(size.cases / size.fellows);
  for (let f = 0; f < size.fellows; f++) {
    const email = `fellow${f}@bench.example`;
    const id = await joined(house, email, inProgramme("fellow"));
    const began = later(house.clock.now(), -(years * 365 - 3 * (f % 30) - 30) * day);
    const fellowshipId = uuidv7();
    const endsAt = later(began, (years + 1) * 365 * day);
    const given = { id: fellowshipId, fellowId: id, programmeId, startsAt: began, endsAt };
    allowed(await beginFellowship(contextAs(house, system), given));
    const fellow = { id, email, fellowshipId };
    await fillLog(house, fellow, assessors, { began, cases: each, seed: f + 1 });
    fellows.push(fellow);
  }
  await house.sql`analyze`.catch(() => {});
  return { programmeId, director, fellows };
}

type Plan = { readonly began: Instant; readonly cases: number; readonly seed: number };

async function fillLog(
  house: House,
  fellow: BenchFellow,
  assessors: readonly string[],
  plan: Plan,
) {
  const rows = logOf(house, fellow, assessors, plan);
  const done = await act(contextAs(house, system), "unit.create", {}, async ({ tx, record }) => {
    const entry_seq = await record({ bench: fellow.id });
    await insertAll(tx, "case_entry", rows.cases, entry_seq);
    await insertAll(tx, "case_verification", rows.verifications, entry_seq);
    await insertAll(tx, "observation", rows.observations, entry_seq);
    return allow();
  });
  allowed(done);
}

/** Columns that a row leaves out are null, as in the record. */
async function insertAll(
  tx: Transaction,
  table: "case_entry" | "case_verification" | "observation",
  rows: readonly object[],
  entrySeq: number,
) {
  const [first = {}] = rows;
  const columns = sql.raw([...Object.keys(first), "entry_seq"].map((c) => `"${c}"`).join(", "));
  const json = JSON.stringify(rows.map((row) => ({ ...row, entry_seq: entrySeq })));
  await tx.execute(sql`insert into ${sql.identifier(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.identifier(table)}, ${json}::jsonb)`);
}

function logOf(house: House, fellow: BenchFellow, assessors: readonly string[], plan: Plan) {
  const { activities, settings } = house.content.current.catalogue;
  const { epas, competencies } = house.content.current;
  const random = seeded(plan.seed);
  const among = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const span = house.clock.now() - plan.began - day;
  const somewhen = () => Math.round((plan.began + random() * span) / hour) * hour;
  const base = { fellowship_id: fellow.fellowshipId, fellow_id: fellow.id };
  const cases = Array.from({ length: plan.cases }, () => {
    const activity = among(activities);
    const at = somewhen() as Instant;
    const { atNight, onWeekend } = timeOfCase(at, zone);
    const derived = [...(atNight ? ["night"] : []), ...(onWeekend ? ["weekend"] : [])];
    const chosen = activity.contexts.filter((c) => !derived.includes(c) && random() < 0.3);
    return {
      id: uuidv4(),
      ...base,
      activity: activity.code,
      role: among(roles),
      setting: among(settings).code,
      performed_at: new Date(at).toISOString(),
      at_night: atNight,
      on_weekend: onWeekend,
      supervisor_id: among(assessors),
      devices: activity.devices.slice(0, 1),
      access: activity.access.slice(0, 1),
      contexts: [
        ...new Set([...chosen.filter((c) => c !== "night" && c !== "weekend"), ...derived]),
      ],
      simulated: activity.kind === "simulation",
      scenario: activity.scenarios.length > 0 ? among(activity.scenarios) : null,
      complication_grade: "none",
      complications: [],
      date_precision: "minute",
      provenance: "logged",
    };
  });
  const verifications = cases
    .filter(() => random() < confirmedShare)
    .map((row) => ({ case_id: row.id, verified_by: row.supervisor_id, outcome: "confirmed" }));
  const subjects = [...epas, ...epas, ...competencies].map((each) => each.code);
  const observations = Array.from({ length: observationsEach }, () => ({
    id: uuidv4(),
    ...base,
    assessor_id: among(assessors),
    tool: "DOPS",
    subject_code: among(subjects),
    level: 2 + Math.floor(random() * 4),
    observed_at: new Date(somewhen()).toISOString(),
    entitlement: "appointment:bench",
    assurance: "account",
  }));
  return { cases, verifications, observations };
}

/** mulberry32: small, and the same on every machine. */
function seeded(seed: number) {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
