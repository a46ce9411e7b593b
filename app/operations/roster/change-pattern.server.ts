import { z } from "zod";
import { allow, type Result } from "#app/domain/result.ts";
import { lineOf } from "#app/domain/roster/grid.ts";
import type { RawRow, RosterShift } from "#app/domain/roster/row.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import { withoutDoubles } from "#app/domain/roster/week.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import { localParts, localText, startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../context.server.ts";
import { asCounted, handSource } from "./in-force.server.ts";
import { planShifts, publishableUnit } from "./plan-shifts.server.ts";
import { prepareRows } from "./prepare.server.ts";
import { type PeriodShifts, publishShifts, type RosterOutcome } from "./publish-roster.server.ts";
import { unitShifts } from "./unit-shifts.server.ts";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day, such as 20:00.");

/** People who take turns in one assignment, over and over. */
export const Pattern = z.object({
  role: z.enum(shiftRoles),
  presence: z.enum(rosterPresences),
  assignment: z.string().default(""),
  responseMinutes: z.string().default(""),
  starts: clock,
  /** At or before `starts` it is on the next day. */
  ends: clock,
  /** ISO: Monday 1 … Sunday 7. */
  weekdays: z.array(z.coerce.number().int().min(1).max(7)).min(1),
  /** Registrations in the order of their turns. */
  people: z.array(z.string()).min(1).max(40),
  /** Days that each stays before the next one's turn; days on which nobody is asked do not count. */
  each: z.coerce.number().int().min(1).max(31),
  days: z.coerce.number().int().min(1).max(366),
});
export type Pattern = z.output<typeof Pattern>;
export type PatternChange = Pattern & { readonly unitCode: string; readonly from: Instant };

export async function planPattern(
  ctx: Context,
  change: PatternChange,
): Promise<Result<RosterOutcome>> {
  const unit = await publishableUnit(ctx, change.unitCode);
  if (!unit.ok) return unit;
  const prepared = prepareRows(ctx.content, unit.value, anyTime, rowsOf(change, unit.value));
  if (!prepared.ok) return allow({ rows: prepared.rows });
  const build = (tx: Transaction) => lineAnew(tx, unit.value, change, prepared.shifts);
  return planShifts(ctx, unit.value, handSource, build);
}

/** Replaces what was entered by hand in that assignment in those days; all else stays. */
export async function publishPattern(
  ctx: Context,
  change: PatternChange,
  reason: string | null,
  expected: string | null,
): Promise<Result<RosterOutcome>> {
  const unit = await publishableUnit(ctx, change.unitCode);
  if (!unit.ok) return unit;
  const prepared = prepareRows(ctx.content, unit.value, anyTime, rowsOf(change, unit.value));
  if (!prepared.ok) return allow({ rows: prepared.rows });
  const how = { source: handSource, kind: "uploaded" as const, reason };
  const build = (tx: Transaction) => lineAnew(tx, unit.value, change, prepared.shifts);
  return publishShifts(ctx, unit.value, how, build, expected);
}

const anyTime = interval(0 as Instant);
const longest = 8 * day;

/** One row for each day on which somebody is asked; the row's number is the day's. */
function rowsOf(change: PatternChange, { timeZone }: UnitRow) {
  const rows: RawRow[] = [];
  for (let i = 0; i < change.days; i++) {
    const morning = startOfLocalDay(change.from, timeZone, i);
    if (!change.weekdays.includes(localParts(morning, timeZone).weekday)) continue;
    const turn = Math.floor(rows.length / change.each) % change.people.length;
    const next = change.ends <= change.starts ? 1 : 0;
    const date = (days: number) =>
      localText(startOfLocalDay(morning, timeZone, days), timeZone).slice(0, 10);
    const { role, presence, assignment, responseMinutes } = change;
    const times = {
      start: `${date(0)}T${change.starts}`,
      end: `${date(next)}T${change.ends}`,
    };
    const registration = change.people[turn] ?? "";
    const fields = { registration, role, presence, assignment, responseMinutes, ...times };
    rows.push({ row: i + 1, fields });
  }
  return { rows, errors: [] };
}

async function lineAnew(
  tx: Transaction,
  unit: UnitRow,
  change: PatternChange,
  shifts: readonly RosterShift[],
): Promise<Result<PeriodShifts>> {
  const start = startOfLocalDay(change.from, unit.timeZone);
  const end = startOfLocalDay(change.from, unit.timeZone, change.days);
  const { seq } = await headOf(tx);
  const around = interval(later(start, -longest), later(end, longest));
  const standing = await unitShifts(tx, unit, around, seq);
  const own = standing.filter(({ source }) => source === handSource);
  const line = lineOf({ ...change, assignment: change.assignment.trim() || null });
  const isReplaced = ({ shift }: { readonly shift: RosterShift }) =>
    lineOf(shift) === line && holds({ start, end }, shift.shift.start);
  const others = standing.filter((each) => !(each.source === handSource && isReplaced(each)));
  const wanted = withoutDoubles(
    shifts,
    others.map(({ shift }) => shift),
  );
  const replaced = own.filter(isReplaced).map(({ shift }) => shift);
  const spans = [...wanted, ...replaced].map(({ shift }) => shift);
  const period = interval(
    Math.min(start, ...spans.map((each) => each.start)) as Instant,
    Math.max(end, ...spans.map((each) => each.end)) as Instant,
  );
  const kept = own
    .filter((each) => !isReplaced(each))
    .flatMap((each) => asCounted(each, period))
    .filter(({ shift }) => shift.start < period.end && period.start < shift.end);
  return allow({ period, shifts: [...kept, ...wanted] });
}
