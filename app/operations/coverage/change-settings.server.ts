import { v7 as uuidv7 } from "uuid";
import { raisedAges } from "#app/domain/coverage/settings-check.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import {
  findUnit,
  type UnitRow,
  type UnitSettings,
  unitTarget,
} from "#db/store/unit-lookup.server.ts";
import { insertSetting } from "#db/store/units.server.ts";
import { act } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

/** What a unit sets for itself; what is left undefined falls back to the standards. */
export type OwnSettings = Pick<
  UnitSettings,
  "dayStartsAt" | "dayEndsAt" | "serviceHours" | "maxAgeMinutes" | "defaultResponse"
>;

/** The unit with what it set for itself, for whoever may change it. */
export function showSettings(ctx: Context, unitCode: string): Promise<Result<UnitRow>> {
  return ask(ctx, "unit.configure", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    return unit ? allow(unit) : refuse("no_such_unit");
  });
}

/**
 * Sets a unit's hours, limits and default responses from now on: a new fact, so that the past is judged
 * by what held then.
 *
 * @returns Refusal `reason_required` where data may be older than the standards allow.
 */
export function changeSettings(
  ctx: Context,
  unitCode: string,
  own: OwnSettings,
  reason: string | null,
): Promise<Result<undefined>> {
  return act(ctx, "unit.configure", unitTarget(unitCode), async ({ tx, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const before = unit.settings.maxAgeMinutes ?? {};
    // What was raised before, with its reason, needs none again.
    const raised = raisedAges(own.maxAgeMinutes ?? {}, ctx.content.staffing.maxAgeMinutes).filter(
      (kind) => own.maxAgeMinutes?.[kind] !== before[kind],
    );
    if (raised.length > 0 && !reason) return refuse("reason_required", { field: "reason" });
    const settings: UnitSettings = { ...unit.settings, ...own };
    if (JSON.stringify(settings) === JSON.stringify(unit.settings)) return allow();
    const fact = { id: uuidv7(), unitId: unit.id, settings, reason };
    await insertSetting(tx, { ...fact, entrySeq: await record(fact) });
    return allow();
  });
}
