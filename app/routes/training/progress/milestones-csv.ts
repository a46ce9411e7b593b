import type { LoaderFunctionArgs } from "@remix-run/node";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { showMilestones } from "#app/operations/training/progress/show-milestones.server.ts";

const header = [
  "domain",
  "name",
  "half_year",
  "observed_median_level",
  "observations",
  "committee_level",
  "committee_level_from",
];

/** The pictures as figures: one row for each domain and half-year. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship = null } = args.params;
  const view = orRefuse(ctx, args.request, await showMilestones(ctx, fellowship));
  const rows = view.milestones.flatMap(({ domain, name, cells }) =>
    cells.map(({ halfYear, observed, observations, committee, committeeBy }) => [
      domain,
      name,
      halfYear,
      observed ?? "",
      observations,
      committee ?? "",
      committeeBy ?? "",
    ]),
  );
  return csvResponse("milestones", csvOf(header, rows));
}
