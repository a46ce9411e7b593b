import { day, forever, type Instant } from "../time/instant.ts";
import type { Interval } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import type { Oversight } from "../training/portfolio-policy.ts";
import { type WorkingTime, workedTime } from "../training/working-time.ts";

/** In the order in which they press. */
export const worklistKinds = [
  "complication",
  "sign_off",
  "credential",
  "at_risk",
  "stale",
  "request",
  "unconfirmed",
  "imported",
] as const;
export type WorklistKind = (typeof worklistKinds)[number];

export type WorklistItem = {
  readonly kind: WorklistKind;
  readonly fellowshipId: string;
  readonly fellowName: string;
  /** What it is about: an activity, a subject, a supervisor; empty where the kind says it all. */
  readonly about: string;
  readonly count: number;
  /** Since when it waits, or when it ends; null where there is no such instant. */
  readonly at: Instant | null;
  /** The id or code of what it is about, where that has a page of its own. */
  readonly id: string | null;
};

/** The most pressing first: by kind, then by time, then by name. */
export function inOrder(items: readonly WorklistItem[]): WorklistItem[] {
  const rank = (kind: WorklistKind) => worklistKinds.indexOf(kind);
  return [...items].sort(
    (a, b) =>
      rank(a.kind) - rank(b.kind) ||
      (a.at ?? 0) - (b.at ?? 0) ||
      a.fellowName.localeCompare(b.fellowName, "en") ||
      (a.about < b.about ? -1 : 1),
  );
}

/** Whether nothing was observed for so long; somebody who has just begun is not stale yet. */
export function isStale(
  {
    lastObservedAt,
    during,
  }: { readonly lastObservedAt: Instant | null; readonly during: Interval },
  now: Instant,
  { staleDays }: Pick<Oversight, "staleDays">,
): boolean {
  const since = Math.max(lastObservedAt ?? 0, during.start);
  return now < during.end && now - since > staleDays.value * day;
}

/** How much of a fellowship is over, from 0 to 1, counted in time worked; by the usual length if open. */
export function elapsedShare(
  during: Interval,
  now: Instant,
  {
    usualMonths,
    workingTime,
  }: {
    readonly usualMonths: number;
    readonly workingTime: readonly WorkingTime[];
  },
): number {
  const end = during.end === forever ? addMonths(during.start, usualMonths) : during.end;
  if (now <= during.start) return 0;
  const whole = workedTime(during.start, end, workingTime);
  const over = workedTime(during.start, Math.min(now, end) as Instant, workingTime);
  return whole > 0 ? Math.min(1, over / whole) : 1;
}

/**
 * Whether a fellow's activities lag so far behind the time that is over that somebody should look. It is a
 * sign for a director, never a judgement.
 *
 * @param met  Share of EPAs whose target is shown, from 0 to 1.
 */
export function isAtRisk(elapsed: number, met: number, { atRisk }: Pick<Oversight, "atRisk">) {
  return elapsed >= atRisk.fromElapsedShare.value && elapsed - met >= atRisk.lagShare.value;
}
