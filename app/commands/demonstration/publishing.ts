import { type Instant, interval } from "#app/domain/time/interval.ts";
import type { Context } from "#app/operations/context.server.ts";
import { recordState } from "#app/operations/coverage/record-state.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { clockOn, type DayNumber, dayNumberOf } from "./calendar.ts";
import { type UnitKey, unitCodeOf } from "./network.ts";
import { rowOf } from "./shifts.ts";
import { done } from "./stage.ts";
import { published, type Telling } from "./surprises.ts";

/** The source that the portal and a roster system both write by default. */
export const source = "roster";

/** Rosters are made for four weeks, and published six weeks before the first of their days. */
const blockDays = 28;
const leadDays = 42;

/** Of a block by its number: 08:00 on its first Monday, until 08:00 on the Monday after its last day. */
export function blockPeriod(block: number) {
  const first = block * blockDays;
  return interval(clockOn(first, 8), clockOn(first + blockDays, 8));
}

/** The block that holds a day. */
export function blockOf(number: DayNumber): number {
  return Math.floor(number / blockDays);
}

/** When a block is published: on a Monday morning, six weeks ahead. */
export function publishedAt(block: number): Instant {
  return clockOn(block * blockDays - leadDays, 10);
}

/** The last block that is published by an instant. */
export function lastBlockBy(at: Instant): number {
  const block = blockOf(dayNumberOf(at) + leadDays);
  return publishedAt(block) <= at ? block : block - 1;
}

/** Publishes a unit's four weeks, all or nothing. @param telling  Null for what comes after it. */
export async function publishBlock(
  ctx: Context,
  unit: UnitKey,
  block: number,
  telling: Telling | null,
): Promise<void> {
  const days = Array.from({ length: blockDays }, (_, at) => block * blockDays + at);
  const shifts = days.flatMap((number) =>
    published(unit, number, telling).map((shift) => ({ number, shift })),
  );
  const rows = shifts.map(({ number, shift }, at) => rowOf(number, shift, at + 1));
  const period = blockPeriod(block);
  const kind = unit === "advanced" ? ("pushed" as const) : ("uploaded" as const);
  const late = period.start < ctx.now ? "Published late: the portal was not running." : null;
  const body = { unitCode: unitCodeOf(unit), source, kind, period, reason: late };
  const raw = { rows, errors: [] };
  const outcome = await done(`publishing ${unit}`, publishRoster(ctx, { ...body, raw }, null));
  if ("committed" in outcome) return;
  throw new Error(`demonstration: bad rows at ${unit}: ${JSON.stringify(outcome.rows[0])}`);
}

/** What units report twice a shift: Holmwald always has patients on ECMO, Sandrath has one. */
const counts: Readonly<Record<UnitKey, { readonly ecmo: number; readonly beds: number }>> = {
  advanced: { ecmo: 2, beds: 9 },
  intermediate: { ecmo: 0, beds: 6 },
  basic: { ecmo: 0, beds: 5 },
  general: { ecmo: 1, beds: 11 },
};

/** A report holds for as long as the standards let it. */
const reportMs = 12 * 3_600_000;

export async function reportState(ctx: Context, unit: UnitKey): Promise<void> {
  const { ecmo: ecmoPatients, beds: bedsOccupied } = counts[unit];
  const validUntil = (ctx.now + reportMs) as Instant;
  const report = { unitCode: unitCodeOf(unit), ecmoPatients, bedsOccupied, validUntil };
  await done(`the counts of ${unit}`, recordState(ctx, report));
}
