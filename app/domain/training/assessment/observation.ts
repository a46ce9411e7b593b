import { findActivity, findCompetency, findEpa } from "../../curriculum/release.ts";
import type { Release } from "../../curriculum/schema.ts";
import { allow, type Result, refuse } from "../../result.ts";
import { day, type Instant } from "../../time/instant.ts";
import { holds, type Interval } from "../../time/interval.ts";
import {
  type AssessmentTool,
  type CaseEvidence,
  notEntitled,
  type ObservationEvidence,
} from "../evidence.ts";
import type { Assurance } from "../portfolio-policy.ts";

/**
 * What one assessor can be asked for. Feedback from several sources comes out of a round that is closed; an
 * examination and an audit are records of their own.
 */
export const observationTools = ["DOPS", "MINI_CEX", "CBD", "ACAT", "SIM_OSCE"] as const;
export type ObservationTool = (typeof observationTools)[number];

const levelMax = 5;

/** What an assessor writes to a fellow is a sentence or two, never a file. */
export const feedbackMax = 4_000;

export type Judgement = Pick<ObservationEvidence, "level" | "observedAt"> & {
  readonly assessorId: string;
  readonly feedback: string;
};
export type ObservationInput = Judgement & Pick<ObservationEvidence, "subjectCode" | "tool">;

export type ObservationFrame = {
  readonly fellowId: string;
  readonly during: Interval;
  readonly release: Release;
  readonly now: Instant;
  /** The case it is about, where there is one. */
  readonly entry: Pick<CaseEvidence, "activity"> | null;
};

/**
 * Accepts an observation by one assessor, entitlement aside. The refusal's detail names the `field`.
 * Refusals: those of `acceptJudgement` and of `acceptSubject`.
 */
export function acceptObservation(
  input: ObservationInput,
  frame: ObservationFrame,
): Result<undefined> {
  const judged = acceptJudgement(input, frame);
  return judged.ok ? acceptSubject(input, frame) : judged;
}

/**
 * What holds for every judgement, also for the one that closes a round. Refusals: `observation_of_self`,
 * `observation_in_future`, `outside_fellowship`, `level_not_on_scale`, `feedback_required`.
 */
export function acceptJudgement(
  { assessorId, observedAt, level, feedback }: Judgement,
  frame: Pick<ObservationFrame, "fellowId" | "during" | "now">,
): Result<undefined> {
  if (assessorId === frame.fellowId) return refuse("observation_of_self");
  if (observedAt > frame.now) return refuse("observation_in_future", { field: "when" });
  if (!holds(frame.during, observedAt)) return refuse("outside_fellowship", { field: "when" });
  if (!Number.isInteger(level) || level < 1 || level > levelMax) {
    return refuse("level_not_on_scale", { field: "level" });
  }
  if (feedback.trim() === "") return refuse("feedback_required", { field: "feedback" });
  return allow();
}

/**
 * Whether this can be observed with this tool, and in this case. Refusals: `no_such_competency`,
 * `no_such_epa`, `feedback_needs_round`, `tool_not_offered`, `competency_not_in_activity`.
 */
export function acceptSubject(
  { subjectCode, tool }: { readonly subjectCode: string; readonly tool: AssessmentTool },
  { release, entry }: Pick<ObservationFrame, "release" | "entry">,
): Result<undefined> {
  const epa = findEpa(release, subjectCode);
  const competency = findCompetency(release, subjectCode);
  if (!epa && !competency) {
    const code = subjectCode.startsWith("EPA") ? "no_such_epa" : "no_such_competency";
    return refuse(code, { field: "subjectCode" });
  }
  if (tool === "MSF" || competency?.multiSourceFeedback) {
    return refuse("feedback_needs_round", { field: "tool" });
  }
  const offered = toolsFor(release, subjectCode) as readonly string[];
  if (!offered.includes(tool)) return refuse("tool_not_offered", { field: "tool" });
  const activity = entry && findActivity(release, entry.activity);
  if (activity && ![...activity.competencies, ...activity.epas].includes(subjectCode)) {
    return refuse("competency_not_in_activity", { field: "caseId" });
  }
  return allow();
}

/** None for what only a round of feedback shows. */
export function toolsFor(release: Release, subjectCode: string): readonly ObservationTool[] {
  const feedback = findCompetency(release, subjectCode)?.multiSourceFeedback ?? false;
  return feedback ? [] : observationTools;
}

/**
 * When a request that nobody answers ends; it is made again if it still matters.
 *
 * @param days  As the programme's policy has it.
 */
export function requestExpiry(now: Instant, days: number): Instant {
  return (now + days * day) as Instant;
}

/** Whether an observation counts, and if not, why: nobody entitled gave it, or in a way not counted. */
export type Weight = "counts" | "not_entitled" | "not_counted_assurance";

/** @param counted  Which identity evidence the programme counts. */
export function weightOf(
  { entitlement, assurance }: Pick<ObservationEvidence, "entitlement" | "assurance">,
  counted: readonly Assurance[],
): Weight {
  if (entitlement === notEntitled) return "not_entitled";
  return counted.includes(assurance) ? "counts" : "not_counted_assurance";
}
