import type { LoaderFunctionArgs } from "@remix-run/node";
import { contextFor, notFound } from "#app/http/context.server.ts";
import { releaseCsv } from "#app/operations/curriculum/show-curriculum.server.ts";

/** `/curriculum/{version}.json` and `.csv`: a release as data. A release never changes. */
export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  const [, version = "", format] = /^(.+)\.(json|csv)$/.exec(args.params.file ?? "") ?? [];
  const release = content.releases.get(version);
  if (!release) throw notFound(await contextFor(args), args.request);
  const json = format === "json";
  return new Response(json ? JSON.stringify(release, null, 1) : releaseCsv(release), {
    headers: {
      "Content-Type": json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8",
      "Content-Disposition": `inline; filename="systole-curriculum-${version}.${format}"`,
      "Cache-Control": "public, max-age=3600",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
