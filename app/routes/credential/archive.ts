import type { LoaderFunctionArgs } from "@remix-run/node";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { exportCredentials } from "#app/operations/credential/export-credentials.server.ts";

/** Everything of one's credentials that verifies without the portal, in one archive. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const zip = orRefuse(ctx, args.request, await exportCredentials(ctx));
  return new Response(zip as BodyInit, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": 'attachment; filename="systole-credentials.zip"',
      "Cache-Control": "private, no-store",
    },
  });
}
