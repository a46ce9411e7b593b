import { allow, type Result, refuse } from "#app/domain/result.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

/** The unit itself, for pages that must know its zone before they can read what was asked. */
export function showUnit(ctx: Context, code: string): Promise<Result<UnitRow>> {
  return ask(ctx, "coverage.ask", unitTarget(code), async ({ tx }) => {
    const unit = await findUnit(tx, code);
    return unit ? allow(unit) : refuse("no_such_unit");
  });
}
