import { randomBytes } from "node:crypto";
import { z } from "zod";
import {
  pairingCode,
  pairingTime,
  screenDaysMax,
  screenExpiry,
} from "#app/domain/coverage/board-device.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, later } from "#app/domain/time/instant.ts";
import { findDevice, insertDevice } from "#db/store/board-devices.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { codeHash } from "./screen-keys.server.ts";

export const AddScreen = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  days: z.coerce.number().int().min(1).max(screenDaysMax),
});

export type AddedScreen = {
  readonly name: string;
  /** To be shown once and kept nowhere; null when the same wish is sent again. */
  readonly code: string | null;
  readonly codeEndsAt: Instant;
};

/** A screen may show the unit's board once it has given this code back, within a quarter of an hour. */
export function addScreen(
  ctx: Context,
  unitCode: string,
  { id, name, days }: z.output<typeof AddScreen>,
): Promise<Result<AddedScreen>> {
  const code = pairingCode(randomBytes(8));
  const tokenHash = codeHash(code);
  const target = unitTarget(unitCode);
  return act<AddedScreen>(ctx, "board.manage", target, async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const before = await findDevice(tx, id);
    if (before && before.unitId !== unit.id) return refuse("same_id_other_content");
    if (before) {
      const codeEndsAt = later(before.createdAt, pairingTime);
      return allow({ name: before.name, code: null, codeEndsAt });
    }
    const expiresAt = screenExpiry(now, days);
    await record({ screenId: id, unitId: unit.id, name, expiresAt });
    const made = { createdBy: ctx.actor.id, createdAt: now, expiresAt };
    await insertDevice(tx, { id, unitId: unit.id, name, tokenHash, ...made });
    return allow({ name, code, codeEndsAt: later(now, pairingTime) });
  });
}
