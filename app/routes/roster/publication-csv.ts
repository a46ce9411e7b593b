import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { shiftCells, shiftColumns } from "#app/http/shift-cells.server.ts";
import { showPublication } from "#app/operations/roster/publication-history.server.ts";

/** What a publication changed: one row for each shift; of a changed one the row before it says what it was. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit: unitCode = "", publication = "" } = args.params;
  const found = await showPublication(ctx, unitCode, publication);
  const { unit, plan, nameOf } = orRefuse(ctx, args.request, found);
  const cells = (shift: RosterShift) => shiftCells(shift, unit.timeZone, nameOf(shift));
  const rows = plan.changes.flatMap((change) => {
    if (change.kind === "unchanged") return [];
    if (change.kind === "changed")
      return [
        ["before", ...cells(change.before)],
        ["changed", ...cells(change.shift)],
      ];
    return [[change.kind, ...cells(change.shift)]];
  });
  return csvResponse(`roster-diff-${unit.code}`, csvOf(["change", ...shiftColumns], rows));
}
