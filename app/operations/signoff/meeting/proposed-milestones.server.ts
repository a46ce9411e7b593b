import type { Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { milestonesOf } from "#app/domain/training/milestones.ts";
import type { Judgeable } from "../../training/progress/evidence.server.ts";

/**
 * A level by domain for a committee to start from: the median of what was observed in the half-year that
 * ends now, rounded down. A domain in which nothing was observed has none.
 */
export function proposedMilestones(
  { rules, evidence }: Judgeable,
  now: Instant,
  zone: string,
): Record<string, number> {
  const { release } = rules;
  const months = release.requirements.committeeReviewMonths.value;
  const halfYear = interval(addMonths(now, -months, zone), (now + 1) as Instant);
  const proposed: Record<string, number> = {};
  for (const { domain, halfYears } of milestonesOf(release, evidence, [halfYear], now)) {
    const observed = halfYears[0]?.observed ?? null;
    if (observed !== null) proposed[domain] = Math.floor(observed);
  }
  return proposed;
}
