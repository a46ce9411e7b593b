import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { coverageWindow } from "#app/http/coverage-window.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { gapViews } from "#app/http/gap-views.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import { showCoverage } from "#app/operations/coverage/show-coverage.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";

const header = [
  "unit",
  "start",
  "end",
  "start_local",
  "end_local",
  "answer",
  "unmet",
  "warned",
  "causes",
];

/** The strip as figures: one row for each stretch, times in UTC and on the unit's clock. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { from, to, knownAt } = coverageWindow(ctx, args.request, unit.timeZone);
  const found = await showCoverage(ctx, { unitCode: unit.code, from, to, knownAt });
  const cover = orRefuse(ctx, args.request, found);
  const gaps = gapViews(ctx, cover);
  const rows = cover.stretches.map(({ start, end, answer, unmet, warned }) => {
    const gap = gaps.find((each) => each.start <= start && start < each.end);
    const times = [formatInstant(start), formatInstant(end)];
    const local = [start, end].map((at) => plainTime(at, unit.timeZone));
    const lists = [unmet, warned].map((list) => list.join(" "));
    const causes = (gap?.causes ?? []).map(
      ({ rule, title, all }) => `${rule}, ${title}: ${all.join(" ")}`,
    );
    return [unit.code, ...times, ...local, answer, ...lists, causes.join(" | ")];
  });
  return csvResponse(`coverage-${unit.code}`, csvOf(header, rows));
}
