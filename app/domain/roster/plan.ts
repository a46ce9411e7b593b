import type { Instant } from "../time/instant.ts";
import { instantTexts } from "../time/instant-texts.ts";
import { interval } from "../time/interval.ts";
import { textOf } from "./plan-text.ts";
import type { RosterShift, RowError } from "./row.ts";

export type Change =
  | { readonly kind: "added" | "removed" | "unchanged"; readonly shift: RosterShift }
  | { readonly kind: "changed"; readonly shift: RosterShift; readonly before: RosterShift };

/** What publishing a period would do to what its source said of it. */
export type RosterPlan = {
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<Change["kind"], number>>;
  /** Some change touches a shift that had begun: it needs a reason. */
  readonly altersThePast: boolean;
};

/** A shift that is in force in the period; `isWhole`: nothing published later cuts it there. */
export type ShiftInForce = { readonly shift: RosterShift; readonly isWhole: boolean };

/**
 * Compares what a body says of a period with what is in force of the same source there.
 *
 * A shift is the same one when its reference is, or without one its person, role, presence and start. One
 * that was cut short and is sent again whole is changed, though it reads the same: it counts for longer.
 * @param now  Shifts that began before it are the past.
 */
export function planOf(
  wanted: readonly RosterShift[],
  inForce: readonly ShiftInForce[],
  now: Instant,
): RosterPlan {
  const said = instantTexts();
  const left = new Map<string, Standing[]>();
  for (const { shift, isWhole } of inForce) {
    const [key, standing] = [keyOf(shift), { shift, isWhole, text: textOf(shift, said) }];
    const known = left.get(key);
    if (known) known.push(standing);
    else left.set(key, [standing]);
  }
  const lines = pairs(wanted, left, said);
  for (const standing of left.values())
    for (const { shift, text } of standing)
      lines.push({ change: { kind: "removed", shift }, text });
  lines.sort(byStartAndText);
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const { change } of lines) counts[change.kind] += 1;
  const changes = lines.map(({ change }) => change);
  return { changes, counts, altersThePast: changes.some((change) => touchesBefore(change, now)) };
}

type Standing = ShiftInForce & { readonly text: string };
type Line = { readonly change: Change; readonly text: string };

/** What becomes of each shift that is wanted; takes out of `left` what it stands for. */
function pairs(
  wanted: readonly RosterShift[],
  left: Map<string, Standing[]>,
  said: (at: Instant) => string,
): Line[] {
  const isNew = left.size === 0;
  const texts = wanted.map((shift) => textOf(shift, said));
  const keys = isNew ? [] : wanted.map(keyOf);
  // What is alike is paired first, whatever stands before it.
  const alike = keys.map((key, i) => take(left.get(key), (each) => each.text === texts[i]));
  return wanted.map((shift, i): Line => {
    const text = texts[i]!;
    const found = isNew ? undefined : (alike[i] ?? take(left.get(keys[i]!), () => true));
    if (!found) return { change: { kind: "added", shift }, text };
    if (alike[i]?.isWhole) return { change: { kind: "unchanged", shift }, text };
    return { change: { kind: "changed", shift, before: found.shift }, text };
  });
}

function byStartAndText(a: Line, b: Line): number {
  const between = a.change.shift.shift.start - b.change.shift.shift.start;
  if (between !== 0) return between;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** Rows in which the same person has the same assignment twice at once; named at the later row. */
export function overlapping(
  rows: readonly { readonly row: number; readonly shift: RosterShift }[],
): RowError[] {
  const errors: RowError[] = [];
  const latest = new Map<string, { row: number; end: Instant }>();
  const byStart = [...rows].sort(
    (a, b) => a.shift.shift.start - b.shift.shift.start || a.row - b.row,
  );
  for (const { row, shift } of byStart) {
    const key = assignmentKey(shift);
    const last = latest.get(key);
    if (last && shift.shift.start < last.end)
      errors.push({ row, field: "row", code: "overlaps_row", detail: { other: last.row } });
    if (!last || shift.shift.end > last.end) latest.set(key, { row, end: shift.shift.end });
  }
  return errors;
}

/**
 * The same cover without a person twice at once in one assignment: what begins later begins where the
 * earlier one ends, and what lies inside it is left out.
 */
export function withoutTwins(shifts: readonly RosterShift[]): RosterShift[] {
  const ends = new Map<string, Instant>();
  const byStart = [...shifts].sort(
    (a, b) => a.shift.start - b.shift.start || b.shift.end - a.shift.end,
  );
  return byStart.flatMap((each) => {
    const key = assignmentKey(each);
    const taken = ends.get(key) ?? each.shift.start;
    if (each.shift.end <= taken) return [];
    ends.set(key, each.shift.end);
    if (taken <= each.shift.start) return [each];
    return [{ ...each, shift: interval(taken, each.shift.end) }];
  });
}

/** One person in one assignment: it cannot be held twice at once. */
export function assignmentKey(shift: RosterShift): string {
  return [whoOf(shift), shift.role, shift.presence, shift.assignment ?? ""].join("\n");
}

/** Whom a shift is about, as one text: the registration, or the name that matched nobody. */
export function whoOf({ registration, nameText }: Pick<RosterShift, "registration" | "nameText">) {
  return registration ?? `?${nameText ?? ""}`;
}

function touchesBefore(change: Change, now: Instant): boolean {
  if (change.kind === "unchanged") return false;
  if (change.shift.shift.start < now) return true;
  return change.kind === "changed" && change.before.shift.start < now;
}

function take(candidates: Standing[] | undefined, fits: (each: Standing) => boolean) {
  const at = candidates?.findIndex(fits) ?? -1;
  return at < 0 ? undefined : candidates?.splice(at, 1)[0];
}

function keyOf(shift: RosterShift): string {
  if (shift.reference) return `reference ${shift.reference} ${whoOf(shift)}`;
  return [whoOf(shift), shift.role, shift.presence, shift.shift.start].join("\n");
}
