import {
  type ComplianceRow,
  complianceOf,
  countedBy,
  type Miss,
  missesIn,
  type Period,
  shareMet,
  spansOf,
} from "#app/domain/coverage/compliance.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { type Told, tellOver } from "#app/domain/coverage/told.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { localParts, startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { recordedSince } from "#db/store/replay/unit.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf } from "./facts.server.ts";
import { replay } from "./replay/replay.server.ts";
import { settingsOf } from "./settings.server.ts";

export type ComplianceLine = ComplianceRow & { readonly later: ComplianceRow | null };

export type Compliance = {
  readonly unit: UnitRow;
  readonly year: number;
  /** Years of which something is on record and past. */
  readonly years: readonly number[];
  /** The part of the year that is past and in which the unit was on record. */
  readonly window: Interval;
  /** The answer first, then each rule: as known at the time, and as known now. */
  readonly rows: readonly ComplianceLine[];
  readonly misses: readonly (Miss & { readonly laterMet: number | null })[];
  /** Of the rule that was asked for, or of the answer, as known at the time. */
  readonly days: readonly Period[];
  readonly weeks: readonly Period[];
  /** Names for what was wrong. */
  readonly facts: UnitFacts;
  readonly ledgerSeq: number;
};

/**
 * How a unit kept its rules over a calendar year by its own clock: by what was known at each instant,
 * beside what is known of it now.
 *
 * @param rule  Whose days and weeks are drawn; null for the answer.
 * @returns Refusals `no_such_unit`, `year_not_past` (nothing of it is past, or before the unit began).
 */
export function showCompliance(
  ctx: Context,
  unitCode: string,
  year: number,
  rule: string | null = null,
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
    const told = await replay(view.tx, ctx.content, unit, window);
    const [facts] = await factsOf(view.tx, ctx.content, [unit], window, known.value);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const later = tellOver(facts, window, { isExplained: false });
    const settings = settingsOf(ctx.content, unit.settings);
    const spans = spansOf(told, rule);
    const counted = (by: "day" | "week") =>
      countedBy(by, spans, window, (within) => dayStarts(within, unit.timeZone), unit.timeZone);
    const afterwards = complianceOf(later, unit.timeZone, settings);
    return allow({
      unit,
      year,
      years: yearsFrom(since, knownAt, unit.timeZone),
      window,
      rows: complianceOf(told, unit.timeZone, settings).map((row) => {
        return { ...row, later: afterwards.find(({ id }) => id === row.id) ?? null };
      }),
      misses: withLater(missesIn(told), later),
      days: counted("day"),
      weeks: counted("week"),
      facts,
      ledgerSeq: knownThrough,
    });
  });
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

/** For each miss how much of it is met by what is known now; null where its rule is not in force now. */
function withLater(misses: readonly Miss[], later: readonly Told[]) {
  const byRule = new Map(
    [...new Set(misses.map(({ rule }) => rule))].map((rule) => [rule, spansOf(later, rule)]),
  );
  return misses.map((miss) => {
    const spans = byRule.get(miss.rule) ?? [];
    const [period] = countedBy(
      "week",
      spans.filter((span) => span.end > miss.start),
      miss,
      () => [],
      "UTC",
    );
    return { ...miss, laterMet: period ? shareMet(period.tally) : null };
  });
}
