import { allow, type Result, refuse } from "#app/domain/result.ts";
import { lineOf } from "#app/domain/roster/grid.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { movedByDays, withoutDoubles } from "#app/domain/roster/week.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, type Interval, interval } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../context.server.ts";
import { asCounted, handSource } from "./in-force.server.ts";
import { planShifts, publishableUnit } from "./plan-shifts.server.ts";
import { type PeriodShifts, publishShifts, type RosterOutcome } from "./publish-roster.server.ts";
import { unitShifts } from "./unit-shifts.server.ts";

export const weekKinds = ["copy", "clear", "complete"] as const;
/** `complete` says that whoever does not stand there is not on duty: until then nobody knows. */
export type WeekKind = (typeof weekKinds)[number];

export type WeekChange = {
  readonly unitCode: string;
  readonly kind: WeekKind;
  /** Any instant of the first local day. */
  readonly from: Instant;
  /** Weeks that are changed, one after the other. */
  readonly weeks: number;
  /** Of `copy`: any instant of the first day of the week that is copied. */
  readonly pattern: Instant | null;
};

/** What the change would do to the roster by hand; other sources' rows stay in any case. */
export async function planWeek(ctx: Context, change: WeekChange): Promise<Result<RosterOutcome>> {
  const unit = await publishableUnit(ctx, change.unitCode);
  if (!unit.ok) return unit;
  const build = (tx: Transaction) => weekOf(tx, unit.value, change, ctx.now);
  return planShifts(ctx, unit.value, handSource, build);
}

/** @param expected  Hash of the plan that was looked at; another one is refused as `plan_changed`. */
export async function publishWeek(
  ctx: Context,
  change: WeekChange,
  reason: string | null,
  expected: string | null,
): Promise<Result<RosterOutcome>> {
  const unit = await publishableUnit(ctx, change.unitCode);
  if (!unit.ok) return unit;
  const how = { source: handSource, kind: "uploaded" as const, reason };
  const build = (tx: Transaction) => weekOf(tx, unit.value, change, ctx.now);
  return publishShifts(ctx, unit.value, how, build, expected);
}

/** No shift is longer: so far around the weeks one may reach into them. */
const longest = 8 * day;

async function weekOf(
  tx: Transaction,
  unit: UnitRow,
  { kind, from, weeks, pattern }: WeekChange,
  now: Instant,
): Promise<Result<PeriodShifts>> {
  const zone = unit.timeZone;
  const window = localWeeks(from, zone, weeks);
  const { seq } = await headOf(tx);
  const around = interval(later(window.start, -longest), later(window.end, longest));
  const standing = await unitShifts(tx, unit, around, seq);
  const own = standing.filter(({ source }) => source === handSource);
  const begins = ({ shift }: { readonly shift: RosterShift }) => holds(window, shift.shift.start);
  if (kind === "complete") {
    if (now >= window.end) return refuse("week_over");
    // Of what has been, nobody says afterwards in passing that nobody else was there.
    const period = interval(Math.max(window.start, now) as Instant, window.end);
    const shifts = own.flatMap((each) => asCounted(each, period));
    return allow({ period, shifts: shifts.filter((each) => meets(each, period)) });
  }
  const others = standing.filter(({ source }) => source !== handSource).map(({ shift }) => shift);
  const before = own.filter((each) => !begins(each));
  const copies = kind === "copy" ? await copiesOf(tx, unit, pattern ?? from, window, weeks) : [];
  const open = copies.filter((each) => !others.some((other) => isTaken(each, other)));
  const wanted = withoutDoubles(
    open,
    before.map(({ shift }) => shift),
  );
  const ends = [...wanted, ...own.filter(begins).map(({ shift }) => shift)].map((s) => s.shift.end);
  const period = interval(window.start, Math.max(window.end, ...ends) as Instant);
  const kept = before.flatMap((each) => asCounted(each, period));
  return allow({ period, shifts: [...kept.filter((each) => meets(each, period)), ...wanted] });
}

/** Every source's shifts of the week that is the pattern, once for each week. */
async function copiesOf(
  tx: Transaction,
  unit: UnitRow,
  pattern: Instant,
  window: Interval,
  weeks: number,
): Promise<RosterShift[]> {
  const week = localWeeks(pattern, unit.timeZone, 1);
  const { seq } = await headOf(tx);
  const listed = (await unitShifts(tx, unit, week, seq))
    .map(({ shift }) => shift)
    .filter(({ shift }) => holds(week, shift.start));
  const apart = Math.round((window.start - week.start) / day);
  return Array.from({ length: weeks }, (_, week) => apart + 7 * week).flatMap((days) =>
    listed.map((shift) => movedByDays(shift, days, unit.timeZone)),
  );
}

/** Whole weeks from the local day that holds an instant, 23 and 25 hours long days included. */
export function localWeeks(from: Instant, zone: string, weeks: number): Interval {
  return interval(startOfLocalDay(from, zone), startOfLocalDay(from, zone, 7 * weeks));
}

/** Where another source has somebody in the assignment, it says who that is. */
function isTaken(wanted: RosterShift, other: RosterShift): boolean {
  return lineOf(wanted) === lineOf(other) && meets(other, wanted.shift);
}

function meets({ shift }: RosterShift, period: Interval): boolean {
  return shift.start < period.end && period.start < shift.end;
}
