import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { SourceList } from "#app/components/source-list.tsx";
import { contextFor, notFound } from "#app/http/context.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { releaseDiff } from "#app/operations/curriculum/show-releases.server.ts";
import { ItemChanges } from "./item-changes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `From release ${data?.from} to ${data?.to} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  const from = content.releases.get(args.params.a ?? "");
  const to = content.releases.get(args.params.b ?? "");
  if (!from || !to) throw notFound(await contextFor(args), args.request);
  return {
    frame: await publicFrame(args),
    from: from.version,
    to: to.version,
    isProposed: to.status === "proposed",
    diff: releaseDiff(content, from, to),
  };
}

export default function ReleaseDiff() {
  const { frame, from, to, isProposed, diff } = useLoaderData<typeof loader>();
  const { items, credentials, sources } = diff;
  return (
    <PublicPage {...frame}>
      <PageHeader
        title={`What changes from ${from} to ${to}`}
        lead={`${items.length} ${items.length === 1 ? "item changes" : "items change"}. Each number says what it rests on.`}
        crumbs={[
          { label: "Curriculum", to: "/curriculum" },
          { label: "Releases", to: "/curriculum/releases" },
        ]}
      />
      {isProposed && (
        <Notice title={`Release ${to} is proposed`}>
          <p>It may still change, and nobody trains under it yet.</p>
        </Notice>
      )}
      {items.length === 0 ? (
        <EmptyState title="Nothing changes" icon="curriculum">
          These two releases ask for the same.
        </EmptyState>
      ) : (
        <ItemChanges items={items} from={from} to={to} />
      )}
      {credentials.length > 0 && (
        <Panel
          title="Credentials that it touches"
          lead="They ask for something that changed, or rest on one that does. A credential that was issued stays as it is."
        >
          <ul className="plain-list">
            {credentials.map(({ code, name }) => (
              <li key={code}>
                <span className="code">{code}</span> {name}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {sources.length > 0 && <SourceList sources={sources} />}
    </PublicPage>
  );
}
