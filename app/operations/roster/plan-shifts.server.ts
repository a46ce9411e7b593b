import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type PeriodShifts, planned, type RosterOutcome } from "./publish-roster.server.ts";

/** The unit, for whoever may publish its roster. */
export function publishableUnit(ctx: Context, unitCode: string): Promise<Result<UnitRow>> {
  return ask<UnitRow>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    return unit ? allow(unit) : refuse("no_such_unit");
  });
}

/**
 * Says what publishing shifts that are read already would do, and changes nothing.
 * @param build  The same that is then handed to `publishShifts`.
 */
export function planShifts(
  ctx: Context,
  unit: UnitRow,
  source: string,
  build: (tx: Transaction) => Promise<Result<PeriodShifts>>,
): Promise<Result<RosterOutcome>> {
  return ask<RosterOutcome>(ctx, "roster.publish", unitTarget(unit.code), async ({ tx, now }) => {
    const built = await build(tx);
    if (!built.ok) return built;
    if ("rows" in built.value) return allow({ rows: built.value.rows });
    const { period, shifts } = built.value;
    const { plan, planHash, unmatched } = await planned(tx, unit, { source, period }, shifts, now);
    return allow({ committed: false, plan, planHash, unmatched });
  });
}
