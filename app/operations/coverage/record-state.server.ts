import { v7 as uuidv7 } from "uuid";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { insertState } from "#db/store/coverage.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

export type StateReport = {
  readonly unitCode: string;
  /** Null: not reported, so conditions on it stay unknown. */
  readonly ecmoPatients: number | null;
  readonly bedsOccupied: number | null;
  readonly validUntil: Instant;
};

/** A unit says how many patients it has of the kinds that rules ask about. */
export function recordState(
  ctx: Context,
  { unitCode, ecmoPatients, bedsOccupied, validUntil }: StateReport,
): Promise<Result<{ readonly validUntil: Instant }>> {
  return act(ctx, "unit_state.record", unitTarget(unitCode), async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    if (validUntil <= now) return refuse("state_already_over");
    const fact = { unitId: unit.id, ecmoPatients, bedsOccupied };
    const entrySeq = await record({ ...fact, validUntil: formatInstant(validUntil) });
    await insertState(tx, { id: uuidv7(), ...fact, validUntil, entrySeq });
    return allow({ validUntil });
  });
}
