import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/domain/time/instant.ts";
import { personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { networkOf, withTeams } from "#app/http/network-view.server.ts";

const header = [
  "asked_at",
  "region",
  "tier",
  "unit",
  "name",
  "answer",
  "unmet",
  "holds_until",
  "shock_team",
];

/** The chosen units, one row for each, all of them. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { at, units } = await networkOf(ctx, args.request);
  const lines = await withTeams(ctx, args.request, units);
  const rows = lines.map((unit) => [
    at === null ? "" : formatInstant(at),
    unit.region,
    unit.tier,
    unit.code,
    unit.name,
    unit.answer,
    unit.unmet.join(" "),
    unit.until === null ? "" : formatInstant(unit.until),
    unit.team,
  ]);
  return csvResponse("network", csvOf(header, rows));
}
