import type { LoaderFunctionArgs } from "@remix-run/node";
import { contextFor, notFound, orRefuse } from "#app/http/context.server.ts";
import { readCalendar } from "#app/operations/roster/calendar/read-calendar.server.ts";

/** A calendar by its address, for programs: the address is the key, and nobody signs in. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const token = /^([A-Za-z0-9_-]{20,100})\.ics$/.exec(args.params.file ?? "")?.[1];
  if (!token) throw notFound(ctx, args.request);
  const known = args.request.headers.get("If-None-Match");
  const { etag, text } = orRefuse(ctx, args.request, await readCalendar(ctx, token, known));
  // Asked for each time, so that a revoked address is none at once; mostly the answer is 304.
  const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
  if (text === null) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="shifts.ics"',
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
    },
  });
}
