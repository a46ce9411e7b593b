import { allow, type Result, refuse } from "#app/domain/result.ts";
import { assignmentKey } from "#app/domain/roster/plan.ts";
import { textOf } from "#app/domain/roster/plan-text.ts";
import type { RawRow, RosterShift } from "#app/domain/roster/row.ts";
import { type Instant, type Interval, interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../context.server.ts";
import { currentShift, kindOf, sourceForNew } from "./find-shift.server.ts";
import { asCounted, handSource, sourceInForce } from "./in-force.server.ts";
import { publishableUnit } from "./plan-shifts.server.ts";
import { prepareRows } from "./prepare.server.ts";
import { type PeriodShifts, publishShifts, type RosterOutcome } from "./publish-roster.server.ts";
import { unitShifts } from "./unit-shifts.server.ts";

export type ShiftChange = {
  readonly unitCode: string;
  /** Null, for a new one: whichever people feed there, else the one for what is entered by hand. */
  readonly source: string | null;
  /** The shift as the person typed it; null takes the old one away. */
  readonly row: RawRow | null;
  /** The shift it stands for; null adds one. */
  readonly instead: ShiftKey | null;
  readonly reason: string | null;
  /** From here on alone: what of the old shift lies before it stays. Absent: the whole shift. */
  readonly from?: Instant | null;
};
/** Which shift of a source is meant, by what people can see of it. */
export type ShiftKey = Pick<
  RosterShift,
  "registration" | "nameText" | "role" | "presence" | "assignment"
> & {
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
  const unit = await publishableUnit(ctx, change.unitCode);
  if (!unit.ok) return unit;
  const raw = { rows: change.row ? [change.row] : [], errors: [] };
  const prepared = prepareRows(ctx.content, unit.value, anyTime, raw);
  if (!prepared.ok) return allow({ rows: prepared.rows });
  const wanted = prepared.shifts[0] ?? null;
  const source = change.source ?? (await sourceForNew(ctx, unit.value, wanted));
  // A system's roster stays a system's when one of its shifts is put right.
  const kind = change.instead ? await kindOf(ctx, unit.value, source) : "uploaded";
  const how = { source, kind, reason: change.reason, isRestated: source !== handSource };
  const build = (tx: Transaction) => around(tx, unit.value, { ...change, source }, wanted);
  return publishShifts(ctx, unit.value, how, build, null);
}

/** The stretch that the old and the wanted shift cover, with every other shift there as it counts. */
async function around(
  tx: Transaction,
  unit: UnitRow,
  { source, instead, row, from }: ShiftChange & { readonly source: string },
  wanted: RosterShift | null,
): Promise<Result<PeriodShifts>> {
  const { seq } = await headOf(tx);
  const old = instead ? await currentShift(tx, unit, source, instead, seq) : null;
  if (instead && !old) return refuse("shift_gone");
  const meant = old && wanted ? underItsName(old, wanted) : wanted;
  const cut = old && from ? cutAt(old, meant, from) : { stays: null, wanted: meant };
  if (cut === "over") return refuse("shift_over");
  // Saved as it stands it would say that the whole roster is still right, which nobody meant.
  if (old && cut.wanted && textOf(old) === textOf(cut.wanted)) return refuse("shift_unchanged");
  const period = spanOf([old?.shift, cut.wanted?.shift].filter((each) => each !== undefined));
  if (!period) return refuse("shift_gone");
  const { shifts } = await sourceInForce(tx, unit, source, period, seq);
  const kept = shifts
    .filter((each) => !(old && textOf(each.shift) === textOf(old)))
    .flatMap((each) => asCounted(each, period));
  if (cut.stays) kept.push(cut.stays);
  const next = cut.wanted;
  if (!next) return allow({ period, shifts: kept });
  const others = (await unitShifts(tx, unit, period, seq)).filter((each) => each.source !== source);
  const twice = [...kept, ...others.map(({ shift }) => shift)].some(
    (each) => assignmentKey(each) === assignmentKey(next) && overlaps(each.shift, next.shift),
  );
  if (twice) {
    const error = { row: row?.row ?? 1, field: "start", code: "overlaps_shift" } as const;
    return allow({ rows: [error] });
  }
  return allow({ period, shifts: [...kept, next] });
}

/** Put right for the same person, a shift stays under the name that the roster has. */
function underItsName(old: RosterShift, wanted: RosterShift): RosterShift {
  const isSame = wanted.registration !== null && wanted.registration === old.registration;
  return isSame ? { ...wanted, nameText: old.nameText } : wanted;
}

/** Cuts the old shift where the change begins. Of the same person's shift only the end moves. */
function cutAt(old: RosterShift, wanted: RosterShift | null, from: Instant) {
  const isSame = wanted !== null && assignmentKey(wanted) === assignmentKey(old);
  if (from <= old.shift.start || isSame) return { stays: null, wanted };
  if (from >= old.shift.end || (wanted && wanted.shift.end <= from)) return "over" as const;
  const stays = { ...old, shift: interval(old.shift.start, from) };
  const start = Math.max(from, wanted?.shift.start ?? from) as Instant;
  return { stays, wanted: wanted && { ...wanted, shift: interval(start, wanted.shift.end) } };
}

function spanOf(shifts: readonly Interval[]): Interval | null {
  if (shifts.length === 0) return null;
  const start = Math.min(...shifts.map((each) => each.start)) as Instant;
  const end = Math.max(...shifts.map((each) => each.end)) as Instant;
  return interval(start, end);
}
