import type { LoaderFunctionArgs } from "@remix-run/node";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { contextFor, orRefuse } from "#app/http/context.server.ts";
import { type FieldError, invalid } from "#app/http/problem.server.ts";
import { statusList } from "#app/operations/credential/status-list.server.ts";

/** xsd:dateTimeStamp: seconds and an offset are not optional. */
const dateTimeStamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A status list as a signed credential: now, or as it stood at `?timestamp=`.
 * @source Bitstring Status List 1.0 section 2.4
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const { at, errors } = timestampOf(new URL(args.request.url).searchParams);
  if (errors.length > 0) return invalid(ctx.content, args.request, errors, ctx.requestId, 400);
  const list = /^[1-9]\d{0,6}$/.test(args.params.list ?? "") ? Number(args.params.list) : 0;
  const text = orRefuse(ctx, args.request, await statusList(ctx, list, at));
  return new Response(text, {
    headers: {
      "Content-Type": "application/vc",
      "Cache-Control": "public, max-age=30",
      "Access-Control-Allow-Origin": "*",
    },
  });
}

function timestampOf(query: URLSearchParams): { at: Instant | null; errors: FieldError[] } {
  const errors: FieldError[] = [...new Set(query.keys())]
    .filter((name) => name !== "timestamp" || query.getAll(name).length > 1)
    .map((name) => ({ pointer: `/${name}`, detail: "This is not known here, or given twice." }));
  const given = query.get("timestamp");
  if (given === null || errors.length > 0) return { at: null, errors };
  const at = dateTimeStamp.test(given) ? parseInstant(given) : null;
  const detail = "Write an instant with seconds and offset, such as 2026-11-22T03:12:00Z.";
  return { at, errors: at === null ? [{ pointer: "/timestamp", detail }] : [] };
}
