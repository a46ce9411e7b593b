import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { expiryBands } from "#app/domain/credential/expiry.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  type Expiring,
  expiryWorklist,
} from "#app/operations/credential/expiry-worklist.server.ts";

export const meta: MetaFunction = () => [{ title: "What ends or must be checked · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { bands } = orRefuse(ctx, args.request, await expiryWorklist(ctx));
  const rowOf = (each: Expiring) => ({ ...each, to: pageOf(each) });
  return {
    frame: await frameFor(ctx, args.request),
    bands: expiryBands.map((band) => ({ band, rows: bands[band].map(rowOf) })),
  };
}

function pageOf({ kind, id, personId }: Expiring): string {
  if (kind === "credential") return `/registrar/credentials/${id}`;
  const facts = kind === "licence" ? "licences" : "outside";
  return `/people/${personId}/${facts}/new?replaces=${id}`;
}

const titles = {
  overdue: "Overdue",
  week: "Within 7 days",
  month: "Within 30 days",
  quarter: "Within 90 days",
} as const;
const kinds = {
  credential: "Own credential",
  licence: "Licence",
  outside: "Outside credential",
} as const;

export default function RegistrarExpiring() {
  const { frame, bands } = useLoaderData<typeof loader>();
  const total = bands.reduce((sum, each) => sum + each.rows.length, 0);
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="What ends or must be checked"
        crumbs={[{ label: "Credentials", to: "/registrar" }]}
        lead={`${total} within 90 days or overdue. What is past its check makes answers unknown; what has ended does not count.`}
      />
      {bands.map(({ band, rows }) => (
        <Panel key={band} title={`${titles[band]}: ${rows.length}`}>
          <DataTable
            caption={titles[band]}
            hideCaption
            rows={rows}
            rowKey={(row) => `${band}-${row.id}`}
            empty="Nothing."
            columns={[
              { key: "who", header: "Person", heads: true, cell: (row) => row.personName },
              { key: "what", header: "What", cell: (row) => row.what },
              { key: "kind", header: "Kind", cell: (row) => kinds[row.kind] },
              {
                key: "due",
                header: "Due",
                cell: (row) =>
                  `${row.why === "recheck" ? "Check by" : "Ends"} ${dayWords(row.dueAt, "UTC")}`,
              },
              {
                key: "next",
                header: "Next",
                cell: (row) => (
                  <a href={row.to}>
                    {row.kind === "credential" ? "See its renewal" : "Check again"}
                    <span className="visually-hidden">
                      {" "}
                      {row.personName}, {row.what}
                    </span>
                  </a>
                ),
              },
            ]}
          />
        </Panel>
      ))}
    </PersonalPage>
  );
}
