import { countNames } from "#app/domain/coverage/rule.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { headOf } from "#db/ledger.server.ts";
import { statesOf } from "#db/store/coverage.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { ageLimits } from "./settings.server.ts";

export type ShownState = {
  readonly unit: UnitRow;
  /** Each count that was reported and still holds; a report that leaves one out leaves it as it was. */
  readonly reported: readonly Reported[];
  readonly maxAgeMs: number;
};
export type Reported = {
  readonly what: (typeof countNames)[number];
  readonly count: number;
  readonly recordedAt: Instant;
  readonly holdsUntil: Instant;
};

/** What the unit last reported, where it still holds, and for how long a report is relied on. */
export function showState(ctx: Context, unitCode: string): Promise<Result<ShownState>> {
  return ask<ShownState>(ctx, "unit_state.record", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const { seq } = await headOf(tx);
    const states = (await statesOf(tx, [unit.id], seq, now)).get(unit.id) ?? [];
    const maxAgeMs = ageLimits(ctx.content, unit.settings).state;
    const reported = countNames.flatMap((what): Reported[] => {
      const last = states.filter((each) => each.counts[what] !== undefined).at(-1);
      const count = last?.counts[what];
      if (!last || count === undefined) return [];
      const { recordedAt } = last;
      const holdsUntil = Math.min(last.validUntil, recordedAt + maxAgeMs) as Instant;
      return holdsUntil > now ? [{ what, count, recordedAt, holdsUntil }] : [];
    });
    return allow({ unit, reported, maxAgeMs });
  });
}
