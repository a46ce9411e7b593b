import type {
  assessmentTools,
  complicationGrades,
  LogRoles,
  logRoles,
  Release,
  scaiStages,
} from "../curriculum/schema.ts";
import type { Instant, Interval } from "../time/interval.ts";
import type { Assurance, AssuranceRule, DatePrecision } from "./portfolio-policy.ts";
import type { WorkingTime } from "./working-time.ts";

export type LogRole = (typeof logRoles)[number];
export type AssessmentTool = (typeof assessmentTools)[number];
export type ComplicationGrade = (typeof complicationGrades)[number];
export type ScaiStage = (typeof scaiStages)[number];

/** A logged case that was neither withdrawn nor replaced. */
export type CaseEvidence = {
  readonly id: string;
  readonly activity: string;
  readonly role: LogRole;
  readonly setting: string;
  readonly performedAt: Instant;
  /** How exactly `performedAt` is meant. */
  readonly datePrecision: DatePrecision;
  /** An imported case is one of a past logbook; it counts once its supervisor confirmed it. */
  readonly provenance: "logged" | "imported";
  readonly atNight: boolean;
  readonly onWeekend: boolean;
  readonly supervisorId: string | null;
  readonly devices: readonly string[];
  readonly access: readonly string[];
  readonly contexts: readonly string[];
  readonly simulated: boolean;
  readonly scenario: string | null;
  /** Hours of care. */
  readonly hours: number | null;
  readonly scaiStage: ScaiStage | null;
  readonly complicationGrade: ComplicationGrade;
  readonly complications: readonly string[];
  readonly verification: {
    readonly by: string;
    readonly outcome: "confirmed" | "declined";
    readonly reason: string | null;
  } | null;
  /** How the review of a high-grade complication was closed; null while none was. */
  readonly reviewOutcome: string | null;
};

/** What `entitlement` says where nothing entitled the assessor on that date. */
export const notEntitled = "none";

/**
 * One assessor's judgement of one competency or EPA; `entitlement` names why they could give it, or says
 * `notEntitled`. How fellows judge themselves is no observation and is never among them.
 */
export type ObservationEvidence = {
  readonly id: string;
  readonly subjectCode: string;
  readonly tool: AssessmentTool;
  readonly level: number;
  readonly observedAt: Instant;
  readonly assessorId: string;
  /** Of a round of multi-source feedback. */
  readonly raters: number | null;
  readonly entitlement: string;
  /** How the assessor was known to be who they are. */
  readonly assurance: Assurance;
  readonly caseId: string | null;
};

export type TrainingRecordEvidence = {
  readonly id: string;
  readonly kind: "certificate" | "exam" | "audit" | "assessor_training";
  readonly code: string;
  readonly completedAt: Instant;
  readonly hours: number | null;
  readonly verifiedBy: string;
};

/** A credential, ours or an outside one: when it counts, everything that limits it considered. */
export type StandingEvidence = {
  readonly id: string;
  readonly code: string;
  readonly counts: readonly Interval[];
};

/** A committee's decision on an EPA, for as long as it holds. */
export type EntrustmentEvidence = {
  readonly id: string;
  readonly epa: string;
  readonly level: number;
  readonly during: Interval;
};

export type FellowshipEvidence = {
  readonly id: string;
  readonly programmeId: string;
  readonly release: string;
  readonly during: Interval;
};

/** All that can speak for one person. Order means nothing. */
export type Evidence = {
  readonly fellowships: readonly FellowshipEvidence[];
  readonly cases: readonly CaseEvidence[];
  readonly observations: readonly ObservationEvidence[];
  readonly records: readonly TrainingRecordEvidence[];
  readonly credentials: readonly StandingEvidence[];
  readonly externals: readonly StandingEvidence[];
  readonly entrustments: readonly EntrustmentEvidence[];
  /** Leave and part-time; the rest of the time is worked in full. */
  readonly workingTime: readonly WorkingTime[];
  /** Which identity evidence of assessors the programme counts, and since when. */
  readonly countedAssurance: readonly AssuranceRule[];
};

export const noEvidence: Evidence = {
  fellowships: [],
  cases: [],
  observations: [],
  records: [],
  credentials: [],
  externals: [],
  entrustments: [],
  workingTime: [],
  countedAssurance: [],
};

/** What evidence is judged by: one release, and how much of a case each role makes its own. */
export type Rules = { readonly release: Release; readonly logRoles: LogRoles };

/** @throws RangeError for a release that was never published. */
export function rulesOf(
  content: { readonly releases: ReadonlyMap<string, Release>; readonly logRoles: LogRoles },
  version: string,
): Rules {
  const release = content.releases.get(version);
  if (!release) throw new RangeError(`no release ${version}`);
  return { release, logRoles: content.logRoles };
}

/** Whether the supervisor whom the entry names said that it was so. */
export function isConfirmed({ verification, supervisorId }: CaseEvidence): boolean {
  return verification?.outcome === "confirmed" && verification.by === supervisorId;
}

/** A high-grade complication that nobody reviewed yet; an entry that was declined asks for nothing. */
export function awaitsReview(entry: CaseEvidence): boolean {
  const high = entry.complicationGrade === "high" && entry.reviewOutcome === null;
  return high && entry.verification?.outcome !== "declined";
}
