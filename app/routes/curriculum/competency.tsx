import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CodeLinks } from "#app/components/code-links.tsx";
import { FigureTable, sourcesOf } from "#app/components/figure-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { SourceList } from "#app/components/source-list.tsx";
import { findCompetency } from "#app/domain/curriculum/release.ts";
import { contextFor, notFound } from "#app/http/context.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { competencyView } from "#app/operations/curriculum/show-curriculum.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.item.code} ${data.item.name}` : "Competency"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  const code = args.params.code ?? "";
  if (!findCompetency(content.current, code)) throw notFound(await contextFor(args), args.request);
  return { frame: await publicFrame(args), item: competencyView(content, code) };
}

export default function Competency() {
  const { frame, item } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <PageHeader
        crumbs={[
          { label: "Curriculum", to: "/curriculum" },
          { label: item.domain.name, to: `/curriculum#domain-${item.domain.code}` },
        ]}
        title={item.name}
        lead={item.description}
      />
      <KeyValues
        items={[
          { label: "Code", value: item.code, code: true },
          { label: "Kind", value: item.kind },
          {
            label: "Can endanger life",
            value: item.lifeThreatening ? "Yes: two assessors at least" : "No",
          },
          {
            label: "Before it",
            value: <CodeLinks kind="competencies" items={item.prerequisites} none="Nothing" />,
          },
          {
            label: "Part of",
            value: (
              <CodeLinks
                kind="credentials"
                items={item.credentials}
                none="No credential asks for it"
              />
            ),
          },
          {
            label: "Shown in",
            value: <CodeLinks kind="epas" items={item.epas} none="No activity names it" />,
          },
        ]}
      />
      <Panel title="What must be shown">
        <FigureTable caption="Numbers, with their basis" figures={item.figures} />
        {item.scenarios.length > 0 && (
          <p>Each of these simulated at least once: {item.scenarios.join(", ")}.</p>
        )}
        {item.certificates.length > 0 && <p>Also needed: {item.certificates.join("; ")}.</p>}
      </Panel>
      <Panel title="What a fellow logs for it">
        <ul>
          {item.activities.map((each) => (
            <li key={each.name}>
              {each.name} ({each.kind.toLowerCase()})
            </li>
          ))}
        </ul>
      </Panel>
      <SourceList sources={sourcesOf(item.figures)} />
    </PublicPage>
  );
}
