import type { Content } from "#app/domain/content.ts";
import { allow, type Result } from "#app/domain/result.ts";
import type { Matched } from "#app/domain/roster/match.ts";
import type { FileNote, RosterFile } from "#app/domain/roster/roster-file.ts";
import type { RosterShift, RowError } from "#app/domain/roster/row.ts";
import { type Instant, type Interval, interval, overlaps } from "#app/domain/time/interval.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../context.server.ts";
import { type MatchedFile, matchFile } from "./match-rows.server.ts";
import { prepareRows } from "./prepare.server.ts";

/** A file as shifts of a unit, or what stands in the way: bad rows, or assignments that nobody taught. */
export type FileShifts = {
  readonly matched: Matched;
  /** Empty while there are errors: nothing of a file is published before all of it can be. */
  readonly shifts: readonly RosterShift[];
  readonly errors: readonly RowError[];
  readonly notes: readonly FileNote[];
  /** From the first shift's start to the last one's end; null where there is no shift. */
  readonly span: Interval | null;
};

/** What a file says of a unit, by what the unit has taught of its words. */
export async function shiftsOfFile(
  ctx: Context,
  unit: UnitRow,
  file: RosterFile,
): Promise<Result<FileShifts>> {
  const found = await matchFile(ctx, unit.code, file);
  return found.ok ? allow(shiftsOfMatched(ctx.content, unit, file.notes, found.value)) : found;
}

export function shiftsOfMatched(
  content: Content,
  unit: UnitRow,
  notes: readonly FileNote[],
  { matched, raw }: MatchedFile,
): FileShifts {
  const prepared = prepareRows(content, unit, anyTime, raw);
  if (!prepared.ok) return { matched, notes, shifts: [], errors: prepared.rows, span: null };
  return { matched, notes, shifts: prepared.shifts, errors: [], span: spanOf(prepared.shifts) };
}

/** The shifts that lie in a period, and how many lie outside it. */
export function shiftsWithin(shifts: readonly RosterShift[], period: Interval) {
  const within = shifts.filter((each) => overlaps(each.shift, period));
  return { shifts: within, outside: shifts.length - within.length };
}

/** Wide enough to read any row: which period is meant is decided once all are read. */
const anyTime: Interval = interval(0 as Instant);

function spanOf(shifts: readonly RosterShift[]): Interval | null {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { shift } of shifts) {
    start = Math.min(start, shift.start);
    end = Math.max(end, shift.end);
  }
  return start < end ? interval(start as Instant, end as Instant) : null;
}
