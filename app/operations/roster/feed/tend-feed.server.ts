import { createHash } from "node:crypto";
import { z } from "zod";
import { allowedUrl } from "#app/adapters/egress.server.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { discardedMark, feedIntervals, feedReach } from "#app/domain/roster/feed.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type FeedRow,
  feedOfSource,
  findFeed,
  insertFeed,
  setFeed,
} from "#db/store/roster-feeds.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { publishShifts, type RosterOutcome } from "../publish-roster.server.ts";
import { notHeld, type Pulled, pullFeed } from "./pull-feed.server.ts";
import { heldFeed, heldShifts } from "./show-unit-feeds.server.ts";

export const NewFeed = z.object({
  id: z.uuid(),
  url: z.string().trim().max(2_000),
  source: z
    .string()
    .trim()
    .regex(
      /^[a-z0-9]([a-z0-9._-]{0,38}[a-z0-9])?$/,
      "Use at most 40 of a-z, 0-9, and . _ - in between.",
    ),
  everyMinutes: z.coerce.number().refine((each) => feedIntervals.some((one) => one === each)),
  daysAhead: z.coerce.number().int().min(feedReach.least).max(feedReach.most),
});
export type NewFeed = z.output<typeof NewFeed>;

/**
 * Lets a unit's roster be fetched from an address; the first reading is due at once.
 * @returns Refusals that name the field `url` where the address may not be asked, or `source` where it has a feed.
 */
export async function addFeed(
  ctx: Context,
  unitCode: string,
  feed: NewFeed,
): Promise<Result<undefined>> {
  const url = allowedUrl(feed.url, ctx.settings.egressAllow ?? []);
  if (!(url instanceof URL)) {
    const host = URL.canParse(feed.url) ? new URL(feed.url).host : "";
    return refuse(`feed_${url}`, { field: "url", host });
  }
  return act(ctx, "roster.feed", unitTarget(unitCode), async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const before = await feedOfSource(tx, unit.id, feed.source);
    if (before?.id === feed.id) return allow();
    if (await findFeed(tx, feed.id)) return refuse("same_id_other_content");
    if (before && !before.stoppedAt) return refuse("feed_source_taken", { field: "source" });
    const { id, source, everyMinutes, daysAhead } = feed;
    const host = url.host;
    await record({
      feed: id,
      what: "added",
      unitId: unit.id,
      source,
      host,
      everyMinutes,
      daysAhead,
    });
    const row = {
      ...feed,
      url: url.href,
      createdBy: personOf(ctx),
      createdAt: now,
      nextTryAt: now,
    };
    if (before) await setFeed(tx, before.id, { ...fresh, ...row, unitId: unit.id });
    else await insertFeed(tx, { ...row, unitId: unit.id });
    return allow();
  });
}

/** A stopped feed that is taken up again remembers nothing of what it read. */
const fresh = {
  ...notHeld,
  ...{ stoppedAt: null, etag: null, lastModified: null, bodyHash: null, lastTriedAt: null },
  ...{ lastReadAt: null, failures: 0, problem: null },
} as const;

function personOf({ actor }: Context): string {
  if (actor.kind !== "person") throw new Error("addFeed: only a person adds one");
  return actor.id;
}

/** Nothing is fetched any more; what was published stays and ages. */
export function stopFeed(ctx: Context, unitCode: string, id: string): Promise<Result<undefined>> {
  return act(ctx, "roster.feed", unitTarget(unitCode), async ({ tx, now, record }) => {
    const feed = await ownFeed(tx, unitCode, id);
    if (!feed) return refuse("no_such_feed");
    await record({ feed: id, what: "stopped", unitId: feed.unitId, source: feed.source });
    await setFeed(tx, id, { stoppedAt: now, ...notHeld });
    return allow();
  });
}

/** Reads a feed now, whenever it would be due. */
export async function pullNow(ctx: Context, unitCode: string, id: string): Promise<Result<Pulled>> {
  const found = await ask<FeedRow>(ctx, "roster.feed", unitTarget(unitCode), async ({ tx }) => {
    const feed = await ownFeed(tx, unitCode, id);
    return feed ? allow(feed) : refuse("no_such_feed");
  });
  return found.ok ? allow(await pullFeed(ctx, found.value)) : found;
}

/**
 * Publishes what was held, exactly as it was shown.
 * @returns Refusal `plan_changed` when the roster changed meanwhile, `feed_not_held` when nothing waits.
 */
export async function confirmHeld(
  ctx: Context,
  unitCode: string,
  id: string,
  planHash: string,
): Promise<Result<RosterOutcome>> {
  const found = await heldFeed(ctx, unitCode, id);
  if (!found.ok) return found;
  const { unit, feed, body } = found.value;
  const says = await heldShifts(ctx, unit, feed, body);
  if ("problem" in says) return refuse("plan_changed");
  const { period, shifts } = says;
  const how = {
    source: feed.source,
    kind: "pulled",
    reason: "Confirmed as the feed has it",
  } as const;
  const build = async () => allow({ period, shifts });
  const done = await publishShifts(ctx, unit, how, build, planHash);
  if (!done.ok) return done;
  await setFeed(ctx.db, id, { ...notHeld, problem: null, nextTryAt: ctx.now });
  return done;
}

/**
 * Leaves the roster as it is; the feed is read again in its own time. What it says is remembered, so that it is
 * not held again while it says the same, and can be looked at still.
 */
export function discardHeld(
  ctx: Context,
  unitCode: string,
  id: string,
): Promise<Result<undefined>> {
  return act(ctx, "roster.feed", unitTarget(unitCode), async ({ tx, record }) => {
    const feed = await ownFeed(tx, unitCode, id);
    if (!feed) return refuse("no_such_feed");
    if (feed.heldBody === null) return refuse("feed_not_held");
    const body = createHash("sha256").update(feed.heldBody).digest("hex");
    await record({ feed: id, what: "discarded", unitId: feed.unitId, source: feed.source, body });
    const remembered = { heldPlanHash: discardedMark, problem: "still_discarded" };
    await setFeed(tx, id, feed.heldPlanHash === null ? notHeld : remembered);
    return allow();
  });
}

async function ownFeed(tx: Transaction, unitCode: string, id: string): Promise<FeedRow | null> {
  const feed = await findFeed(tx, id);
  const unit = await findUnit(tx, unitCode);
  return feed && unit && feed.unitId === unit.id && !feed.stoppedAt ? feed : null;
}
