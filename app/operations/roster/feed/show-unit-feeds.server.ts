import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type FeedProblem, feedProblems, maskedAddress } from "#app/domain/roster/feed.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { type FeedRow, feedsOf, findFeed } from "#db/store/roster-feeds.server.ts";
import { lastChecks } from "#db/store/rosters.server.ts";
import { findUnit, findUnitById, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { ageLimits } from "../../coverage/settings.server.ts";
import type { FileShifts } from "../file-shifts.server.ts";
import { planShifts } from "../plan-shifts.server.ts";
import { holderNames } from "../publication-history.server.ts";
import type { Planned } from "../publish-roster.server.ts";
import { feedPeriod, shiftsOfBody } from "./read-feed.server.ts";
import { type UndoneByFeed, undoneByFeed } from "./undone-corrections.server.ts";

export type FeedLine = Pick<
  FeedRow,
  "id" | "source" | "everyMinutes" | "daysAhead" | "lastTriedAt" | "nextTryAt" | "failures"
> & {
  /** The host alone. */
  readonly address: string;
  readonly addedBy: string;
  /** When it was last found as published, or published; null: never yet. */
  readonly confirmedAt: Instant | null;
  /** From then on its roster proves nothing. */
  readonly staleAfter: Instant | null;
  readonly problem: FeedProblem | null;
  readonly heldAt: Instant | null;
  /** What people put right by hand, and the feed says otherwise since. */
  readonly undone: readonly UndoneLine[];
};
export type UndoneLine = Omit<UndoneByFeed, "change"> & {
  readonly change: UndoneByFeed["change"]["kind"];
  readonly shift: RosterShift;
  /** Whose it is, as far as known. */
  readonly who: string;
};
export type UnitFeeds = { readonly unit: UnitRow; readonly feeds: readonly FeedLine[] };

/** Where a unit's rosters are fetched from, and how that went. */
export function showUnitFeeds(ctx: Context, unitCode: string): Promise<Result<UnitFeeds>> {
  return ask<UnitFeeds>(ctx, "roster.feed", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const feeds = await feedsOf(tx, unit.id);
    const checks = await lastChecks(tx, [unit.id], everything);
    const names = await namesOf(
      tx,
      feeds.map((each) => each.createdBy),
    );
    const limit = ageLimits(ctx.content, unit.settings).pulled;
    const lines: FeedLine[] = [];
    for (const feed of feeds) {
      const own = checks.filter((each) => each.source === feed.source);
      const latest = Math.max(0, ...own.map((each) => each.checkedAt));
      lines.push({
        ...pick(feed),
        addedBy: names.get(feed.createdBy) ?? "",
        confirmedAt: latest === 0 ? null : (latest as Instant),
        staleAfter: latest === 0 ? null : ((latest + limit) as Instant),
        undone: await undoneLines(tx, await undoneByFeed(tx, unit, feed.source, now)),
      });
    }
    return allow({ unit, feeds: lines });
  });
}

async function undoneLines(tx: Transaction, undone: readonly UndoneByFeed[]) {
  const nameOf = await holderNames(
    tx,
    undone.map(({ change }) => change.shift),
  );
  return undone.map(({ change: { kind, shift }, ...each }): UndoneLine => {
    const who = nameOf(shift) ?? shift.registration ?? shift.nameText ?? "";
    return { ...each, change: kind, shift, who };
  });
}

function pick(feed: FeedRow) {
  const { id, source, everyMinutes, daysAhead, lastTriedAt, nextTryAt, failures } = feed;
  return {
    ...{ id, source, everyMinutes, daysAhead, lastTriedAt, nextTryAt, failures },
    address: maskedAddress(feed.url),
    problem: feedProblems.find((each) => each === feed.problem) ?? null,
    heldAt: feed.heldAt,
  };
}

/** What was read and waits for a person: a plan to confirm, or words to teach. */
export type HeldFeed = {
  readonly unit: UnitRow;
  readonly feed: Pick<FeedRow, "id" | "source" | "heldAt">;
  readonly planned: Planned | null;
  readonly file: FileShifts | null;
};

/** @returns Refusal `feed_not_held` where nothing waits any more. */
export async function showHeldFeed(
  ctx: Context,
  unitCode: string,
  feedId: string,
): Promise<Result<HeldFeed>> {
  const found = await heldFeed(ctx, unitCode, feedId);
  if (!found.ok) return found;
  const { unit, feed, body } = found.value;
  const says = await heldShifts(ctx, unit, feed, body);
  if ("problem" in says) return allow({ unit, feed, planned: null, file: says.file });
  const build = async () => allow({ period: says.period, shifts: says.shifts });
  const plan = await planShifts(ctx, unit, feed.source, build);
  if (!plan.ok) return plan;
  const planned = "rows" in plan.value ? null : plan.value;
  return allow({ unit, feed, planned, file: says.file });
}

export type Held = { readonly unit: UnitRow; readonly feed: FeedRow; readonly body: Uint8Array };

export function heldFeed(ctx: Context, unitCode: string, feedId: string): Promise<Result<Held>> {
  return ask<Held>(ctx, "roster.feed", unitTarget(unitCode), async ({ tx }) => {
    const feed = await findFeed(tx, feedId);
    const unit = feed && (await findUnitById(tx, feed.unitId));
    if (!unit || unit.code !== unitCode || feed.stoppedAt) return refuse("no_such_feed");
    if (feed.heldBody === null) return refuse("feed_not_held");
    return allow({ unit, feed, body: Buffer.from(feed.heldBody, "base64") });
  });
}

/** Judged for the period it was held for, so that what is confirmed is what was shown. */
export async function heldShifts(ctx: Context, unit: UnitRow, feed: FeedRow, body: Uint8Array) {
  const period = feedPeriod(feed, unit, feed.heldAt ?? ctx.now);
  const says = await shiftsOfBody(ctx, unit, body, "", period);
  return { ...says, period };
}
