import type { LoaderFunctionArgs } from "@remix-run/node";
import { contextFor, orRefuse } from "#app/http/context.server.ts";
import { showTwin } from "#app/operations/credential/show-credential.server.ts";

/**
 * The signed credential as a JWT, for those who read no embedded proofs.
 * @source RFC 7519 section 10.3.1 (media type)
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const jwt = orRefuse(
    ctx,
    args.request,
    await showTwin(ctx, (args.params.id ?? "").toLowerCase()),
  );
  return new Response(jwt, {
    headers: {
      "Content-Type": "application/jwt",
      "Content-Disposition": `inline; filename="credential-${args.params.id}.jwt"`,
      "Cache-Control": "public, max-age=3600, immutable",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
