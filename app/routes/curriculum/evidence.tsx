import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Prose } from "#app/components/prose.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { SourceList } from "#app/components/source-list.tsx";
import { TrialsChart } from "#app/components/trials-chart.tsx";
import { pageHtml, publicFrame } from "#app/http/public.server.ts";
import { evidenceView } from "#app/operations/curriculum/show-evidence.server.ts";

export const meta: MetaFunction = () => [
  { title: "What the evidence says, and what it does not · Systole" },
];

export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  const page = content.pages.get("evidence");
  if (!page) throw new Error("content/pages/evidence.md is missing");
  return {
    frame: await publicFrame(args),
    title: page.title,
    summary: page.summary,
    html: pageHtml(page),
    evidence: evidenceView(content),
  };
}

export default function Evidence() {
  const { frame, title, summary, html, evidence } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <PageHeader title={title} lead={summary} />
      <Prose html={html} />
      {evidence.charts.map((chart) => (
        <Panel key={chart.title} title={chart.title} lead={chart.lead}>
          <TrialsChart title={chart.caption} trials={chart.trials} favours={chart.favours} />
        </Panel>
      ))}
      <Panel
        title="Every study shown here"
        lead="Figures that nobody has yet verified at the source carry their mark."
      >
        <DataTable
          caption="Findings and their limits"
          rows={evidence.studies}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "name",
              header: "Study",
              heads: true,
              cell: (row) => `${row.name} (${row.year})`,
            },
            { key: "design", header: "Design", cell: (row) => row.design },
            { key: "finding", header: "Finding", cell: (row) => row.finding },
            { key: "caveats", header: "Limits", cell: (row) => row.caveats.join(" ") },
            {
              key: "source",
              header: "Source",
              cell: (row) => (
                <>
                  <a className="code" href={`#${row.source.key}`}>
                    {row.source.key}
                  </a>
                  {row.mark && <em> {row.mark}</em>}
                </>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title="To teach with">
        <ul>
          {evidence.teachingPoints.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Panel>
      <SourceList sources={evidence.sources} />
    </PublicPage>
  );
}
