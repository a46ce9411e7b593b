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
import { findCredential } from "#app/domain/curriculum/release.ts";
import { contextFor, notFound } from "#app/http/context.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { credentialView } from "#app/operations/curriculum/show-curriculum.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.item.code} ${data.item.name}` : "Credential"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  const code = args.params.code ?? "";
  if (!findCredential(content.current, code)) throw notFound(await contextFor(args), args.request);
  return { frame: await publicFrame(args), item: credentialView(content, code) };
}

export default function Credential() {
  const { frame, item } = useLoaderData<typeof loader>();
  const outside = item.base.map((each) => `${each.name} (${each.code})`);
  if (item.exam) outside.push("Knowledge examination");
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
          { label: "Signed by", value: item.signOff.join(", ") },
          {
            label: "Rests on all of",
            value: (
              <CodeLinks kind="credentials" items={item.requires} none="No other credential" />
            ),
          },
          ...(item.requiresAny.length > 0
            ? [
                {
                  label: "Rests on one of",
                  value: <CodeLinks kind="credentials" items={item.requiresAny} none="" />,
                },
              ]
            : []),
          ...(outside.length > 0 ? [{ label: "Also needed", value: outside.join(", ") }] : []),
          {
            label: "Required by",
            value: <CodeLinks kind="credentials" items={item.limits} none="No other credential" />,
          },
        ]}
      />
      <Panel
        title="What must be shown"
        lead="Each competency and activity has its own page with its numbers."
      >
        <h3>Competencies</h3>
        <CodeLinks kind="competencies" items={item.competencies} none="None" />
        <h3>Activities to entrust</h3>
        <CodeLinks kind="epas" items={item.epas} none="None" />
      </Panel>
      <Panel title="Numbers of the credential itself">
        <FigureTable caption="With their basis" figures={item.figures} />
      </Panel>
      <Panel title="Where units rely on it">
        <DataTable
          caption="Staffing rules that this credential can meet"
          rows={item.rules}
          rowKey={(row) => `${row.set} ${row.id}`}
          empty="No staffing rule asks for it."
          columns={[
            {
              key: "id",
              header: "Rule",
              heads: true,
              cell: (row) => <span className="code">{row.id}</span>,
            },
            { key: "title", header: "Asks for", cell: (row) => row.title },
            { key: "set", header: "Of", cell: (row) => row.set },
          ]}
        />
      </Panel>
      <SourceList sources={sourcesOf(item.figures)} />
    </PublicPage>
  );
}
