import { coverageOver } from "#app/domain/coverage/coverage.ts";
import { type DayPart, dayParts } from "#app/domain/coverage/day-parts.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { markOf, type ShiftMark } from "#app/domain/coverage/shift-mark.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type GridLine, gridLines } from "#app/domain/roster/grid.ts";
import { inForce } from "#app/domain/roster/publication.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, type Interval, interval, subtract } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf } from "../coverage/facts.server.ts";
import { type RosterablePerson, rosterableOf } from "./list-rosterable.server.ts";
import { type SourceLine, sourceLines } from "./show-roster.server.ts";
import { type SourcedShift, unitShifts } from "./unit-shifts.server.ts";

export type WeekShift = SourcedShift & {
  /** Null: nobody is known to hold the registration then. */
  readonly name: string | null;
  readonly mark: ShiftMark;
};
export type Week = {
  readonly unit: UnitRow;
  readonly window: Interval;
  readonly sources: readonly SourceLine[];
  readonly lines: readonly GridLine<WeekShift>[];
  /** On since before the first day. */
  readonly carried: readonly WeekShift[];
  readonly days: readonly { readonly start: Instant; readonly parts: readonly DayPart[] }[];
  /** From now on: where no source has published anything. */
  readonly unpublished: readonly Interval[];
  /** Who can be put on it; nobody for a person who may only read. */
  readonly people: readonly RosterablePerson[];
};

const daysShown = 7;
/** So far back lines are looked for in which somebody usually stands. */
const patternDays = 28;

/** Seven days of a roster as a grid, each shift and each part of a day marked as it is known now. */
export function showWeek(ctx: Context, unitCode: string, from: Instant): Promise<Result<Week>> {
  return ask<Week>(ctx, "roster.read", unitTarget(unitCode), async (view) => {
    const { tx, now } = view;
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const asked = await asOf(view, {});
    if (!asked.ok) return asked;
    const { knownThrough } = asked.value;
    const zone = unit.timeZone;
    const starts = Array.from({ length: daysShown + 1 }, (_, i) => startOfLocalDay(from, zone, i));
    const window = interval(starts[0]!, starts[daysShown]!);
    const [facts] = await factsOf(tx, ctx.content, [unit], window, asked.value);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const around = interval(later(window.start, -patternDays * day), window.end);
    const found = await unitShifts(tx, unit, around, knownThrough);
    const mark = markerOf(ctx, facts);
    const shown = found.filter((each) => each.counted.some((part) => meets(part, window)));
    const begun = shown.filter(({ shift }) => shift.shift.start >= window.start).map(mark);
    const placed = begun.map((shift) => ({ day: dayOf(starts, shift), shift }));
    const pattern = found
      .map(({ shift }) => shift)
      .filter(({ shift }) => shift.start < window.start);
    const stretches = coverageOver(facts, window);
    const { day: ownDay } = facts.settings;
    const may = permit(ctx.actor, "roster.publish", targetOf(unit), now).ok;
    return allow({
      unit,
      window,
      sources: await sourceLines(tx, ctx, unit, now, knownThrough),
      lines: gridLines(placed, pattern, daysShown, zone),
      carried: shown.filter(({ shift }) => shift.shift.start < window.start).map(mark),
      days: starts.slice(0, daysShown).map((start) => ({
        start,
        parts: dayParts(stretches, start, zone, ownDay),
      })),
      unpublished: unpublishedIn(facts, window, now),
      people: may ? await rosterableOf(tx, unit, now) : [],
    });
  });
}

function targetOf({ id, organisationId }: UnitRow) {
  return { unitId: id, organisationId };
}

/** Puts name and mark to a shift, by whom its registration means when it begins. */
export function markerOf({ content }: Pick<Context, "content">, facts: UnitFacts) {
  const prepared = prepare(facts);
  return (each: SourcedShift): WeekShift => {
    const { registration, role, presence, responseMinutes, shift } = each.shift;
    const personId = prepared.matcher(registration, shift.start);
    const tried = { ...shift, role, presence, responseMinutes };
    const mark = markOf(prepared, content.staffing.roleMeans, tried, personId);
    const name = personId === null ? null : (facts.people.get(personId)?.name ?? null);
    return { ...each, name, mark };
  };
}

function dayOf(starts: readonly Instant[], { shift }: WeekShift): number {
  return starts.findIndex(
    (start, i) => start <= shift.shift.start && shift.shift.start < starts[i + 1]!,
  );
}

function unpublishedIn({ sources }: UnitFacts, window: Interval, now: Instant): Interval[] {
  if (now >= window.end) return [];
  const ahead = holds(window, now) ? interval(now, window.end) : window;
  const published = sources.flatMap(({ publications }) => inForce(publications));
  return subtract(
    [ahead],
    published.map(({ during }) => during),
  );
}

function meets(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
