import type { Json } from "../ledger/canonical.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Interval } from "../time/interval.ts";
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
  const left = new Map<string, ShiftInForce[]>();
  for (const each of inForce) {
    const key = keyOf(each.shift);
    const known = left.get(key);
    if (known) known.push(each);
    else left.set(key, [each]);
  }
  const alike = wanted.map((shift) =>
    take(left.get(keyOf(shift)), (each) => textOf(each.shift) === textOf(shift)),
  );
  const changes = wanted.map((shift, i): Change => {
    const found = alike[i] ?? take(left.get(keyOf(shift)), () => true);
    if (!found) return { kind: "added", shift };
    if (alike[i]?.isWhole) return { kind: "unchanged", shift };
    return { kind: "changed", shift, before: found.shift };
  });
  for (const { shift } of [...left.values()].flat()) changes.push({ kind: "removed", shift });
  changes.sort((a, b) => a.shift.shift.start - b.shift.shift.start || compare(a.shift, b.shift));
  const count = (kind: Change["kind"]) => changes.filter((each) => each.kind === kind).length;
  return {
    changes,
    counts: {
      added: count("added"),
      changed: count("changed"),
      removed: count("removed"),
      unchanged: count("unchanged"),
    },
    altersThePast: changes.some((change) => touchesBefore(change, now)),
  };
}

/** The canonical value that a plan's hash is taken over: every field of every shift, and what it replaces. */
export function planContent(
  place: { readonly unit: string; readonly source: string; readonly period: Interval },
  plan: RosterPlan,
): Json {
  return {
    unit: place.unit,
    source: place.source,
    from: formatInstant(place.period.start),
    to: formatInstant(place.period.end),
    changes: plan.changes.map((change) => ({
      kind: change.kind,
      shift: contentOf(change.shift),
      before: change.kind === "changed" ? contentOf(change.before) : null,
    })),
  };
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

/** One person in one assignment: it cannot be held twice at once. */
export function assignmentKey(shift: RosterShift): string {
  return [whoOf(shift), shift.role, shift.presence, shift.assignment ?? ""].join("\n");
}

/** Whom a shift is about, as one text: the registration, or the name that matched nobody. */
export function whoOf({ registration, nameText }: Pick<RosterShift, "registration" | "nameText">) {
  return registration ?? `?${nameText ?? ""}`;
}

/** Every field of a shift as one text: equal for shifts that read the same. */
export function textOf(shift: RosterShift): string {
  const known = texts.get(shift);
  if (known !== undefined) return known;
  const text = JSON.stringify(contentOf(shift));
  texts.set(shift, text);
  return text;
}

/** A shift never changes; a plan of thousands asks for the content and text of each many times. */
const texts = new WeakMap<RosterShift, string>();
const contents = new WeakMap<RosterShift, ReturnType<typeof contentMade>>();

function touchesBefore(change: Change, now: Instant): boolean {
  if (change.kind === "unchanged") return false;
  if (change.shift.shift.start < now) return true;
  return change.kind === "changed" && change.before.shift.start < now;
}

function take(candidates: ShiftInForce[] | undefined, fits: (each: ShiftInForce) => boolean) {
  const at = candidates?.findIndex(fits) ?? -1;
  return at < 0 ? undefined : candidates?.splice(at, 1)[0];
}

function keyOf(shift: RosterShift): string {
  if (shift.reference) return `reference ${shift.reference} ${whoOf(shift)}`;
  return [whoOf(shift), shift.role, shift.presence, shift.shift.start].join("\n");
}

function contentOf(shift: RosterShift) {
  const known = contents.get(shift);
  if (known) return known;
  const content = contentMade(shift);
  contents.set(shift, content);
  return content;
}

function contentMade(shift: RosterShift) {
  return {
    registration: shift.registration,
    nameText: shift.nameText,
    role: shift.role,
    presence: shift.presence,
    start: formatInstant(shift.shift.start),
    end: formatInstant(shift.shift.end),
    responseMinutes: shift.responseMinutes,
    assignment: shift.assignment,
    contact: shift.contact,
    reference: shift.reference,
  };
}

function compare(a: RosterShift, b: RosterShift): number {
  const [x, y] = [textOf(a), textOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
