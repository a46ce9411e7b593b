import type { LoaderFunctionArgs } from "@remix-run/node";

/** The same keys as JSON Web Keys. */
export function loader({ context }: LoaderFunctionArgs) {
  return new Response(JSON.stringify(context.house.signer.jwks()), {
    headers: {
      "Content-Type": "application/jwk-set+json",
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
