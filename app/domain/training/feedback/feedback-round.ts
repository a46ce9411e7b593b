import { z } from "zod";
import { findCompetency } from "../../curriculum/release.ts";
import type { Release } from "../../curriculum/schema.ts";
import { allow, type Result, refuse } from "../../result.ts";
import { day, type Instant } from "../../time/instant.ts";
import { holds, type Interval } from "../../time/interval.ts";
import { type FeedbackStandard, type RaterGroup, raterGroups } from "./feedback-standard.ts";

/** The subject line of every mail to a rater: nobody can tell from it who was reminded. */
export const raterSubject = "You are asked for feedback about a colleague";

/**
 * `open` takes answers. `ended` takes none any longer, and can be discussed if enough came in. `closed`
 * has been discussed. Nothing is shown while it is open: two looks, before and after one more answer,
 * would tell that answer.
 */
export type RoundState = "open" | "ended" | "closed";

export function roundState(
  round: {
    readonly closesAt: Instant;
    readonly takesAnswers: boolean;
    readonly closedBy: string | null;
  },
  now: Instant,
): RoundState {
  if (round.closedBy !== null) return "closed";
  return round.takesAnswers && now < round.closesAt ? "open" : "ended";
}

/** How many answers make a round count. @throws RangeError where the subject asks for no feedback. */
export function ratersNeeded(release: Release, subjectCode: string): number {
  const found = findCompetency(release, subjectCode);
  if (!found?.multiSourceFeedback) throw new RangeError(`no feedback for ${subjectCode}`);
  return found.assessors.value;
}

/** Competencies of a release that ask for feedback from several sources. */
export function feedbackSubjects({ competencies }: Release) {
  return competencies.filter((each) => each.multiSourceFeedback);
}

const Address = z.email().max(254);

/**
 * Addresses as somebody pastes them: one per line, or with commas, semicolons or spaces; "Name <a@b>" too.
 * In lower case, each once. Refusals at `raters`: `address_unreadable` (`address`), `raters_too_few`
 * (`needed`), `raters_too_many` (`most`), `rater_is_fellow`.
 */
export function readRaters(
  text: string,
  limits: { readonly least: number; readonly most: number; readonly fellow: string | null },
): Result<string[]> {
  const field = "raters";
  const bracketed = text.replace(/[^\n,;<]*<([^>\n]*)>/g, " $1 ");
  const written = bracketed.split(/[\s,;]+/).filter((each) => each !== "");
  const wrong = written.find((each) => !Address.safeParse(each).success);
  if (wrong !== undefined) {
    return refuse("address_unreadable", { field, address: wrong.slice(0, 80) });
  }
  const raters = [...new Set(written.map((each) => each.toLowerCase()))];
  if (limits.fellow && raters.includes(limits.fellow)) return refuse("rater_is_fellow", { field });
  if (raters.length < limits.least) {
    return refuse("raters_too_few", { field, needed: limits.least, have: raters.length });
  }
  if (raters.length > limits.most) return refuse("raters_too_many", { field, most: limits.most });
  return allow(raters);
}

/**
 * Whether a round may begin. Refusals: `no_such_competency`, `feedback_not_asked`, `outside_fellowship_now`,
 * `round_too_short`, `round_too_long` (`min`, `max` in days).
 */
export function acceptRound(
  input: { readonly subjectCode: string; readonly closesAt: Instant },
  frame: {
    readonly release: Release;
    readonly during: Interval;
    readonly now: Instant;
    readonly standard: FeedbackStandard;
  },
): Result<undefined> {
  const competency = findCompetency(frame.release, input.subjectCode);
  if (!competency) return refuse("no_such_competency", { field: "subjectCode" });
  if (!competency.multiSourceFeedback) {
    return refuse("feedback_not_asked", { field: "subjectCode" });
  }
  if (!holds(frame.during, frame.now)) return refuse("outside_fellowship_now");
  const { daysMin, daysMax } = frame.standard.round;
  const length = input.closesAt - frame.now;
  const detail = { field: "lastDay", min: daysMin.value, max: daysMax.value };
  if (length < (daysMin.value - 1) * day) return refuse("round_too_short", detail);
  // The last day counts whole, and a day may have 25 hours.
  if (length > (daysMax.value + 1) * day + day / 24) return refuse("round_too_long", detail);
  return allow();
}

export type Answers = {
  readonly group: RaterGroup;
  /** Question code to level; a question left out was not seen by the rater. */
  readonly levels: Readonly<Record<string, number>>;
};

/**
 * Accepts what a rater says. Refusals: `rater_group_unknown`, `question_unknown`, `level_not_on_scale`,
 * `nothing_answered`.
 */
export function acceptAnswers(
  { group, levels }: { readonly group: string; readonly levels: Readonly<Record<string, number>> },
  { questions, scale }: FeedbackStandard,
): Result<Answers> {
  const known = raterGroups.find((each) => each === group);
  if (!known) return refuse("rater_group_unknown", { field: "group" });
  for (const [code, level] of Object.entries(levels)) {
    if (!questions.some((each) => each.code === code)) return refuse("question_unknown");
    if (!scale.some((each) => each.level === level)) {
      return refuse("level_not_on_scale", { field: code });
    }
  }
  const [first] = questions;
  if (Object.keys(levels).length === 0) {
    return refuse("nothing_answered", { field: first?.code ?? "group" });
  }
  return allow({ group: known, levels });
}
