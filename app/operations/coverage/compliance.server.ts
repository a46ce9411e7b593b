import { type ComplianceRow, complianceOf } from "#app/domain/coverage/compliance.ts";
import { type Miss, missesIn } from "#app/domain/coverage/compliance-misses.ts";
import {
  countedBy,
  type Followed,
  type Period,
  spansOf,
  tallyWithin,
} from "#app/domain/coverage/compliance-periods.ts";
import { type Together, togetherIn } from "#app/domain/coverage/compliance-together.ts";
import type { Tally } from "#app/domain/coverage/judged.ts";
import type { Told } from "#app/domain/coverage/told.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { localParts, startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { recordedSince } from "#db/store/replay/unit.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Replayed, replay } from "./replay/replay.server.ts";
import { ownSetOf } from "./rule-own.server.ts";
import { settingsOf } from "./settings.server.ts";

export type ComplianceLine = ComplianceRow & { readonly later: ComplianceRow | null };

export type Compliance = {
  readonly unit: UnitRow;
  readonly year: number;
  /** Years of which something is on record and past. */
  readonly years: readonly number[];
  /** The part of the year that is past and in which the unit was on record. */
  readonly window: Interval;
  /** The answer, what is one standard together, each rule: as known at the time, and as known now. */
  readonly rows: readonly ComplianceLine[];
  readonly together: readonly Together[];
  /** `later`: how long each was what by what is known now. */
  readonly misses: readonly (Miss & { readonly later: Tally })[];
  readonly replayed: Replayed;
  readonly ledgerSeq: number;
};

/**
 * How a unit kept its rules over a calendar year by its own clock: by what was known at each instant,
 * beside what is known of it now.
 *
 * @returns Refusals `no_such_unit`, `year_not_past` (nothing of it is past, or before the unit began).
 */
export function showCompliance(
  ctx: Context,
  unitCode: string,
  year: number,
): Promise<Result<Compliance>> {
  return ask<Compliance>(ctx, "coverage.ask", unitTarget(unitCode), async (view) => {
    const known = await asOf(view, {});
    if (!known.ok) return known;
    const { knownAt, knownThrough } = known.value;
    const unit = await findUnit(view.tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const since = await recordedSince(view.tx, unit.id);
    const { start, end } = yearIn(year, unit.timeZone);
    const from = Math.max(start, since, unit.during.start) as Instant;
    const until = Math.min(end, knownAt) as Instant;
    if (from >= until) return refuse("year_not_past", { year });
    const window = interval(from, until);
    const replayed = await replay(view.tx, ctx.content, unit, window, knownAt);
    const isPublished = (source: string) => ctx.content.sources.has(source);
    const together = togetherIn(replayed.told, ownSetOf(unit), isPublished);
    const settings = settingsOf(ctx.content, unit.settings);
    const rowsOf = (told: readonly Told[]) => complianceOf(told, unit.timeZone, settings, together);
    const afterwards = new Map(rowsOf(replayed.today).map((row) => [row.id, row]));
    return allow({
      unit,
      year,
      years: yearsFrom(since, knownAt, unit.timeZone),
      window,
      rows: rowsOf(replayed.told).map((row) => ({ ...row, later: afterwards.get(row.id) ?? null })),
      together,
      misses: withLater(missesIn(replayed.told), replayed.today),
      replayed,
      ledgerSeq: knownThrough,
    });
  });
}

/** Days or weeks of one line of a year, by what was known at the time or by what is known now. */
export function periodsOf(
  { unit, window, together, replayed }: Compliance,
  id: string | null,
  by: "day" | "week",
  knowing: "told" | "today" = "told",
): Period[] {
  const followed: Followed = together.find((each) => each.id === id) ?? id;
  const spans = spansOf(replayed[knowing], followed);
  return countedBy(by, spans, window, dayStarts(window, unit.timeZone), unit.timeZone);
}

/** The calendar year on a zone's wall. */
function yearIn(year: number, zone: string): Interval {
  const first = (of: number) => {
    const noon = instant(Date.UTC(of, 0, 1, 12));
    return startOfLocalDay(noon, zone, 1 - localParts(noon, zone).day);
  };
  return interval(first(year), first(year + 1));
}

function yearsFrom(since: Instant, now: Instant, zone: string): number[] {
  const [first, last] = [since, now].map((at) => localParts(at, zone).year) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, i) => last - i);
}

function dayStarts({ start, end }: Interval, zone: string): Instant[] {
  const found: Instant[] = [];
  for (let at = startOfLocalDay(start, zone, 1); at < end; at = startOfLocalDay(at, zone, 1))
    found.push(at);
  return found;
}

/** For each miss how much of it is what by what is known now. */
function withLater(misses: readonly Miss[], later: readonly Told[]) {
  const byRule = new Map(
    [...new Set(misses.map(({ rule }) => rule))].map((rule) => [rule, spansOf(later, rule)]),
  );
  return misses.map((miss) => {
    return { ...miss, later: tallyWithin(byRule.get(miss.rule) ?? [], miss) };
  });
}
