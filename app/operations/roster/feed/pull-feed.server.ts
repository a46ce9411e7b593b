import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { allow } from "#app/domain/result.ts";
import { discardedMark, type FeedProblem, nextTry, wouldEmpty } from "#app/domain/roster/feed.ts";
import { textOf } from "#app/domain/roster/plan-text.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { type Instant, type Interval, intersect } from "#app/domain/time/interval.ts";
import { headOf } from "#db/ledger.server.ts";
import { everything } from "#db/store/known.server.ts";
import { type FeedRow, setFeed } from "#db/store/roster-feeds.server.ts";
import { mappingsOf } from "#db/store/roster-mappings.server.ts";
import { insertFeedCheck } from "#db/store/rosters.server.ts";
import { findUnitById, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import { type Context, contextAs, type House, system } from "../../context.server.ts";
import { shiftsWithin } from "../file-shifts.server.ts";
import { sourceInForce } from "../in-force.server.ts";
import { planShifts } from "../plan-shifts.server.ts";
import { publishShifts } from "../publish-roster.server.ts";
import { type Egress, feedPeriod, fetchFeed, shiftsOfBody } from "./read-feed.server.ts";
import { reasonOfReading } from "./undone-corrections.server.ts";

export type Pulled =
  | { readonly outcome: "published" | "confirmed" | "held" | "discarded" }
  | { readonly outcome: "problem"; readonly problem: FeedProblem };

/** How a reading ended, as it is kept with the feed. */
type Ending = { readonly pulled: Pulled; readonly change: Partial<Omit<FeedRow, "id">> };

/**
 * Reads a feed once: publishes what it says, confirms what it said before, or leaves the last good
 * publication to age. What would empty the roster, or has words nobody taught, is kept for a person.
 */
export async function pullFeed(house: House, feed: FeedRow, egress: Egress = {}): Promise<Pulled> {
  const ctx = contextAs(house, system);
  const { pulled, change } = await readOnce(ctx, feed, egress);
  const failures = pulled.outcome === "problem" ? feed.failures + 1 : 0;
  const now = house.clock.now();
  await setFeed(house.db, feed.id, {
    ...change,
    failures,
    problem: problemOf(pulled),
    lastTriedAt: now,
    nextTryAt: nextTry(now, feed.everyMinutes, failures, Math.random()),
    ...(failures === 0 ? { lastReadAt: now } : {}),
  });
  return pulled;
}

function problemOf(pulled: Pulled): FeedProblem | null {
  if (pulled.outcome === "held") return "would_empty";
  if (pulled.outcome === "discarded") return "still_discarded";
  return pulled.outcome === "problem" ? pulled.problem : null;
}

async function readOnce(ctx: Context, feed: FeedRow, egress: Egress): Promise<Ending> {
  const { unit, period, isSame } = await standing(ctx, feed);
  const found = await fetchFeed(ctx, feed, isSame, egress);
  if (!found.ok) return failed(ctx, unit, feed, found.fault);
  if (found.unchanged) return confirmed(ctx, unit, feed, {});
  const { body, contentType, etag, lastModified } = found;
  const read = { etag, lastModified, bodyHash: createHash("sha256").update(body).digest("hex") };
  if (isSame && read.bodyHash === feed.bodyHash) return confirmed(ctx, unit, feed, read);
  const says = await shiftsOfBody(ctx, unit, body, contentType, period);
  if ("problem" in says) {
    const kept = says.problem === "words_unknown" ? heldOf(body, null, ctx.now) : {};
    return failed(ctx, unit, feed, says.problem, kept);
  }
  const build = async () => allow({ period, shifts: says.shifts });
  const plan = await planShifts(ctx, unit, feed.source, build);
  if (!plan.ok || "rows" in plan.value) throw new Error(`pullFeed: no plan for ${feed.id}`);
  if (wouldEmpty(plan.value.plan, says.shifts, ctx.now)) {
    if (await saysAsHeld(ctx, unit, feed, says.shifts, period)) return heldStill(feed);
    return held(ctx, unit, feed, body, plan.value.planHash);
  }
  const next = { period, shifts: says.shifts };
  const reason = await ctx.db.transaction((tx) =>
    reasonOfReading(tx, unit, feed.source, next, ctx.now),
  );
  const how = { source: feed.source, kind: "pulled", reason } as const;
  const done = await publishShifts(ctx, unit, how, build, null);
  if (!done.ok) throw new Error(`pullFeed: ${done.refusal.code}`);
  return { pulled: { outcome: "published" }, change: { ...read, ...notHeld } };
}

type Standing = {
  readonly unit: UnitRow;
  readonly period: Interval;
  /** What was read last still says it all: it covers the whole period, and no word means something else since. */
  readonly isSame: boolean;
};

async function standing(ctx: Context, feed: FeedRow): Promise<Standing> {
  return ctx.db.transaction(async (tx) => {
    const unit = await findUnitById(tx, feed.unitId);
    if (!unit) throw new Error(`pullFeed: no unit ${feed.unitId}`);
    const period = feedPeriod(feed, unit, ctx.now);
    const { seq } = await headOf(tx);
    const current = await sourceInForce(tx, unit, feed.source, period, seq);
    const taughtAt = (await mappingsOf(tx, unit.id, everything)).at(-1)?.recordedAt ?? 0;
    const readAt = feed.problem === null ? (feed.lastReadAt ?? 0) : 0;
    return { unit, period, isSame: current.isCovered && taughtAt < readAt };
  });
}

/** What stood in force still holds, as the source itself says: its age begins anew. */
async function confirmed(
  ctx: Context,
  unit: UnitRow,
  feed: FeedRow,
  read: Ending["change"],
): Promise<Ending> {
  await check(ctx, unit, feed, "confirmed");
  return { pulled: { outcome: "confirmed" }, change: { ...read, ...notHeld } };
}

async function failed(
  ctx: Context,
  unit: UnitRow,
  feed: FeedRow,
  problem: FeedProblem,
  kept: Ending["change"] = {},
): Promise<Ending> {
  await check(ctx, unit, feed, "unreadable");
  return { pulled: { outcome: "problem", problem }, change: kept };
}

/** Kept as it is for a person to look at. */
async function held(
  ctx: Context,
  unit: UnitRow,
  feed: FeedRow,
  body: Uint8Array,
  planHash: string,
): Promise<Ending> {
  await check(ctx, unit, feed, "held");
  return { pulled: { outcome: "held" }, change: heldOf(body, planHash, ctx.now) };
}

/** Entered once for as long as it says the same; what was discarded waits for nobody. */
function heldStill({ heldPlanHash }: FeedRow): Ending {
  const outcome = heldPlanHash === discardedMark ? "discarded" : "held";
  return { pulled: { outcome }, change: {} };
}

/**
 * Whether what is held, or was discarded, said the same of the time that both it and the feed now speak of. By
 * the shifts, since many systems write the time of each reading into the file.
 */
async function saysAsHeld(
  ctx: Context,
  unit: UnitRow,
  feed: FeedRow,
  shifts: readonly RosterShift[],
  period: Interval,
): Promise<boolean> {
  if (feed.heldBody === null || feed.heldPlanHash === null || feed.heldAt === null) return false;
  const common = intersect(period, feedPeriod(feed, unit, feed.heldAt));
  const body = Buffer.from(feed.heldBody, "base64");
  const before = await shiftsOfBody(ctx, unit, body, "", period);
  if (!common || "problem" in before) return false;
  const textsIn = (all: readonly RosterShift[]) =>
    [...new Set(shiftsWithin(all, common).shifts.map((each) => textOf(each)))].sort().join("\n");
  return textsIn(before.shifts) === textsIn(shifts);
}

function heldOf(body: Uint8Array, heldPlanHash: string | null, heldAt: Instant) {
  return { heldBody: Buffer.from(body).toString("base64"), heldPlanHash, heldAt };
}

export const notHeld = { heldBody: null, heldPlanHash: null, heldAt: null } as const;

async function check(
  ctx: Context,
  unit: UnitRow,
  { source }: FeedRow,
  outcome: "confirmed" | "unreadable" | "held",
) {
  const place = { unitId: unit.id, organisationId: unit.organisationId };
  const done = await act(ctx, "roster.check", place, async ({ tx, record }) => {
    const fact = { unitId: unit.id, source, outcome };
    await insertFeedCheck(tx, { id: uuidv7(), ...fact, entrySeq: await record(fact) });
    return allow();
  });
  if (!done.ok) throw new Error(`pullFeed: ${done.refusal.code}`);
}
