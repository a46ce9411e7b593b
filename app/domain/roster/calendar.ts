import type { Instant } from "../time/instant.ts";
import { type Interval, intersect, overlaps, subtract, union } from "../time/interval.ts";
import type { Assignment, Publication } from "./publication.ts";

/** A shift as a calendar shows it: it never vanishes, it is cancelled. */
export type CalendarShift = {
  /** The same for as long as it is the same shift, whatever is published. */
  readonly key: string;
  readonly assignment: Assignment;
  /** When it is on duty: as published, less what a later publication took away. Of a cancelled one, the last. */
  readonly during: Interval;
  /** Rises with every change that a reader can see. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly isCancelled: boolean;
};

type Kept = Omit<CalendarShift, "during" | "isCancelled"> & {
  readonly pieces: readonly Interval[];
  readonly last: Interval;
};

/**
 * What the publications of one source say, in their order, as the life of each shift: made, changed,
 * cancelled, made again. The same publications always give the same lives.
 *
 * @param publications  In the order in which they were recorded, whole or cut to one person.
 */
export function calendarShifts(publications: readonly Publication[]): CalendarShift[] {
  const kept = new Map<string, Kept>();
  for (const publication of publications) publish(kept, publication);
  const all = [...kept.values()];
  const leaves = all.filter(({ assignment }) => assignment.role === "not_counted");
  const shifts = all.filter(({ assignment }) => assignment.role !== "not_counted");
  return shifts.map((shift) => withoutLeave(shift, leaves));
}

/** A publication rules its period: what it does not name there is not there any more. */
function publish(kept: Map<string, Kept>, { period, assignments, recordedAt }: Publication) {
  const before = new Map(
    [...kept].filter(([, each]) => each.pieces.some((p) => overlaps(p, period))),
  );
  for (const [key, each] of before) {
    const pieces = subtract(each.pieces, [period]);
    kept.set(key, { ...each, pieces, last: pieces.length > 0 ? hull(pieces) : each.last });
  }
  const named = new Map(before);
  for (const assignment of assignments) {
    const counted = intersect(assignment.shift, period);
    if (!counted) continue;
    const key = keyOf(assignment);
    const known = kept.get(key);
    if (known && !named.has(key)) named.set(key, known);
    const pieces = union([...(known?.pieces ?? []), counted]);
    const last = hull(pieces);
    const fresh = { key, sequence: -1, changedAt: recordedAt };
    kept.set(key, { ...(known ?? fresh), assignment, pieces, last });
    if (!known) named.set(key, { ...fresh, assignment, pieces: [], last });
  }
  for (const [key, was] of named) {
    const is = kept.get(key);
    if (!is || textOf(is) === textOf(was)) continue;
    kept.set(key, { ...is, sequence: was.sequence + 1, changedAt: recordedAt });
  }
}

/** A shift is the same one when its reference is, or without one its role, presence and start. */
function keyOf({ registration, nameText, reference, role, presence, shift }: Assignment): string {
  const who = registration ?? nameText ?? "";
  if (reference) return ["reference", reference, who].join("\n");
  return [who, role, presence, shift.start].join("\n");
}

function hull(pieces: readonly Interval[]): Interval {
  return { start: pieces[0]!.start, end: pieces.at(-1)!.end };
}

/** What a reader sees of it. */
function textOf({ pieces, assignment }: Pick<Kept, "pieces" | "assignment">): string {
  if (pieces.length === 0) return "none";
  const { role, presence, responseMinutes, contact } = assignment;
  const { start, end } = hull(pieces);
  return JSON.stringify([
    start,
    end,
    role,
    presence,
    responseMinutes,
    assignment.assignment,
    contact,
  ]);
}

/** Leave takes a person's shifts away while it lasts; its own changes are changes of theirs. */
function withoutLeave(shift: Kept, leaves: readonly Kept[]): CalendarShift {
  const own = leaves.filter(
    ({ assignment, last }) =>
      assignment.registration === shift.assignment.registration && overlaps(last, shift.last),
  );
  const taken = own.flatMap(({ pieces }) => pieces);
  const left = subtract(shift.pieces, taken);
  const changes = own.reduce((sum, each) => sum + each.sequence + 1, 0);
  const changedAt = Math.max(shift.changedAt, ...own.map((each) => each.changedAt)) as Instant;
  const isCancelled = left.length === 0;
  return {
    key: shift.key,
    assignment: shift.assignment,
    during: isCancelled ? shift.last : hull(left),
    sequence: shift.sequence + changes,
    changedAt,
    isCancelled,
  };
}
