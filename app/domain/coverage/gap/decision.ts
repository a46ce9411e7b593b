import { hour, type Instant, later } from "../../time/instant.ts";
import { type Interval, overlaps, subtract } from "../../time/interval.ts";

/** What can be decided about a gap: one closed list, worded in content/copy under `gap_decisions`. */
export const gapDecisions = [
  "shift_will_be_filled",
  "covered_by_arrangement",
  "accepted_with_reason",
  "unit_restricts_admissions",
] as const;
export type GapDecisionKind = (typeof gapDecisions)[number];

/** A decision holds for one rule during one interval, and for nothing else. */
export type GapDecision = {
  readonly rule: string;
  readonly during: Interval;
  readonly decision: GapDecisionKind;
};

/** So long before a gap a promise to fill it no longer keeps its alerts quiet. */
export const promiseHours = 24;

/**
 * What of a gap no decision covers at an instant. A gap that became longer or moved is thereby a new one
 * where it goes beyond what was decided. A promise to fill the shift holds until a day before the gap: if
 * the gap is there still, it must come up again.
 */
export function undecided(
  gap: Interval & { readonly rule: string },
  decisions: readonly GapDecision[],
  now: Instant,
): Interval[] {
  const covering = decisions
    .filter(({ rule, during }) => rule === gap.rule && overlaps(during, gap))
    .filter((each) => holdsStill(each, gap, now));
  return subtract(
    [{ start: gap.start, end: gap.end }],
    covering.map(({ during }) => during),
  );
}

function holdsStill({ decision, during }: GapDecision, gap: Interval, now: Instant): boolean {
  if (decision !== "shift_will_be_filled") return true;
  const begins = Math.max(gap.start, during.start) as Instant;
  return now < later(begins, -promiseHours * hour);
}
