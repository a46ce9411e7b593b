import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import {
  exportFile,
  exportPortfolio,
} from "#app/operations/training/transfer/export-portfolio.server.ts";

/** One file of a portfolio, or all of them in one archive. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship, file = "" } = args.params;
  const portfolio = orRefuse(ctx, args.request, await exportPortfolio(ctx, fellowship ?? null));
  const found = await exportFile(ctx, portfolio, file);
  if (!found) throw notFound(ctx, args.request);
  return new Response(found.body as BodyInit, {
    headers: {
      "Content-Type": found.type,
      "Content-Disposition": `attachment; filename="systole-${file}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
