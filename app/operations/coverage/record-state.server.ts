import { v7 as uuidv7 } from "uuid";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { insertState } from "#db/store/coverage.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { ageLimits } from "./settings.server.ts";

export type StateReport = {
  readonly unitCode: string;
  /** Null: not reported, so conditions on it stay unknown. */
  readonly ecmoPatients: number | null;
  readonly bedsOccupied: number | null;
  readonly validUntil: Instant;
};

export type StateRecorded = Omit<StateReport, "unitCode"> & {
  readonly recordedAt: Instant;
  /** The earlier of `validUntil` and the greatest age that the unit's state may have. */
  readonly holdsUntil: Instant;
};

/** A unit says how many patients it has of the kinds that rules ask about. */
export function recordState(
  ctx: Context,
  { unitCode, ecmoPatients, bedsOccupied, validUntil }: StateReport,
): Promise<Result<StateRecorded>> {
  if (ecmoPatients === null && bedsOccupied === null)
    return Promise.resolve(refuse("nothing_reported"));
  return act<StateRecorded>(
    ctx,
    "unit_state.record",
    unitTarget(unitCode),
    async ({ tx, now, record }) => {
      const unit = await findUnit(tx, unitCode);
      if (!unit) return refuse("no_such_unit");
      if (validUntil <= now) return refuse("state_expires_too_early");
      const fact = { unitId: unit.id, ecmoPatients, bedsOccupied };
      const entrySeq = await record({ ...fact, validUntil: formatInstant(validUntil) });
      await insertState(tx, { id: uuidv7(), ...fact, validUntil, entrySeq });
      const { state } = ageLimits(ctx.content, unit.settings);
      const holdsUntil = Math.min(validUntil, now + state) as Instant;
      return allow({ ecmoPatients, bedsOccupied, validUntil, recordedAt: now, holdsUntil });
    },
  );
}
