import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { MilestoneMultiples } from "#app/components/milestone-multiples.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showMilestones } from "#app/operations/training/progress/show-milestones.server.ts";
import { baseOf, dossierTabs, viewCrumbs } from "./dossier-tabs.ts";

export const meta: MetaFunction = () => [{ title: "Milestones · Systole" }];

/** The fellow's own page, or as those who oversee them see it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: fellowshipId = null } = args.params;
  const view = orRefuse(ctx, args.request, await showMilestones(ctx, fellowshipId));
  return {
    frame: await frameFor(ctx, args.request),
    base: baseOf(fellowshipId),
    name: fellowshipId === null ? null : view.fellowship.fellowName,
    at: view.at,
    zone: view.fellowship.timeZone,
    milestones: view.milestones.map(({ domain, name, cells }) => ({
      domain,
      name,
      points: cells.map(({ halfYear, observed, observations: n, committee, committeeBy }) => ({
        halfYear,
        observed: observed === null ? null : { median: observed, n },
        committee,
        committeeBy,
      })),
    })),
  };
}

export default function Milestones() {
  const { frame, base, name, at, zone, milestones } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={name ? `${name}: milestones` : "Your milestones"}
        crumbs={viewCrumbs(name)}
        lead="Each domain, half-year by half-year, on the scale of entrustment from 1 to 5."
        actions={
          <ButtonLink to={`${base}/milestones.csv`} icon="download" kind="secondary" download>
            CSV
          </ButtonLink>
        }
      />
      <Tabs label="Progress" tabs={dossierTabs(base, "/milestones")} />
      <Panel
        title="By domain"
        lead="A half-year without a mark is one in which nobody observed it; it is no judgement."
      >
        <MilestoneMultiples milestones={milestones} />
      </Panel>
      <p className="soft">
        As recorded on <Moment at={at} zone={zone} />. The committee's level is what its signed
        minutes say; where they say nothing, the median of the activities it had entrusted by then.
      </p>
    </PersonalPage>
  );
}
