import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Moment } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StillRead } from "#app/components/still-read.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { TrajectoryChart } from "#app/components/trajectory-chart.tsx";
import { TrajectoryTable } from "#app/components/trajectory-table.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showTrajectory } from "#app/operations/training/progress/show-trajectory.server.ts";
import { baseOf, dossierTabs, viewCrumbs } from "./dossier-tabs.ts";
import { pointsOf, trajectoryRows } from "./trajectory-view.ts";

export const meta: MetaFunction = () => [{ title: "Over time · Systole" }];

/** The fellow's own page, or as those who oversee them see it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: fellowshipId = null } = args.params;
  const view = orRefuse(ctx, args.request, await showTrajectory(ctx, fellowshipId));
  const rows = trajectoryRows(view);
  return {
    frame: await frameFor(ctx, args.request),
    base: baseOf(fellowshipId),
    name: fellowshipId === null ? null : view.fellowship.fellowName,
    zone: view.fellowship.timeZone,
    programme: view.fellowship.programmeName,
    cohortAt: view.cohortAt,
    least: view.least,
    epas: view.epas,
    months: view.points.length,
    compared: rows.some((each) => each.cases.band !== null),
    rows,
  };
}

export default function Trajectory() {
  const page = useLoaderData<typeof loader>();
  const { frame, base, name, rows, zone } = page;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={name ? `${name}: over time` : "How you have come along"}
        crumbs={viewCrumbs(name)}
        lead={`${page.months} months of training complete. Months count as worked, so leave and part-time put nobody behind.`}
        actions={
          <ButtonLink to={`${base}/trajectory.csv`} icon="download" kind="secondary" download>
            CSV
          </ButtonLink>
        }
      />
      <Tabs label="Progress" tabs={dossierTabs(base, "/trajectory")} />
      {page.cohortAt !== null && !page.compared && (
        <Notice title="No cohort beside it">
          A cohort is shown where at least {page.least} fellows have come as far, so that nobody can
          be told from a figure.
        </Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title="The first month is not complete yet" icon="evidence">
          After one month of training the first point stands here.
        </EmptyState>
      ) : (
        <Pictures page={page} />
      )}
      {page.cohortAt === null ? (
        <StillRead what="The cohort's figures are" />
      ) : (
        <p className="soft">
          The cohort is everybody who trains or trained in {page.programme}, as of{" "}
          <Moment at={page.cohortAt} zone={zone} />.
        </p>
      )}
    </PersonalPage>
  );
}

function Pictures({ page }: { page: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const { rows, epas } = page;
  const who = page.name ?? "You";
  const titles = {
    cases: "Confirmed cases, weighted by role",
    epas: `Activities observed at their target, of ${epas}`,
  };
  return (
    <>
      <Panel title="Month by month of training">
        <div className="columns">
          <TrajectoryChart title={titles.cases} who={who} points={pointsOf(rows, "cases")} />
          <TrajectoryChart
            title={titles.epas}
            who={who}
            points={pointsOf(rows, "epas")}
            most={epas}
          />
        </div>
      </Panel>
      <Panel title="The same as a table">
        <TrajectoryTable who={who} rows={rows} />
      </Panel>
    </>
  );
}
