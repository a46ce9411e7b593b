import type { LoaderFunctionArgs } from "@remix-run/node";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { showTrajectory } from "#app/operations/training/progress/show-trajectory.server.ts";
import { type TrajectoryRow, trajectoryRows } from "./trajectory-view.ts";

const figures = ["own", "cohort_quartile_1", "cohort_median", "cohort_quartile_3"];
const header = [
  "month_of_training",
  ...figures.map((each) => `weighted_cases_${each}`),
  ...figures.map((each) => `epas_at_target_${each}`),
  "fellows_compared",
];

/** The pictures as figures; what is suppressed stays empty. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship = null } = args.params;
  const view = orRefuse(ctx, args.request, await showTrajectory(ctx, fellowship));
  const rows = trajectoryRows(view).map(({ month, cases, epas, fellows }) => [
    month,
    ...cells(cases),
    ...cells(epas),
    fellows ?? "",
  ]);
  return csvResponse("trajectory", csvOf(header, rows));
}

function cells({ own, band }: TrajectoryRow["cases"]): (number | string)[] {
  return [own, band?.low, band?.median, band?.high].map((each) => each ?? "");
}
