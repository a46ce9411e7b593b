import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { acvcEmpty, acvcTable, tablesOf } from "#app/domain/training/transfer/portfolio-tables.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { exportPortfolio } from "#app/operations/training/transfer/export-portfolio.server.ts";
import { underFellow } from "../progress/dossier-tabs.ts";

export const meta: MetaFunction = () => [{ title: "Export the portfolio · Systole" }];

const titles: Readonly<Record<string, string>> = {
  cases: "Cases",
  observations: "Observations, with what was said",
  "self-assessments": "Self-assessments",
  records: "Examinations, courses, audits",
  "working-time": "Leave and part-time",
  "committee-findings": "What the committee found",
  "sign-offs": "Sign-offs",
  credentials: "Credentials",
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: asked } = args.params;
  const portfolio = orRefuse(ctx, args.request, await exportPortfolio(ctx, asked ?? null));
  const { fellowship, document } = portfolio;
  return {
    frame: await frameFor(ctx, args.request),
    own: fellowship.fellowId === ctx.actor.id,
    name: fellowship.fellowName,
    fellowshipId: fellowship.id,
    base: asked ? `/fellows/${asked}/export` : "/portfolio/export",
    tables: tablesOf(document).map(({ name, rows }) => ({
      name,
      title: titles[name] ?? name,
      rows: rows.length,
    })),
    acvcRows: acvcTable(document).rows.length,
  };
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

export default function Export() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { own, name, fellowshipId, base } = page;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={own ? "Export your portfolio" : `The portfolio of ${name}`}
        lead="Everything that is kept here, in files that other programs read. Nothing in them identifies a patient."
        crumbs={underFellow(own ? null : name, `/fellows/${fellowshipId}`)}
        actions={
          <ButtonLink to={`${base}/portfolio.zip`} icon="download" download>
            All of it in one archive
          </ButtonLink>
        }
      />
      <Panel
        title="To read and print"
        lead="Progress, the log by activity, observations with their assessors, and every signature."
      >
        <p>
          <ButtonLink to={`${base}/portfolio.pdf`} kind="secondary" icon="download" download>
            As PDF
          </ButtonLink>
        </p>
      </Panel>
      <Tables {...page} />
      <Machine base={base} />
      <Acvc {...page} />
    </PersonalPage>
  );
}

function Tables({ base, tables }: Page) {
  return (
    <Panel
      title="For a spreadsheet"
      lead="One CSV file for each kind. The one of cases can be brought in again, here or elsewhere."
    >
      <DataTable
        caption="Files for a spreadsheet"
        hideCaption
        rows={tables}
        rowKey={(row) => row.name}
        columns={[
          {
            key: "title",
            header: "File",
            heads: true,
            cell: (row) => (
              <a href={`${base}/${row.name}.csv`} download>
                {row.title}
              </a>
            ),
          },
          { key: "rows", header: "Rows", align: "number", cell: (row) => row.rows },
        ]}
      />
    </Panel>
  );
}

function Machine({ base }: Pick<Page, "base">) {
  return (
    <Panel
      title="For another portal"
      lead="One JSON file with all of it, and the JSON Schema that says what each field means. A version only ever gains fields."
    >
      <p className="cluster">
        <ButtonLink to={`${base}/portfolio.json`} kind="secondary" icon="download" download>
          As JSON
        </ButtonLink>
        <ButtonLink to={`${base}/portfolio.schema.json`} kind="quiet" icon="download" download>
          Its schema
        </ButtonLink>
      </p>
    </Panel>
  );
}

function Acvc({ base, acvcRows }: Page) {
  return (
    <Panel
      title="For the ACVC procedure log"
      lead={`${acvcRows} confirmed ${acvcRows === 1 ? "case" : "cases"} by topic, in the columns of the procedure log, to be carried into its forms.`}
    >
      <p>
        <ButtonLink to={`${base}/acvc-logbook.csv`} kind="secondary" icon="download" download>
          As CSV
        </ButtonLink>
      </p>
      <DataTable
        caption="What stays empty"
        rows={acvcEmpty}
        rowKey={(row) => row.column}
        columns={[
          { key: "column", header: "Column", heads: true, cell: (row) => row.column },
          { key: "why", header: "Why", cell: (row) => row.why },
        ]}
      />
    </Panel>
  );
}
