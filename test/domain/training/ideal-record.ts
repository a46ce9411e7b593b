import {
  activitiesFor,
  competency,
  credentialDefinition,
  epa,
} from "#app/domain/curriculum/release.ts";
import type {
  Competency,
  CredentialDefinition,
  Epa,
  Release,
} from "#app/domain/curriculum/schema.ts";
import { day, forever, type Instant, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import {
  type CaseEvidence,
  type Evidence,
  noEvidence,
  type ObservationEvidence,
  type StandingEvidence,
  type TrainingRecordEvidence,
} from "#app/domain/training/evidence.ts";

/** The instant at which ideal records are judged. */
export const judged = instant(Date.UTC(2026, 9, 1, 12));

/**
 * The smallest evidence that earns a credential, made from what the release says and nothing else: every
 * piece of it is needed. Required credentials are held; they are evidence themselves.
 */
export function idealRecord(
  release: Release,
  credentialCode: string,
  at: Instant = judged,
): Evidence {
  const definition = credentialDefinition(release, credentialCode);
  const competencies = definition.competencies.map((each) => competency(release, each));
  return {
    fellowships: fellowshipsFor(release, definition, at),
    cases: competencies.flatMap((each) => casesFor(release, each, at)),
    observations: [
      ...competencies.flatMap((each) => observationsFor(each, at)),
      ...definition.epas.flatMap((each) => ratingsFor(epa(release, each), at)),
    ],
    records: [
      ...competencies.flatMap((each) => certificatesFor(each, at)),
      ...recordsFor(definition, at),
    ],
    credentials: [...definition.requires, ...definition.requiresAny.slice(0, 1)].map(standing),
    externals: definition.base.map(standing),
    entrustments: definition.levelInAny
      ? [
          {
            id: `entrusted-${credentialCode}`,
            epa: "EPA-01",
            level: definition.levelInAny.value,
            during: interval(before(at, 30)),
          },
        ]
      : [],
    workingTime: [],
    countedAssurance: [],
  };
}

/** Every record that lacks one piece of this one, with the id of what it lacks. */
export function withoutOne(
  record: Evidence,
): { readonly lacks: string; readonly record: Evidence }[] {
  const { workingTime: _, countedAssurance: __, ...pieces } = noEvidence;
  const kinds = Object.keys(pieces) as (keyof typeof pieces)[];
  return kinds.flatMap((kind) =>
    record[kind].map((piece) => ({
      lacks: piece.id,
      record: { ...record, [kind]: record[kind].filter((each) => each !== piece) } as Evidence,
    })),
  );
}

function before(at: Instant, days: number): Instant {
  return instant(at - days * day);
}

function standing(code: string): StandingEvidence {
  return { id: `held-${code}`, code, counts: [{ start: instant(0), end: forever }] };
}

function fellowshipsFor(release: Release, { programmeMonths }: CredentialDefinition, at: Instant) {
  if (!programmeMonths) return [];
  const start = addMonths(at, -programmeMonths.value);
  return [
    {
      id: "fellowship",
      programmeId: "programme",
      release: release.version,
      during: interval(start),
    },
  ];
}

/** A confirmed case as supervised primary on an ordinary morning, `days` before the judgement. */
export function aCase(id: string, activity: string, performedAt: Instant): CaseEvidence {
  return {
    id,
    activity,
    role: "supervised_primary",
    setting: "cicu",
    performedAt,
    datePrecision: "minute",
    provenance: "logged",
    atNight: false,
    onWeekend: false,
    supervisorId: "supervisor",
    devices: [],
    access: [],
    contexts: [],
    simulated: activity.startsWith("simulation-"),
    scenario: null,
    hours: null,
    scaiStage: null,
    complicationGrade: "none",
    complications: [],
    verification: { by: "supervisor", outcome: "confirmed", reason: null },
    reviewOutcome: null,
  };
}

/** Simulated sessions count towards the log where that is allowed, so that fewer real cases are made. */
function casesFor(release: Release, each: Competency, at: Instant): CaseEvidence[] {
  const { required, countedMax, scenarios } = each.simulation;
  const real = activitiesFor(release, each.code, { simulated: false });
  const simulated = activitiesFor(release, each.code).filter((a) => a.kind === "simulation");
  const sessions = Array.from({ length: required.value }, (_, i) => {
    const scenario = scenarios[i] ?? null;
    const activity = simulated.find((a) => scenario === null || a.scenarios.includes(scenario));
    const id = `${each.code}-session-${i}`;
    return { ...aCase(id, activity?.code ?? "", before(at, i + 1)), scenario };
  });
  const needed = each.log.value - Math.min(required.value, countedMax.value);
  const hours = each.hours ? each.hours.value / needed : null;
  const cases = Array.from({ length: Math.max(0, needed) }, (_, i) => {
    const id = `${each.code}-case-${i}`;
    return { ...aCase(id, alone(real, each.code), before(at, i + 1)), hours };
  });
  return [...sessions, ...shaped(each, cases)];
}

/** An activity that feeds this competency and no other, so that no case is needed twice. */
function alone(
  activities: readonly { code: string; competencies: readonly string[] }[],
  code: string,
) {
  const found = activities.find((each) => each.competencies.length === 1);
  if (!found) throw new Error(`nothing feeds ${code} alone`);
  return found.code;
}

/** Makes the first cases of the kind that a sub-minimum asks for. */
function shaped(each: Competency, cases: readonly CaseEvidence[]): CaseEvidence[] {
  return each.subMinimums.reduce<CaseEvidence[]>(
    (made, { filter, min }) =>
      made.map((entry, i) =>
        i >= min.value
          ? entry
          : {
              ...entry,
              activity: filter.activities?.[0] ?? entry.activity,
              role: filter.roles?.[0] ?? entry.role,
              contexts: filter.contexts?.slice(0, 1) ?? entry.contexts,
              devices: filter.devices?.slice(0, 1) ?? entry.devices,
            },
      ),
    [...cases],
  );
}

function anObservation(id: string, subjectCode: string, level: number, at: Instant) {
  return {
    id,
    subjectCode,
    tool: "DOPS",
    level,
    observedAt: at,
    assessorId: "assessor-0",
    raters: null,
    entitlement: "appointment:founding",
    assurance: "account",
    caseId: null,
  } satisfies ObservationEvidence;
}

function observationsFor(each: Competency, at: Instant): ObservationEvidence[] {
  const least = each.multiSourceFeedback ? 1 : Math.max(each.assessors.value, 1);
  return Array.from({ length: each.observations.value }, (_, i) => ({
    ...anObservation(`${each.code}-observed-${i}`, each.code, each.level.value, before(at, i + 1)),
    assessorId: `assessor-${i % least}`,
    ...(each.multiSourceFeedback ? { tool: "MSF" as const, raters: each.assessors.value } : {}),
  }));
}

function ratingsFor(each: Epa, at: Instant): ObservationEvidence[] {
  return Array.from({ length: each.ratings.value }, (_, i) => ({
    ...anObservation(
      `${each.code}-observed-${i}`,
      each.code,
      each.targetLevel.value,
      before(at, i + 1),
    ),
    assessorId: `assessor-${i % each.supervisors.value}`,
  }));
}

function certificatesFor(each: Competency, at: Instant): TrainingRecordEvidence[] {
  return each.certificates.map(({ code }) =>
    aRecord(`${each.code}-${code}`, "certificate", code, at),
  );
}

function recordsFor({ exam, assessorTrainingHours }: CredentialDefinition, at: Instant) {
  const hours = assessorTrainingHours?.value;
  return [
    ...(exam ? [aRecord("exam", "exam", "EXAM-CIC", at)] : []),
    ...(hours
      ? [{ ...aRecord("training", "assessor_training", "TRAIN-ASSESSOR", at), hours }]
      : []),
  ];
}

function aRecord(id: string, kind: TrainingRecordEvidence["kind"], code: string, at: Instant) {
  const record: TrainingRecordEvidence = {
    id,
    kind,
    code,
    completedAt: before(at, 30),
    hours: null,
    verifiedBy: "director",
  };
  return record;
}
