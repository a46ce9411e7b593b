import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { devicesOf, findDevice, revokeDevice } from "#db/store/board-devices.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";

export const RevokeScreen = z.object({ id: z.uuid() });

/** Locks a screen out at once, also while it is live. Revoking twice changes nothing. */
export function revokeScreen(
  ctx: Context,
  unitCode: string,
  { id }: z.output<typeof RevokeScreen>,
) {
  return act(ctx, "board.manage", unitTarget(unitCode), async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    const found = await findDevice(tx, id);
    if (!unit || found?.unitId !== unit.id) return refuse("no_such_screen");
    if (found.revokedAt !== null) return allow({ id });
    await record({ screenId: id, revokedAt: now });
    await revokeDevice(tx, id, now);
    return allow({ id });
  });
}

/** The screens of a unit, never what lets them in. */
export function showScreens(ctx: Context, unitCode: string) {
  return ask(ctx, "board.manage", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    return allow({ unit, screens: await devicesOf(tx, unit.id) });
  });
}
