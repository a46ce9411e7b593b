import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/domain/time/instant.ts";
import {
  askedYear,
  figureCells,
  figureNames,
  minutesOf,
  missViews,
} from "#app/http/compliance-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import { showCompliance } from "#app/operations/coverage/compliance.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";

const header = [
  "unit",
  "rule",
  "title",
  "start",
  "end",
  "start_local",
  "end_local",
  "minutes",
  "answer_as_known_then",
  ...figureNames.map((name) => `${name}_as_known_now`),
  "causes",
];

/** Every miss of a required rule in a year, with what was wrong by what was known at the time. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { year } = askedYear(ctx, args.request, found.timeZone);
  const shown = await showCompliance(ctx, found.code, year);
  const kept = orRefuse(ctx, args.request, shown);
  const { unit } = kept;
  const lines = missViews(ctx, kept).map((miss) => [
    unit.code,
    miss.rule,
    miss.title,
    ...[miss.start, miss.end].map((at) => formatInstant(at)),
    ...[miss.start, miss.end].map((at) => plainTime(at, unit.timeZone)),
    minutesOf(miss.end - miss.start),
    miss.answer,
    ...figureCells(miss.later),
    miss.causes.join(" | "),
  ]);
  return csvResponse(`misses-${unit.code}-${year}`, csvOf(header, lines));
}
