import type { LoaderFunctionArgs } from "@remix-run/node";

/** The issuer's keys for did:web. Public, and readable by scripts of any origin. */
export function loader({ context }: LoaderFunctionArgs) {
  return new Response(JSON.stringify(context.house.signer.didDocument()), {
    headers: {
      "Content-Type": "application/did+json",
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
