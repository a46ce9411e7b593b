import type { Instant } from "../time/instant.ts";
import { localParts } from "../time/wall-time.ts";
import type { RosterShift } from "./row.ts";
import { rosterPresences, shiftRoles } from "./shift.ts";

/** What one row of a roster grid holds on each day: one assignment, beginning about one time of day. */
export type GridLine<Shift> = Pick<RosterShift, "role" | "presence" | "assignment"> & {
  /** Unlike that of any other line; the same from week to week while the pattern is. */
  readonly key: string;
  /** What a new shift here would be: clock readings in minutes since midnight, and the response time. */
  readonly startMinute: number;
  readonly endMinute: number;
  readonly responseMinutes: number;
  /** One for each day of the grid, in order; null where nobody stands. */
  readonly cells: readonly (Shift | null)[];
};

type Placed<Shift> = { readonly day: number; readonly shift: Shift };
type Slot<Shift> = { startMinute: number; pattern: RosterShift; cells: (Shift | null)[] };

/**
 * Lays shifts out as lines by days, so that no cell holds two.
 *
 * A line is an assignment at a usual time of beginning; a shift at another time stands in the line nearest
 * to it that is free on its day. Where none is, it opens a line of its own.
 *
 * @param shifts   Of the grid, each with the day (from 0) on which it begins by the unit's clock.
 * @param pattern  Shifts of the weeks before: they keep lines open in which nobody stands yet.
 */
export function gridLines<Shift extends { readonly shift: RosterShift }>(
  shifts: readonly Placed<Shift>[],
  pattern: readonly RosterShift[],
  days: number,
  zone: string,
): GridLine<Shift>[] {
  const lines = new Map<string, Slot<Shift>[]>();
  const all = [...pattern, ...shifts.map(({ shift }) => shift.shift)];
  for (const [line, usual] of usualStarts(all, zone)) {
    const cells = () => new Array<Shift | null>(days).fill(null);
    lines.set(
      line,
      usual.map((pattern) => ({
        startMinute: minuteOf(pattern.shift.start, zone),
        pattern,
        cells: cells(),
      })),
    );
  }
  const byStart = [...shifts].sort((a, b) => a.shift.shift.shift.start - b.shift.shift.shift.start);
  for (const { day, shift } of byStart) {
    const slots = lines.get(lineOf(shift.shift)) ?? [];
    const startMinute = minuteOf(shift.shift.shift.start, zone);
    const free = slots.filter((slot) => slot.cells[day] === null);
    const near = free.sort(
      (a, b) => apart(a.startMinute, startMinute) - apart(b.startMinute, startMinute),
    );
    if (near[0]) near[0].cells[day] = shift;
    else {
      const cells = new Array<Shift | null>(days).fill(null);
      cells[day] = shift;
      slots.push({ startMinute, pattern: shift.shift, cells });
    }
  }
  return [...lines.values()]
    .flatMap((slots) => slots.sort((a, b) => a.startMinute - b.startMinute).map(asLine(zone)))
    .sort(inOrder);
}

/** For each assignment the latest shift of each usual start; a start is usual when it occurs twice. */
function usualStarts(shifts: readonly RosterShift[], zone: string): Map<string, RosterShift[]> {
  const found = new Map<string, Map<number, { count: number; latest: RosterShift }>>();
  for (const shift of shifts) {
    const starts = found.get(lineOf(shift)) ?? new Map();
    found.set(lineOf(shift), starts);
    const start = minuteOf(shift.shift.start, zone);
    const known = starts.get(start);
    const isLater = !known || known.latest.shift.start <= shift.shift.start;
    starts.set(start, { count: (known?.count ?? 0) + 1, latest: isLater ? shift : known.latest });
  }
  return new Map(
    [...found].map(([line, starts]) => {
      const usual = [...starts.values()].filter(({ count }) => count > 1);
      const kept = usual.length > 0 ? usual : [...starts.values()];
      return [line, kept.map(({ latest }) => latest)];
    }),
  );
}

function asLine(zone: string) {
  return <Shift>({ startMinute, pattern, cells }: Slot<Shift>, at: number): GridLine<Shift> => {
    const { role, presence, assignment, responseMinutes } = pattern;
    const endMinute = minuteOf(pattern.shift.end, zone);
    const key = `${lineOf(pattern)} ${startMinute} ${at}`;
    return { key, role, presence, assignment, startMinute, endMinute, responseMinutes, cells };
  };
}

export function lineOf({
  role,
  presence,
  assignment,
}: Pick<RosterShift, "role" | "presence" | "assignment">) {
  return `${role} ${presence} ${assignment ?? ""}`;
}

function inOrder(a: GridLine<unknown>, b: GridLine<unknown>): number {
  return (
    shiftRoles.indexOf(a.role) - shiftRoles.indexOf(b.role) ||
    rosterPresences.indexOf(a.presence) - rosterPresences.indexOf(b.presence) ||
    compare(a.assignment ?? "", b.assignment ?? "") ||
    a.startMinute - b.startMinute
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function minuteOf(at: Instant, zone: string): number {
  const { hour, minute } = localParts(at, zone);
  return hour * 60 + minute;
}

/** Round the clock: 23:30 and 00:30 are an hour apart. */
function apart(a: number, b: number): number {
  const straight = Math.abs(a - b);
  return Math.min(straight, 1440 - straight);
}
