import { coverageOver, type Stretch } from "#app/domain/coverage/coverage.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { type Gap, gapsOver } from "#app/domain/coverage/gaps.ts";
import { type Judged, judgedOver } from "#app/domain/coverage/judged.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { findUnitId, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { readUnits } from "./facts.server.ts";

export type CoverageQuestion = {
  readonly unitCode: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly knownAt?: Instant | null;
};

export type Coverage = {
  readonly unit: UnitRow;
  readonly window: Interval;
  readonly knownAt: Instant;
  readonly ledgerSeq: number;
  readonly facts: UnitFacts;
  readonly judged: readonly Judged[];
  readonly stretches: readonly Stretch[];
  readonly gaps: readonly Gap[];
};

/**
 * Yes, no or unknown for every instant of [from, to), with the gaps, their causes and who could cover.
 * @returns Refusal `window_empty` or `window_too_long` (the standards' `coverageDaysMax`).
 */
export function showCoverage(ctx: Context, question: CoverageQuestion): Promise<Result<Coverage>> {
  return ask<Coverage>(ctx, "coverage.ask", unitTarget(question.unitCode), (view) =>
    coverageIn(view, ctx, question),
  );
}

/** The same, inside a question whose permit covers the unit. */
export async function coverageIn(
  view: View,
  ctx: Context,
  { unitCode, from, to, knownAt }: CoverageQuestion,
): Promise<Result<Coverage>> {
  const daysMax = ctx.content.staffing.coverageDaysMax.value;
  if (from >= to) return refuse("window_empty");
  if (to - from > daysMax * day) return refuse("window_too_long", { days: daysMax });
  const asked = await asOf(view, { at: from, knownAt });
  if (!asked.ok) return asked;
  const unitId = await findUnitId(view.tx, unitCode, asked.value.knownThrough);
  if (unitId === null) return refuse("no_such_unit");
  const window = interval(from, to);
  const [read] = await readUnits(view.tx, ctx.content, [unitId], window, asked.value);
  if (!read) throw new Error(`no facts of unit ${unitCode}`);
  const { row: unit, facts } = read;
  const judged = judgedOver(facts, window);
  const stretches = coverageOver(facts, window, judged);
  const gaps = gapsOver(facts, window, judged);
  const { knownAt: known, knownThrough: ledgerSeq } = asked.value;
  return allow({ unit, window, knownAt: known, ledgerSeq, facts, judged, stretches, gaps });
}
