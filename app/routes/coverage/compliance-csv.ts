import type { LoaderFunctionArgs } from "@remix-run/node";
import { type ComplianceRow, shareMet, weekParts } from "#app/domain/coverage/compliance.ts";
import { askedYear, hoursOf } from "#app/http/compliance-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { showCompliance } from "#app/operations/coverage/compliance.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";

const figures = ["met_hours", "not_met_hours", "unknown_hours", "not_asked_hours", "share_met"];
const header = [
  "unit",
  "year",
  "rule",
  "title",
  "severity",
  "part_of_week",
  ...figures.map((name) => `${name}_as_known_then`),
  ...figures.map((name) => `${name}_as_known_now`),
];

/** A year of rules as figures: one row for each rule and part of the week, and one for the whole. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { year } = askedYear(ctx, args.request, found.timeZone);
  const shown = await showCompliance(ctx, found.code, year);
  const { unit, rows } = orRefuse(ctx, args.request, shown);
  const lines = rows.flatMap(({ later, ...row }) =>
    (["all", ...weekParts] as const).map((part) => [
      unit.code,
      year,
      row.id ?? "",
      row.title,
      row.severity,
      part,
      ...cells(row, part),
      ...(later ? cells(later, part) : figures.map(() => "")),
    ]),
  );
  return csvResponse(`compliance-${unit.code}-${year}`, csvOf(header, lines));
}

function cells({ hours }: ComplianceRow, part: "all" | (typeof weekParts)[number]): string[] {
  const tally = part === "all" ? hours.all : hours.parts[part];
  const share = shareMet(tally);
  return [
    ...[tally.yes, tally.no, tally.unknown, tally["not-applicable"]].map(hoursOf),
    share === null ? "" : share.toFixed(5),
  ];
}
