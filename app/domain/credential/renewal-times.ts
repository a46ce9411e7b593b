import { type Instant, type Interval, interval } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import type { RenewalFigures } from "./lifecycle.ts";

export type RenewalTimes = {
  readonly opensAt: Instant;
  readonly endsAt: Instant;
  /** From here on only a full reassessment leads back. */
  readonly graceEndsAt: Instant;
};

/** `early`: the window has not opened. `over`: renewal is no longer possible. */
export type RenewalPhase = "early" | "open" | "grace" | "over";

/** When a credential may be renewed. @source the release's requirements.yaml#renewal */
export function renewalTimes(validity: Interval, figures: RenewalFigures): RenewalTimes {
  const opens = addMonths(validity.end, -figures.windowBeforeMonths);
  return {
    opensAt: Math.max(opens, validity.start) as Instant,
    endsAt: validity.end,
    graceEndsAt: addMonths(validity.end, figures.graceAfterMonths),
  };
}

export function renewalPhase(times: RenewalTimes, at: Instant): RenewalPhase {
  if (at < times.opensAt) return "early";
  if (at < times.endsAt) return "open";
  return at < times.graceEndsAt ? "grace" : "over";
}

/** What a holder is told, each once: it can be renewed, it ends in a month, it ended, it needs a restoration. */
export type RenewalMoment = "opened" | "month" | "ended" | "over";

/** The last of these moments that has come, and when; null before the first. */
export function lastMoment(
  times: RenewalTimes,
  at: Instant,
): { readonly moment: RenewalMoment; readonly since: Instant } | null {
  const all = [
    { moment: "opened", since: times.opensAt },
    { moment: "month", since: Math.max(times.opensAt, addMonths(times.endsAt, -1)) as Instant },
    { moment: "ended", since: times.endsAt },
    { moment: "over", since: times.graceEndsAt },
  ] as const;
  return all.findLast((each) => each.since <= at) ?? null;
}

/**
 * How long a renewed credential holds: it follows the old one without a gap, and loses nothing by being
 * renewed early. Signed after the old one ended, it begins when it is signed: nothing is healed backwards.
 */
export function renewedValidity(old: Interval, months: number, signedAt: Instant): Interval {
  const start = Math.max(old.end, signedAt) as Instant;
  return interval(start, addMonths(start, months));
}
