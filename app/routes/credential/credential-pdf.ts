import type { LoaderFunctionArgs } from "@remix-run/node";
import { contextFor, orRefuse } from "#app/http/context.server.ts";
import { showCertificate } from "#app/operations/credential/certificate.server.ts";

/** The certificate to print. It says what was signed; how it stands now, its page says. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const found = await showCertificate(ctx, (args.params.id ?? "").toLowerCase());
  const pdf = orRefuse(ctx, args.request, found);
  return new Response(pdf as BodyInit, {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="certificate-${args.params.id}.pdf"`,
      "Cache-Control": "public, max-age=300",
    },
  });
}
