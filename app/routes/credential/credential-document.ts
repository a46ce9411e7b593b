import type { LoaderFunctionArgs } from "@remix-run/node";
import { contextFor, orRefuse } from "#app/http/context.server.ts";
import { showDocument } from "#app/operations/credential/show-credential.server.ts";

/** The signed credential, byte for byte. What it is worth now, its status and its page say. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const found = await showDocument(ctx, (args.params.id ?? "").toLowerCase());
  const document = orRefuse(ctx, args.request, found);
  return new Response(document, {
    headers: {
      "Content-Type": "application/vc",
      "Content-Disposition": `inline; filename="credential-${args.params.id}.json"`,
      "Cache-Control": "public, max-age=3600, immutable",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
