import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { publicFrame } from "#app/http/public.server.ts";
import { releaseList } from "#app/operations/curriculum/show-releases.server.ts";

export const meta: MetaFunction = () => [{ title: "Releases of the curriculum · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  return {
    frame: await publicFrame(args),
    releases: releaseList(args.context.house.content),
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["releases"][number];

export default function Releases() {
  const { frame, releases } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <PageHeader
        title="Releases of the curriculum"
        lead="A release never changes once it is out. Fellows stay on the one that they began with."
        crumbs={[{ label: "Curriculum", to: "/curriculum" }]}
      />
      <Panel>
        <DataTable
          caption="Releases, latest first"
          hideCaption
          rows={releases}
          rowKey={(row) => row.version}
          columns={[
            { key: "version", header: "Release", heads: true, cell: (row) => row.version },
            { key: "state", header: "State", cell: stateOf },
            { key: "from", header: "From", cell: (row) => row.adoptedOn },
            {
              key: "diff",
              header: "What it changes",
              cell: (row) =>
                row.replaces ? (
                  <a href={`/curriculum/releases/${row.replaces}/${row.version}`}>
                    Compared with {row.replaces}
                  </a>
                ) : (
                  "The first one"
                ),
            },
            {
              key: "data",
              header: "As data",
              cell: (row) => (
                <>
                  <a href={`/curriculum/${row.version}.json`} download>
                    JSON
                  </a>
                  {", "}
                  <a href={`/curriculum/${row.version}.csv`} download>
                    CSV
                  </a>
                </>
              ),
            },
          ]}
        />
      </Panel>
    </PublicPage>
  );
}

function stateOf({ status, isCurrent }: Row): string {
  if (status === "proposed") return "Proposed: open to comment, may still change";
  return isCurrent ? "Current" : "Replaced";
}
