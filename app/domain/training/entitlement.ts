import type { Release } from "../curriculum/schema.ts";
import { holds, type Instant, type Interval } from "../time/interval.ts";
import { countingAt } from "./dossier.ts";
import type { EntrustmentEvidence, StandingEvidence } from "./evidence.ts";

/** The credential by which anyone may assess. */
const supervisorCredential = "CRED-SUP";

export type AssessorAppointment = {
  readonly id: string;
  /** Competency and EPA codes. */
  readonly subjects: readonly string[];
  readonly during: Interval;
};

/** What could entitle a person to assess. */
export type AssessorRecord = {
  readonly credentials: readonly StandingEvidence[];
  readonly entrustments: readonly EntrustmentEvidence[];
  readonly appointments: readonly AssessorAppointment[];
};

/** Why somebody may assess: which credential or appointment carries it. */
export type Entitlement = {
  readonly by: "supervisor_credential" | "level" | "appointment";
  readonly id: string;
};

/**
 * Whether a person may judge this competency or EPA on that date: by holding CRED-SUP, or the subject's
 * own credential while entrusted at the assessor's level, or a founding appointment for it. It is asked
 * about the date of the observation alone, so what expires later takes nothing away.
 *
 * @source the release's requirements.yaml#assessorLevel
 */
export function entitlement(
  release: Release,
  record: AssessorRecord,
  subject: string,
  at: Instant,
): Entitlement | null {
  const [supervisor] = countingAt(record.credentials, supervisorCredential, at);
  if (supervisor) return { by: "supervisor_credential", id: supervisor.id };
  const [own] = release.credentials
    .filter((each) => each.competencies.includes(subject) || each.epas.includes(subject))
    .flatMap((each) => countingAt(record.credentials, each.code, at));
  if (own && isEntrusted(release, record, subject, at)) return { by: "level", id: own.id };
  const appointment = record.appointments.find(
    (each) => each.subjects.includes(subject) && holds(each.during, at),
  );
  return appointment ? { by: "appointment", id: appointment.id } : null;
}

/** How it is written into the observation: "appointment:<id>". */
export function entitlementText({ by, id }: Entitlement): string {
  return `${by}:${id}`;
}

/** Entrusted at the assessor's level with the EPA itself, or with one that uses the competency. */
function isEntrusted(
  { epas, requirements }: Release,
  { entrustments }: AssessorRecord,
  subject: string,
  at: Instant,
): boolean {
  const about = new Set(
    epas.filter((e) => e.code === subject || e.uses.includes(subject)).map((e) => e.code),
  );
  return entrustments.some(
    (each) =>
      about.has(each.epa) &&
      each.level >= requirements.assessorLevel.value &&
      holds(each.during, at),
  );
}
