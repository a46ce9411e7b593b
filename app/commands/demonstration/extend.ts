import { hour } from "#app/domain/time/instant.ts";
import { type Context, contextAs, type House, system } from "#app/operations/context.server.ts";
import { confirmRoster } from "#app/operations/roster/confirm-roster.server.ts";
import { showFeeds } from "#app/operations/roster/show-feeds.server.ts";
import { dayNumberOf } from "./calendar.ts";
import { type UnitKey, unitCodeOf } from "./network.ts";
import { blockOf, lastBlockBy, publishBlock, reportState, source } from "./publishing.ts";
import { done } from "./stage.ts";

/** Sandrath's coronary unit is left out: that nobody looks at its roster is what it is there to show. */
const kept: readonly UnitKey[] = ["advanced", "intermediate", "general"];
const confirmEveryMs = 6 * hour;
const reportEveryMs = 4 * hour;

/**
 * Goes on where the story ended, as of now: publishes the rosters that are due, confirms the feeds and
 * reports the counts. Done again at the same moment it changes nothing, and what visitors published stays.
 */
export async function extendDemonstration(house: House): Promise<void> {
  const ctx = contextAs(house, system);
  for (const unit of kept) await extend(ctx, unit);
}

async function extend(ctx: Context, unit: UnitKey): Promise<void> {
  const unitCode = unitCodeOf(unit);
  const { feeds, stateRecordedAt } = await done("the feeds", showFeeds(ctx, unitCode));
  const feed = feeds.find((each) => each.source === source);
  if (!feed) return;
  const due = lastBlockBy(ctx.now);
  const next = Math.max(blockOf(dayNumberOf(feed.publishedThrough)), blockOf(dayNumberOf(ctx.now)));
  for (let block = next; block <= due; block++) await publishBlock(ctx, unit, block, null);
  const published = next <= due;
  if (!published && ctx.now - feed.lastCheckedAt >= confirmEveryMs) {
    await done(`confirming ${unit}`, confirmRoster(ctx, { unitCode, source }));
  }
  if (stateRecordedAt === null || ctx.now - stateRecordedAt >= reportEveryMs) {
    await reportState(ctx, unit);
  }
}
