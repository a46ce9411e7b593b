import { allow, type Result, refuse } from "#app/domain/result.ts";
import { assignmentKey } from "#app/domain/roster/plan.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import type { ShiftKey } from "./change-shift.server.ts";
import { sourceInForce } from "./in-force.server.ts";

/** One shift of a source as it stands now. @returns Refusal `shift_gone` when it is no longer in force. */
export function findShift(
  ctx: Context,
  unitCode: string,
  source: string,
  key: ShiftKey,
): Promise<Result<RosterShift>> {
  return ask<RosterShift>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const { seq } = await headOf(tx);
    const shift = await currentShift(tx, unit, source, key, seq);
    return shift ? allow(shift) : refuse("shift_gone");
  });
}

/** Also one that begins before its publication does: it is in force somewhere in its own stretch. */
export async function currentShift(
  tx: Transaction,
  unit: { readonly id: string },
  source: string,
  key: ShiftKey,
  seq: number,
): Promise<RosterShift | null> {
  const reach = interval(key.start, key.end);
  const { shifts } = await sourceInForce(tx, unit, source, reach, seq);
  const found = shifts.find(
    ({ shift }) =>
      assignmentKey(shift) === assignmentKey({ ...shift, ...key }) &&
      shift.shift.start === key.start &&
      shift.shift.end === key.end,
  );
  return found?.shift ?? null;
}
