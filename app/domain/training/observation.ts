import { findActivity, findCompetency, findEpa } from "../curriculum/release.ts";
import type { Release } from "../curriculum/schema.ts";
import { allow, type Result, refuse } from "../result.ts";
import { day, type Instant } from "../time/instant.ts";
import { holds, type Interval } from "../time/interval.ts";
import {
  type AssessmentTool,
  type CaseEvidence,
  notEntitled,
  type ObservationEvidence,
} from "./evidence.ts";
import type { Assurance } from "./portfolio-policy.ts";

/** What an assessor can be asked for; an examination and an audit are records of their own. */
export const observationTools = ["DOPS", "MINI_CEX", "CBD", "ACAT", "SIM_OSCE", "MSF"] as const;
export type ObservationTool = (typeof observationTools)[number];

const levelMax = 5;

/** What an assessor writes to a fellow is a sentence or two, never a file. */
export const feedbackMax = 4_000;

export type ObservationInput = Pick<
  ObservationEvidence,
  "subjectCode" | "tool" | "level" | "observedAt" | "raters"
> & { readonly assessorId: string; readonly feedback: string };

export type ObservationFrame = {
  readonly fellowId: string;
  readonly during: Interval;
  readonly release: Release;
  readonly now: Instant;
  /** The case it is about, where there is one. */
  readonly entry: Pick<CaseEvidence, "activity"> | null;
};

/**
 * Accepts an observation, entitlement aside. The refusal's detail names the `field`. Refusals:
 * `observation_of_self`, `observation_in_future`, `outside_fellowship`, `level_not_on_scale`,
 * `feedback_required`, and those of `acceptSubject`.
 */
export function acceptObservation(
  input: ObservationInput,
  frame: ObservationFrame,
): Result<undefined> {
  const { assessorId, observedAt, level, raters, tool } = input;
  if (assessorId === frame.fellowId) return refuse("observation_of_self");
  if (observedAt > frame.now) return refuse("observation_in_future", { field: "when" });
  if (!holds(frame.during, observedAt)) return refuse("outside_fellowship", { field: "when" });
  if (!Number.isInteger(level) || level < 1 || level > levelMax) {
    return refuse("level_not_on_scale", { field: "level" });
  }
  if (input.feedback.trim() === "") return refuse("feedback_required", { field: "feedback" });
  if ((tool === "MSF") !== (raters !== null)) return refuse("raters_required", { field: "raters" });
  return acceptSubject(input, frame);
}

/**
 * Whether this can be observed with this tool, and in this case. Refusals: `no_such_competency`,
 * `no_such_epa`, `tool_not_offered`, `competency_not_in_activity`.
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
  const offered = toolsFor(release, subjectCode) as readonly string[];
  if (!offered.includes(tool)) return refuse("tool_not_offered", { field: "tool" });
  const activity = entry && findActivity(release, entry.activity);
  if (activity && ![...activity.competencies, ...activity.epas].includes(subjectCode)) {
    return refuse("competency_not_in_activity", { field: "caseId" });
  }
  return allow();
}

/** Multi-source feedback shows what asks for it, and nothing else does. */
export function toolsFor(release: Release, subjectCode: string): readonly ObservationTool[] {
  const feedback = findCompetency(release, subjectCode)?.multiSourceFeedback ?? false;
  return observationTools.filter((each) => (each === "MSF") === feedback);
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
