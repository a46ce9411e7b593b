import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import type { Role } from "#app/domain/people/roles.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { type Context, contextAs, system } from "#app/operations/context.server.ts";
import { createOrganisation } from "#app/operations/people/create-organisation.server.ts";
import { createProgramme } from "#app/operations/people/create-programme.server.ts";
import type { RecordObservation } from "#app/operations/training/assessment/record-observation.server.ts";
import type { LogCase } from "#app/operations/training/case/log-case.server.ts";
import { appointFoundingAssessor } from "#app/operations/training/fellowship/appoint-founding-assessor.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import { allowed, as, joined } from "#test/operations/people/world.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";

export type TrainingWorld = FreshHouse & {
  readonly programmeId: string;
  readonly fellowshipId: string;
  readonly people: Readonly<Record<(typeof names)[number], string>>;
  readonly began: Instant;
  as(name: (typeof names)[number]): Promise<Context>;
};

const names = ["fellow", "other", "assessor", "assessor2", "director", "committee"] as const;
const rolesOf: Record<(typeof names)[number], Role[]> = {
  fellow: ["fellow"],
  other: ["fellow", "assessor"],
  assessor: ["assessor"],
  assessor2: ["assessor"],
  director: ["programme_director", "assessor"],
  committee: ["committee_member"],
};

/** One programme in Berlin with a fellow since a hundred days, a founding assessor and a director. */
export async function trainingWorld(): Promise<TrainingWorld> {
  const fresh = await freshHouse();
  const { house, clock } = fresh;
  const founding = contextAs(house, system);
  const organisationId = uuidv7();
  const programmeId = uuidv7();
  const place = { code: "north", name: "Northern heart network" };
  allowed(await createOrganisation(founding, { id: organisationId, ...place }));
  allowed(
    await createProgramme(founding, {
      id: programmeId,
      organisationId,
      code: "north-cic",
      name: "Cardiac intensive care, north",
      timeZone: "Europe/Berlin",
    }),
  );
  const people: Record<string, string> = {};
  for (const name of names) {
    const grants = rolesOf[name].map((role) => ({
      id: uuidv7(),
      role,
      scopeKind: "programme" as const,
      scopeId: programmeId,
    }));
    people[name] = await joined(house, `${name}@north.example`, grants);
  }
  const known = people as TrainingWorld["people"];
  const began = later(clock.now(), -100 * day);
  const fellowshipId = uuidv7();
  const fellowship = { id: fellowshipId, fellowId: known.fellow, programmeId, startsAt: began };
  allowed(await beginFellowship(founding, fellowship));
  allowed(
    await appointFoundingAssessor(founding, {
      id: uuidv7(),
      programmeId,
      personId: known.assessor,
      subjects: ["CIC-HEM-01", "EPA-02"],
      endsAt: later(clock.now(), 365 * day),
      firstSignerId: known.director,
      secondSignerId: known.committee,
    }),
  );
  clock.advance(60_000);
  return {
    ...fresh,
    programmeId,
    fellowshipId,
    people: known,
    began,
    as: (name) => as(house, known[name]),
  };
}

/** A plain catheter in the morning of the day before, changed as a test wants. */
export function aCase(
  world: TrainingWorld,
  changed: Partial<z.output<typeof LogCase>> = {},
): z.output<typeof LogCase> {
  return {
    id: uuidv7(),
    fellowshipId: world.fellowshipId,
    activity: "pa-catheter-insertion",
    role: "supervised_primary",
    setting: "cicu",
    when: later(world.clock.now(), -day),
    supervisorId: world.people.assessor,
    devices: ["pa_catheter"],
    access: [],
    contexts: [],
    complicationGrade: "none",
    complications: [],
    ...changed,
  };
}

export function anObservation(
  world: TrainingWorld,
  changed: Partial<z.output<typeof RecordObservation>> = {},
): z.output<typeof RecordObservation> {
  return {
    id: uuidv7(),
    fellowshipId: world.fellowshipId,
    subjectCode: "CIC-HEM-01",
    tool: "DOPS",
    level: 4,
    when: later(world.clock.now(), -60_000 / 2),
    feedback: "Calm, and checked the waveform before the chart.",
    ...changed,
  };
}

/** For reading a log without pages. */
export function wholeLog(total: number) {
  return { from: 0, size: total };
}

/** How many rows and ledger entries there are, for showing that a refusal leaves no trace. */
export async function traces({ house }: TrainingWorld) {
  const [row] = await house.sql<{ cases: number; observations: number; entries: number }[]>`
    select (select count(*)::int from case_entry) as cases,
           (select count(*)::int from observation) as observations,
           (select count(*)::int from ledger_entry) as entries`;
  if (!row) throw new Error("no counts");
  return { ...row };
}
