import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { FigureTable, sourcesOf } from "#app/components/figure-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PrerequisiteGraph } from "#app/components/prerequisite-graph.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { SourceList } from "#app/components/source-list.tsx";
import { Tag } from "#app/components/tag.tsx";
import { publicFrame } from "#app/http/public.server.ts";
import { curriculumOverview } from "#app/operations/curriculum/show-curriculum.server.ts";

export const meta: MetaFunction = () => [
  { title: "What a cardiac intensivist must be able to do · Systole" },
  {
    name: "description",
    content:
      "The curriculum of cardiac intensive care: ten domains, every number with its basis and source.",
  },
];

export async function loader(args: LoaderFunctionArgs) {
  const { content } = args.context.house;
  return { frame: await publicFrame(args), curriculum: curriculumOverview(content) };
}

export default function Curriculum() {
  const { frame, curriculum } = useLoaderData<typeof loader>();
  const { domains, epas, credentials, programme, version } = curriculum;
  const count = domains.reduce((sum, domain) => sum + domain.competencies.length, 0);
  return (
    <PublicPage {...frame}>
      <PageHeader
        title="Curriculum of cardiac intensive care"
        lead={`Release ${version}: ${domains.length} domains, ${count} competencies, ${epas.length} activities to entrust, ${credentials.length} credentials. Every number says where it comes from.`}
        actions={
          <>
            <ButtonLink
              to={`/curriculum/${version}.json`}
              kind="secondary"
              icon="download"
              download
            >
              As JSON
            </ButtonLink>
            <ButtonLink to={`/curriculum/${version}.csv`} kind="secondary" icon="download" download>
              As CSV
            </ButtonLink>
            <ButtonLink to="/curriculum/releases" kind="quiet">
              Releases
            </ButtonLink>
          </>
        }
      />
      <Panel
        title="Credentials"
        lead="What a sign-off can lead to, programme-attested. An arrow leads from what is required to what requires it."
      >
        <PrerequisiteGraph
          title="Credentials and what they require"
          nodes={credentials.map((each) => ({
            id: each.code,
            label: each.code,
            title: each.name,
            requires: each.requires,
            href: `/curriculum/credentials/${each.code}`,
          }))}
        />
      </Panel>
      <Panel title="Domains and competencies">
        {domains.map((domain) => (
          <section key={domain.code} aria-labelledby={`domain-${domain.code}`}>
            <h3 id={`domain-${domain.code}`}>
              <Tag code>{domain.code}</Tag> {domain.name}
            </h3>
            <p>{domain.description}</p>
            <DataTable
              caption={`Competencies of ${domain.name}`}
              hideCaption
              rows={domain.competencies}
              rowKey={(row) => row.code}
              columns={[
                {
                  key: "code",
                  header: "Competency",
                  heads: true,
                  cell: (row) => (
                    <a href={`/curriculum/competencies/${row.code}`}>
                      <span className="code">{row.code}</span> {row.name}
                    </a>
                  ),
                },
                { key: "log", header: "Cases", align: "number", cell: (row) => row.log },
                {
                  key: "obs",
                  header: "Observed",
                  align: "number",
                  cell: (row) => row.observations,
                },
                { key: "level", header: "Level", align: "number", cell: (row) => row.level },
                {
                  key: "risk",
                  header: "Can endanger life",
                  cell: (row) => (row.lifeThreatening ? "yes" : "no"),
                },
              ]}
            />
          </section>
        ))}
      </Panel>
      <Panel
        title="Activities to entrust (EPAs)"
        lead="Units of work that a committee can entrust, rated on a five-level scale."
      >
        <DataTable
          caption="Entrustable professional activities"
          hideCaption
          rows={epas}
          rowKey={(row) => row.code}
          columns={[
            {
              key: "code",
              header: "Activity",
              heads: true,
              cell: (row) => (
                <a href={`/curriculum/epas/${row.code}`}>
                  <span className="code">{row.code}</span> {row.name}
                </a>
              ),
            },
            { key: "ratings", header: "Ratings", align: "number", cell: (row) => row.ratings },
            {
              key: "supervisors",
              header: "By supervisors",
              align: "number",
              cell: (row) => row.supervisors,
            },
            { key: "uses", header: "Competencies", align: "number", cell: (row) => row.uses },
          ]}
        />
      </Panel>
      <Panel title="The programme" lead={programme.entry}>
        <DataTable
          caption={`Rotations, ${programme.durationMonths} months in all`}
          rows={programme.rotations}
          rowKey={(row) => row.name}
          columns={[
            { key: "name", header: "Rotation", heads: true, cell: (row) => row.name },
            {
              key: "months",
              header: "Length",
              unit: "months",
              align: "number",
              cell: (row) => row.months,
            },
          ]}
        />
      </Panel>
      <Panel title="Rules for every credential">
        <FigureTable caption="Numbers that hold everywhere" figures={curriculum.rules} />
      </Panel>
      <SourceList sources={sourcesOf(curriculum.rules)} />
    </PublicPage>
  );
}
