import { allow, type Result, refuse } from "../result.ts";
import { hour, type Instant, later } from "../time/instant.ts";
import { type Interval, interval } from "../time/interval.ts";

/** What a second person found, looking back. */
export const overrideOutcomes = ["justified", "not_justified"] as const;
export type OverrideOutcome = (typeof overrideOutcomes)[number];

/** `running`: not ended, so not yet to be looked at. */
export const reviewStates = ["running", "due", "overdue", "reviewed"] as const;
export type ReviewState = (typeof reviewStates)[number];

/**
 * For how long an override holds that begins now: it is never dated back, and never long.
 *
 * @param hours     Asked for, from 1; halves count.
 * @param hoursMax  content/standards/staffing.yaml#overrideHoursMax
 * @returns Refusals `override_needs_hours`, `override_too_long`.
 */
export function overridePeriod(now: Instant, hours: number, hoursMax: number): Result<Interval> {
  if (!(hours >= 1)) return refuse("override_needs_hours", { field: "hours" });
  if (hours > hoursMax) return refuse("override_too_long", { field: "hours", hours: hoursMax });
  return allow(interval(now, later(now, Math.round(hours * hour))));
}

/**
 * The time that it held: as declared, or up to when it was ended early, which is never later. Ended in the
 * very millisecond in which it began, it held for that one.
 */
export function heldDuring(declared: Interval, endedAt: Instant | null): Interval {
  if (endedAt === null || endedAt >= declared.end) return declared;
  return interval(declared.start, Math.max(endedAt, later(declared.start, 1)) as Instant);
}

/** @returns Refusal `override_ended`, by itself or by somebody: it ends once. */
export function acceptEnd({ end }: Pick<Interval, "end">, now: Instant): Result<null> {
  return now < end ? allow(null) : refuse("override_ended");
}

/** Until when a second person should have looked at it: counted from when it began. */
export function reviewDueAt({ start }: Pick<Interval, "start">, reviewHours: number): Instant {
  return later(start, reviewHours * hour);
}

/** How an override stands to its review at an instant. */
export function reviewStateAt(
  during: Interval,
  reviewedAt: Instant | null,
  reviewHours: number,
  at: Instant,
): ReviewState {
  if (reviewedAt !== null && reviewedAt <= at) return "reviewed";
  if (at < during.end) return "running";
  return at <= reviewDueAt(during, reviewHours) ? "due" : "overdue";
}

/**
 * Whether this person may review it now.
 * @returns Refusals `override_own` to who declared it and to the doctor it names, `override_running`.
 */
export function acceptReviewer(
  reviewerId: string,
  named: { readonly declaredBy: string | null; readonly doctorId: string },
  during: Interval,
  now: Instant,
): Result<null> {
  if (reviewerId === named.declaredBy || reviewerId === named.doctorId)
    return refuse("override_own");
  return now < during.end ? refuse("override_running") : allow(null);
}
