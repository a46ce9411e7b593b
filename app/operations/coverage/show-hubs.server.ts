import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type HubAgreement, hubAgreementsAt } from "#db/store/hub-agreements.server.ts";
import { everything } from "#db/store/known.server.ts";
import { allUnits, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type ShownHubs = {
  readonly unit: UnitRow;
  readonly agreements: readonly HubAgreement[];
  /** The units that could be a hub of this one. */
  readonly others: readonly UnitRow[];
};

/** With which hubs a unit agreed, and with which it could, for whoever may agree on its behalf. */
export function showHubs(ctx: Context, code: string): Promise<Result<ShownHubs>> {
  return ask<ShownHubs>(ctx, "hub.agree", unitTarget(code), async ({ tx }) => {
    const units = await allUnits(tx);
    const unit = units.find((each) => each.code === code);
    if (!unit) return refuse("no_such_unit");
    const others = units.filter((each) => each !== unit);
    return allow({ unit, agreements: await hubAgreementsAt(tx, unit.id, everything), others });
  });
}
