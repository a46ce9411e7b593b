import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { Prose } from "#app/components/prose.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { contextFor, notFound } from "#app/http/context.server.ts";
import { pageHtml, publicFrame } from "#app/http/public.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Page"} · Systole` },
];

/** Public prose of content/pages, under its own name: /about, /help, /privacy … */
export async function loader(args: LoaderFunctionArgs) {
  const path = new URL(args.request.url).pathname;
  const page = args.context.house.content.pages.get(path.slice(1));
  if (!page) throw notFound(await contextFor(args), args.request);
  return {
    frame: await publicFrame(args),
    title: page.title,
    summary: page.summary,
    html: pageHtml(page),
  };
}

export default function ProsePage() {
  const { frame, title, summary, html } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <PageHeader title={title} lead={summary} />
      <Prose html={html} />
    </PublicPage>
  );
}
