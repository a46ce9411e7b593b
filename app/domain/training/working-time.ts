import { day } from "../time/instant.ts";
import type { Instant, Interval } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";

/** How much of full time is worked for a while: 0 is leave, 100 is full time. */
export type WorkingTime = { readonly during: Interval; readonly percent: number };

const fullTime = 100;
const longestMonth = 31 * day;

/** A stretch in which the same share is worked. */
type Stretch = { readonly start: Instant; readonly end: Instant; readonly percent: number };

/**
 * Where a window of so many months begins that ends at `at`: moved back exactly by the time not worked
 * inside it, and again by what was not worked in the time it was moved by, so that it holds as much
 * worked time as the same window of somebody in full time. To the millisecond, rounded outwards.
 *
 * @source a decision of this curriculum: leave extends windows by its length, part-time by its share
 */
export function windowStart(
  at: Instant,
  months: number,
  workingTime: readonly WorkingTime[],
): Instant {
  const usual = addMonths(at, -months);
  const before = stretchesOf(workingTime).filter((each) => each.start < at);
  // what must still be found, in milliseconds times percent: whole numbers stay exact
  let left = (at - usual) * fullTime;
  let edge: number = at;
  for (const { start, end, percent } of before.reverse()) {
    const until = Math.min(end, edge);
    // from here to the stretch full time was worked
    const full = (edge - until) * fullTime;
    if (full >= left) break;
    const part = (until - start) * percent;
    if (full + part >= left) return (until - Math.ceil((left - full) / percent)) as Instant;
    left -= full + part;
    edge = start;
  }
  return (edge - Math.ceil(left / fullTime)) as Instant;
}

/** Milliseconds of full time worked in [from, to). */
export function workedTime(from: Instant, to: Instant, workingTime: readonly WorkingTime[]) {
  return workedShare(from, to, workingTime) / fullTime;
}

/** The same in milliseconds times percent. */
function workedShare(from: Instant, to: Instant, workingTime: readonly WorkingTime[]): number {
  const missed = stretchesOf(workingTime).reduce((sum, { start, end, percent }) => {
    const overlap = Math.min(end, to) - Math.max(start, from);
    return overlap > 0 ? sum + overlap * (fullTime - percent) : sum;
  }, 0);
  return Math.max(0, to - from) * fullTime - missed;
}

/** The instant at which so much has been worked since `from`, in milliseconds of full time. */
export function workedUntil(
  from: Instant,
  worked: number,
  workingTime: readonly WorkingTime[],
): Instant {
  let left = worked * fullTime;
  let edge: number = from;
  for (const { start, end, percent } of stretchesOf(workingTime)) {
    if (end <= edge) continue;
    const begin = Math.max(start, edge);
    const full = (begin - edge) * fullTime;
    if (full >= left) break;
    const part = (end - begin) * percent;
    if (full + part >= left) return (begin + Math.ceil((left - full) / percent)) as Instant;
    left -= full + part;
    edge = end;
  }
  return (edge + Math.ceil(left / fullTime)) as Instant;
}

/** Months that somebody in full time would have completed by working as long as was worked here. */
export function workedMonths(
  from: Instant,
  to: Instant,
  workingTime: readonly WorkingTime[],
): number {
  const worked = workedShare(from, to, workingTime);
  let months = Math.floor(worked / fullTime / longestMonth);
  while ((addMonths(from, months + 1) - from) * fullTime <= worked) months++;
  return months;
}

/** Sorted and disjoint; where several overlap, the least that is said to be worked holds. */
function stretchesOf(workingTime: readonly WorkingTime[]): Stretch[] {
  const edges = [...new Set(workingTime.flatMap(({ during }) => [during.start, during.end]))];
  edges.sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, i) => {
    const end = edges[i + 1] as Instant;
    const over = workingTime.filter(({ during }) => during.start <= start && end <= during.end);
    if (over.length === 0) return [];
    return [{ start, end, percent: Math.min(...over.map((each) => each.percent)) }];
  });
}
