import { type Instant, type Interval, interval } from "../time/interval.ts";
import { localParts, localTimeOn } from "../time/wall-time.ts";
import { assignmentKey } from "./plan.ts";
import type { RosterShift } from "./row.ts";

/**
 * The same shift so many local days later: by the clock on the wall, so that a night keeps its hours
 * over a change of the clock, though not its length. It names no row of a roster system any more.
 */
export function movedByDays(shift: RosterShift, days: number, zone: string): RosterShift {
  const move = (at: Instant) => localTimeOn(at, zone, localParts(at, zone), days);
  const [start, end] = [move(shift.shift.start), move(shift.shift.end)];
  const during = start < end ? interval(start, end) : movedWhole(shift.shift, start);
  return { ...shift, reference: null, shift: during };
}

/** Where the clock swallows the hour: as long as it was. */
function movedWhole({ start, end }: Interval, to: Instant): Interval {
  return interval(to, (to + (end - start)) as Instant);
}

/**
 * Shifts that can be added to others: none that somebody has already in the same assignment at the time,
 * and of two of their own the earlier.
 */
export function withoutDoubles(
  wanted: readonly RosterShift[],
  others: readonly RosterShift[],
): RosterShift[] {
  const taken = new Map<string, Interval[]>();
  const take = (shift: RosterShift) => {
    const key = assignmentKey(shift);
    taken.set(key, [...(taken.get(key) ?? []), shift.shift]);
  };
  for (const other of others) take(other);
  const free: RosterShift[] = [];
  for (const shift of [...wanted].sort((a, b) => a.shift.start - b.shift.start)) {
    const held = taken.get(assignmentKey(shift)) ?? [];
    if (held.some((each) => each.start < shift.shift.end && shift.shift.start < each.end)) continue;
    free.push(shift);
    take(shift);
  }
  return free;
}
