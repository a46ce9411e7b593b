import type { LoaderFunctionArgs } from "@remix-run/node";
import { type ComplianceRow, weekParts } from "#app/domain/coverage/compliance.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import {
  askedYear,
  figureCells,
  figureNames,
  lineTitle,
} from "#app/http/compliance-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import type { Context } from "#app/operations/context.server.ts";
import {
  type Compliance,
  type ComplianceLine,
  periodsOf,
  showCompliance,
} from "#app/operations/coverage/compliance.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";

const who = ["unit", "year", "kind", "id", "title", "severity"];
const figures = ["then", "now"].flatMap((when) =>
  figureNames.map((name) => `${name}_as_known_${when}`),
);

/**
 * A year as figures: of the answer, of each standard and of each rule, for the whole year and each part of
 * the week; with `by=week` or `by=day` for each week or day of it.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { year } = askedYear(ctx, args.request, found.timeZone);
  const kept = orRefuse(ctx, args.request, await showCompliance(ctx, found.code, year));
  const by = new URL(args.request.url).searchParams.get("by");
  const name = `compliance-${kept.unit.code}-${year}`;
  if (by !== "week" && by !== "day") {
    const lines = kept.rows.flatMap((row) => partLines(ctx, kept, row));
    return csvResponse(name, csvOf([...who, "part_of_week", ...figures], lines));
  }
  const lines = kept.rows.flatMap((row) => periodLines(ctx, kept, row, by));
  const when = [`${by}_start`, `${by}_end`, `${by}_start_local`];
  return csvResponse(`${name}-by-${by}`, csvOf([...who, ...when, ...figures], lines));
}

function named(ctx: Context, kept: Compliance, row: ComplianceLine) {
  const title = lineTitle(ctx, kept, row);
  return [kept.unit.code, kept.year, row.kind, row.id ?? "", title, row.severity];
}

function partLines(ctx: Context, kept: Compliance, row: ComplianceLine) {
  const tallyOf = (of: ComplianceRow | null, part: "all" | (typeof weekParts)[number]) =>
    part === "all" ? of?.hours.all : of?.hours.parts[part];
  return (["all", ...weekParts] as const).map((part) => [
    ...named(ctx, kept, row),
    part,
    ...figureCells(tallyOf(row, part)),
    ...figureCells(tallyOf(row.later, part)),
  ]);
}

function periodLines(ctx: Context, kept: Compliance, row: ComplianceLine, by: "week" | "day") {
  const now = periodsOf(kept, row.id, by, "today");
  return periodsOf(kept, row.id, by).map(({ start, end, tally }, i) => [
    ...named(ctx, kept, row),
    ...[start, end].map((at) => formatInstant(at)),
    plainTime(start, kept.unit.timeZone),
    ...figureCells(tally),
    ...figureCells(row.later ? now[i]?.tally : undefined),
  ]);
}
