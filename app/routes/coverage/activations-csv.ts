import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Spread } from "#app/domain/coverage/team-times.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import { listActivations } from "#app/operations/coverage/activation/show-activations.server.ts";

const header = [
  "unit",
  "activated",
  "activated_local",
  "scai_stage",
  "support",
  "devices",
  "unloading_plan",
  "exit_strategy",
  "emergency",
  "people",
  "full_team",
  "full_after_minutes",
  "in_time",
  "reviewed",
  "flags",
  "support_began",
  "call_to_device_minutes",
];
const spread = (of: Spread | null) =>
  of ? [of.cases, of.median, of.least, of.most] : ["", "", "", ""];
const spreadColumns = (name: string) => [
  `${name}_cases`,
  `${name}_median_minutes`,
  `${name}_least_minutes`,
  `${name}_most_minutes`,
];
const said = (value: boolean | null) => (value === null ? "" : value ? "yes" : "no");

/** The calls as figures: one row for each, without anybody's name; `?by=month` gives share and times by month. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await listActivations(ctx, args.params.unit ?? "");
  const { unit, cases, months } = orRefuse(ctx, args.request, found);
  if (new URL(args.request.url).searchParams.get("by") === "month") {
    const rows = months.map(({ month, cases, full, share, toFull, toDevice }) => [
      ...[month, cases, full, share ?? ""],
      ...[...spread(toFull), ...spread(toDevice)],
    ]);
    const columns = [
      ...["month", "support_cases", "full_team", "share_percent"],
      ...[...spreadColumns("call_to_full_team"), ...spreadColumns("call_to_device")],
    ];
    return csvResponse(`full-team-${unit.code}`, csvOf(columns, rows));
  }
  const rows = cases.map(({ standing, team, reviews, flags, support, ...times }) => [
    unit.code,
    formatInstant(standing.activatedAt),
    plainTime(standing.activatedAt, unit.timeZone),
    standing.scaiStage,
    standing.mcs,
    standing.devices.join(" "),
    said(standing.unloadingPlan),
    said(standing.exitStrategy),
    said(standing.emergency),
    team.distinctPeople,
    said(team.isFull),
    team.fullAfterMinutes ?? "",
    said(team.inTime),
    said(standing.emergency ? reviews.length > 0 : null),
    flags.join(" "),
    standing.mcs === "started" && support ? formatInstant(support.startedAt) : "",
    times.callToDeviceMinutes ?? "",
  ]);
  return csvResponse(`activations-${unit.code}`, csvOf(header, rows));
}
