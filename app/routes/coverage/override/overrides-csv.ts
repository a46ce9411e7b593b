import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { csvOf, csvResponse } from "#app/http/csv.server.ts";
import { listOverrides } from "#app/operations/coverage/override/show-overrides.server.ts";

const header = [
  ...["id", "unit", "doctor", "declared_by", "reason", "start", "end"],
  ...["state", "review_due", "outcome", "reviewed_by", "reviewed_at", "review"],
  ...["declared_until", "ended_early_by"],
];

/** Every override that the person may see, with its review. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const lines = orRefuse(ctx, args.request, await listOverrides(ctx));
  const rows = lines.map(({ id, unit, doctor, declaredByName, reason, during, ...line }) => [
    ...[id, unit.code, doctor, declaredByName, reason],
    ...[formatInstant(during.start), formatInstant(during.end)],
    ...[line.state, formatInstant(line.reviewDueAt)],
    ...[line.review?.outcome ?? "", line.review?.by ?? ""],
    ...[line.review ? formatInstant(line.review.at) : "", line.review?.words ?? ""],
    ...[formatInstant(line.declaredUntil), line.ended?.by ?? ""],
  ]);
  return csvResponse("overrides", csvOf(header, rows));
}
