import type { LoaderFunctionArgs } from "@remix-run/node";
import { interval } from "#app/domain/time/interval.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { coverageWindow } from "#app/http/coverage-window.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { shiftCells, shiftColumns } from "#app/http/shift-cells.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { showRoster } from "#app/operations/roster/show-roster.server.ts";

/** The roster in force over so many days: what every source says, whole shifts, and what of each counts. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { from, to } = coverageWindow(ctx, args.request, unit.timeZone);
  const found = await showRoster(ctx, unit.code, interval(from, to));
  const { shifts } = orRefuse(ctx, args.request, found);
  const rows = shifts.map(({ shift, source, isWhole, name }) => [
    ...shiftCells(shift, unit.timeZone, name),
    source,
    isWhole ? "whole" : "part",
  ]);
  return csvResponse(`roster-${unit.code}`, csvOf([...shiftColumns, "source", "counts"], rows));
}
