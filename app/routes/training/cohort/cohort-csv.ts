import type { LoaderFunctionArgs } from "@remix-run/node";
import { yearOf } from "#app/domain/signoff/cohort-grid.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { askedGrid, epaCodes } from "#app/http/cohort-grid.server.ts";
import { notFound, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";

const own = [
  "fellow",
  "curriculum",
  "began",
  "month_of_training",
  "year_of_training",
  "at_risk",
  "credentials_complete",
  "credentials",
  "open_confirmations",
  "last_observation",
];

/** The grid as figures, as it is filtered and ordered: for each EPA its state and its three numbers. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { programme, all, rows } = await askedGrid(ctx, args.request);
  if (!programme) throw notFound(ctx, args.request);
  const codes = epaCodes(ctx, all);
  const perEpa = [
    "state",
    "level",
    "ratings",
    "ratings_needed",
    "supervisors",
    "supervisors_needed",
  ];
  const header = [...own, ...codes.flatMap((code) => perEpa.map((each) => `${code}_${each}`))];
  const lines = rows.map((row) => [
    row.name,
    row.release,
    formatInstant(row.during.start).slice(0, 10),
    row.month,
    yearOf(row),
    row.isAtRisk ? "yes" : "no",
    row.eligible ?? "",
    row.credentials,
    row.openConfirmations,
    row.lastObservedAt === null ? "" : formatInstant(row.lastObservedAt).slice(0, 10),
    ...codes.flatMap((code) => {
      const cell = row.cells.find((each) => each.epa === code);
      if (!cell) return perEpa.map(() => "");
      const { state, level, ratings, ratingsNeeded, supervisors, supervisorsNeeded } = cell;
      return [state, level ?? "", ratings, ratingsNeeded, supervisors, supervisorsNeeded];
    }),
  ]);
  return csvResponse(`cohort-${programme.code}`, csvOf(header, lines));
}
