import { allow, type Result, refuse } from "#app/domain/result.ts";
import { assignmentKey, textOf } from "#app/domain/roster/plan.ts";
import type { RawRow, RosterShift } from "#app/domain/roster/row.ts";
import { type Instant, type Interval, interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { currentShift } from "./find-shift.server.ts";
import { asCounted, sourceInForce } from "./in-force.server.ts";
import { prepareRows } from "./prepare.server.ts";
import { type PeriodShifts, publishShifts, type RosterOutcome } from "./publish-roster.server.ts";

export type ShiftChange = {
  readonly unitCode: string;
  readonly source: string;
  /** The shift as the person typed it; null takes the old one away. */
  readonly row: RawRow | null;
  /** The shift it stands for; null adds one. */
  readonly instead: ShiftKey | null;
  readonly reason: string | null;
};
/** Which shift of a source is meant, by what people can see of it. */
export type ShiftKey = Pick<RosterShift, "registration" | "role" | "presence" | "assignment"> & {
  readonly start: Instant;
  readonly end: Instant;
};

/** Wide enough to read any row; the shift itself then decides the period. */
const anyTime: Interval = interval(0 as Instant);

/**
 * Adds, corrects or removes one shift by hand: it publishes just the stretch that the old and the new
 * shift cover, with all other shifts of the source there as they were.
 *
 * @returns Refusal `shift_gone` when the shift to correct is no longer in force.
 */
export async function changeShift(
  ctx: Context,
  change: ShiftChange,
): Promise<Result<RosterOutcome>> {
  const unit = await ask(ctx, "roster.publish", unitTarget(change.unitCode), async ({ tx }) => {
    const found = await findUnit(tx, change.unitCode);
    return found ? allow(found) : refuse("no_such_unit");
  });
  if (!unit.ok) return unit;
  const raw = { rows: change.row ? [change.row] : [], errors: [] };
  const prepared = prepareRows(ctx.content, unit.value, anyTime, raw);
  if (!prepared.ok) return allow({ rows: prepared.rows });
  const wanted = prepared.shifts[0] ?? null;
  const how = { source: change.source, kind: "uploaded" as const, reason: change.reason };
  return publishShifts(ctx, unit.value, how, (tx) => around(tx, unit.value, change, wanted), null);
}

/** The stretch that the old and the wanted shift cover, with every other shift there as it counts. */
async function around(
  tx: Transaction,
  unit: UnitRow,
  { source, instead, row }: ShiftChange,
  wanted: RosterShift | null,
): Promise<Result<PeriodShifts>> {
  const { seq } = await headOf(tx);
  const old = instead ? await currentShift(tx, unit, source, instead, seq) : null;
  if (instead && !old) return refuse("shift_gone");
  const period = spanOf([old?.shift, wanted?.shift].filter((each) => each !== undefined));
  if (!period) return refuse("shift_gone");
  const { shifts } = await sourceInForce(tx, unit, source, period, seq);
  const kept = shifts
    .filter((each) => !(old && textOf(each.shift) === textOf(old)))
    .flatMap((each) => asCounted(each, period));
  if (!wanted) return allow({ period, shifts: kept });
  const twice = kept.some(
    (each) => assignmentKey(each) === assignmentKey(wanted) && overlaps(each.shift, wanted.shift),
  );
  if (twice) {
    const error = { row: row?.row ?? 1, field: "start", code: "overlaps_shift" } as const;
    return allow({ rows: [error] });
  }
  return allow({ period, shifts: [...kept, wanted] });
}

function spanOf(shifts: readonly Interval[]): Interval | null {
  if (shifts.length === 0) return null;
  const start = Math.min(...shifts.map((each) => each.start)) as Instant;
  const end = Math.max(...shifts.map((each) => each.end)) as Instant;
  return interval(start, end);
}
