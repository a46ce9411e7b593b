import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { coverageWindow } from "#app/http/coverage-window.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { gapLineViews } from "#app/http/gap-lines.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import { showGaps } from "#app/operations/coverage/gap/show-gaps.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";

const header = [
  ...["unit", "rule", "title", "severity", "start", "end", "start_local", "end_local"],
  ...["answer", "cause", "reasons", "could_cover", "decision"],
];

/** The gaps as figures: one row for each gap of a rule, times in UTC and on the unit's clock. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { from, to, knownAt } = coverageWindow(ctx, args.request, unit.timeZone);
  const found = await showGaps(ctx, { unitCode: unit.code, from, to, knownAt });
  const gaps = gapLineViews(ctx, orRefuse(ctx, args.request, found));
  const rows = gaps.map((gap) => [
    ...[unit.code, gap.rule, gap.title, gap.severity],
    ...[gap.start, gap.end].map((at) => formatInstant(at)),
    ...[gap.start, gap.end].map((at) => plainTime(at, unit.timeZone)),
    gap.answer,
    gap.kinds.map(({ kind }) => kind).join(" "),
    gap.all.join(" "),
    gap.candidates.map(({ name }) => name).join("; "),
    gap.decisions.at(-1)?.what ?? "",
  ]);
  return csvResponse(`gaps-${unit.code}`, csvOf(header, rows));
}
