import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CodeLinks } from "#app/components/code-links.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { FigureTable, sourcesOf } from "#app/components/figure-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { SourceList } from "#app/components/source-list.tsx";
import { findEpa } from "#app/domain/curriculum/release.ts";
import { contextFor, notFound } from "#app/http/context.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { epaView } from "#app/operations/curriculum/show-curriculum.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.item.code} ${data.item.name}` : "Activity"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  const code = args.params.code ?? "";
  if (!findEpa(content.current, code)) throw notFound(await contextFor(args), args.request);
  return { frame: await publicFrame(args), item: epaView(content, code) };
}

export default function Epa() {
  const { frame, item } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <PageHeader
        crumbs={[{ label: "Curriculum", to: "/curriculum" }]}
        title={item.name}
        lead={item.description}
      />
      <KeyValues
        items={[
          { label: "Code", value: item.code, code: true },
          {
            label: "Draws on",
            value: <CodeLinks kind="competencies" items={item.uses} none="Nothing" />,
          },
          {
            label: "Asked for by",
            value: <CodeLinks kind="credentials" items={item.credentials} none="No credential" />,
          },
        ]}
      />
      <Panel title="What a committee needs to entrust it">
        <FigureTable caption="Numbers, with their basis" figures={item.figures} />
      </Panel>
      <Panel title="The scale">
        <DataTable
          caption="Entrustment levels"
          rows={item.scale}
          rowKey={(row) => String(row.level)}
          columns={[
            {
              key: "level",
              header: "Level",
              align: "number",
              heads: true,
              cell: (row) => row.level,
            },
            { key: "label", header: "Means", cell: (row) => row.label },
            { key: "anchor", header: "In words", cell: (row) => row.anchor },
          ]}
        />
      </Panel>
      <SourceList sources={sourcesOf(item.figures)} />
    </PublicPage>
  );
}
