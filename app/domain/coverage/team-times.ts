import { allow, type Result, refuse } from "../result.ts";
import { type Instant, minute } from "../time/instant.ts";
import type { Activation } from "./activation.ts";
import { type Months, monthOf, monthsUpTo } from "./team-share.ts";

/**
 * Whether support may have begun then: it was started, not before the team was called, and not in the future.
 * Refusals, each with its field: `support_not_started`, `support_before_call`, `support_in_future`.
 */
export function acceptSupportStart(
  { mcs, activatedAt }: Pick<Activation, "mcs" | "activatedAt">,
  startedAt: Instant,
  now: Instant,
): Result<undefined> {
  const field = "startedAt";
  if (mcs !== "started") return refuse("support_not_started", { field });
  if (startedAt < activatedAt) return refuse("support_before_call", { field });
  return startedAt > now ? refuse("support_in_future", { field }) : allow();
}

/**
 * Minutes from the call to the beginning of support. Null where none began; where the call was corrected to
 * a later time, or to say that nothing was started, the two do not fit, and nothing is said either.
 */
export function callToDeviceMinutes(
  { mcs, activatedAt }: Pick<Activation, "mcs" | "activatedAt">,
  startedAt: Instant | null,
): number | null {
  if (startedAt === null || mcs !== "started" || startedAt < activatedAt) return null;
  return Math.round((startedAt - activatedAt) / minute);
}

/** In minutes; `median` of an even number of cases is the middle between two. */
export type Spread = {
  readonly cases: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
};

/** Null where there is no case. */
export function spreadOf(minutes: readonly number[]): Spread | null {
  const sorted = [...minutes].sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return null;
  const half = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(half) - 1] ?? least, sorted[Math.floor(half)] ?? most];
  return { cases: sorted.length, median: (below + above) / 2, least, most };
}

export type TimedCase = {
  readonly activatedAt: Instant;
  /** Until the team was whole; null if it never was. */
  readonly fullAfterMinutes: number | null;
  readonly callToDeviceMinutes: number | null;
};

/** How long it took: until the team was whole, and until support began, each where it is known. */
export type Times = { readonly toFull: Spread | null; readonly toDevice: Spread | null };

export function timesOf(cases: readonly TimedCase[]): Times {
  return {
    toFull: spreadOf(cases.flatMap(({ fullAfterMinutes }) => fullAfterMinutes ?? [])),
    toDevice: spreadOf(cases.flatMap(({ callToDeviceMinutes }) => callToDeviceMinutes ?? [])),
  };
}

/** The same for each of the last `count` months, oldest first. */
export function timesByMonth(
  cases: readonly TimedCase[],
  months: Months,
): (Times & { readonly month: string })[] {
  return monthsUpTo(months).map((month) => ({
    month,
    ...timesOf(cases.filter((each) => monthOf(each, months.zone) === month)),
  }));
}
