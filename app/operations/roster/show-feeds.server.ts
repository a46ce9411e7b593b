import { allow, type Result, refuse } from "#app/domain/result.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import { statesOf } from "#db/store/coverage.server.ts";
import { everything } from "#db/store/known.server.ts";
import { lastChecks, publishedThrough } from "#db/store/rosters.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type Feed = {
  readonly source: string;
  /** The end of the last period that was ever published. */
  readonly publishedThrough: Instant;
  readonly lastCheckedAt: Instant;
};
export type UnitFeeds = {
  readonly feeds: readonly Feed[];
  /** When the counts of the unit were last reported, among those that still hold. */
  readonly stateRecordedAt: Instant | null;
};

/** How far each roster source of a unit reaches, and when it and the unit's counts were last confirmed. */
export function showFeeds(ctx: Context, unitCode: string): Promise<Result<UnitFeeds>> {
  return ask<UnitFeeds>(ctx, "roster.check", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const checks = await lastChecks(tx, [unit.id], everything);
    const reached = await publishedThrough(tx, unit.id);
    const feeds = reached.map(({ source, endsAt }) => {
      const own = checks.filter((each) => each.source === source).map((each) => each.checkedAt);
      const lastCheckedAt = Math.max(...own) as Instant;
      return { source, publishedThrough: endsAt ?? forever, lastCheckedAt };
    });
    const states = (await statesOf(tx, [unit.id], everything, now)).get(unit.id) ?? [];
    return allow({ feeds, stateRecordedAt: states.at(-1)?.recordedAt ?? null });
  });
}
