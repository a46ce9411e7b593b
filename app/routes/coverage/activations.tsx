import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { momentWords, monthWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { TeamShare } from "#app/components/team-share.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { activationLine } from "#app/http/activation-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { listActivations } from "#app/operations/coverage/activation/show-activations.server.ts";

/** So many calls stand on the page; all of them in the CSV. */
const linesMost = 200;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Calls of the shock team, ${data?.unit.name ?? "unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await listActivations(ctx, args.params.unit ?? "");
  const { unit, cases, months, all, mayRecord } = orRefuse(ctx, args.request, found);
  const share = ctx.content.shockTeam.metrics.find(
    ({ code }) => code === "mcs_cases_with_team_pct",
  );
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    lines: cases.slice(0, linesMost).map((each) => activationLine(ctx, each)),
    count: cases.length,
    months,
    all,
    mayRecord,
    target: share?.target?.value ?? 100,
    trigger: ctx.content.shockTeam.trigger,
  };
}
type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Activations() {
  const { frame, unit, views, lines, count, mayRecord, trigger, ...share } =
    useLoaderData<typeof loader>();
  const record = mayRecord && (
    <ButtonLink to={`/units/${unit.code}/activations/new`} icon="plus">
      Record a call
    </ButtonLink>
  );
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Was there a shock team in every case?"
        lead={leadOf(share.all, share.target)}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
        actions={count > 0 ? record : undefined}
      />
      <UnitTabs code={unit.code} current="activations" views={views} />
      {count === 0 ? (
        <EmptyState title="No call was recorded yet" icon="people" action={record || undefined}>
          {trigger}
        </EmptyState>
      ) : (
        <>
          <Share {...share} code={unit.code} />
          <Panel
            title="Calls"
            meta={<a href={`/units/${unit.code}/activations.csv`}>All {count} as CSV</a>}
          >
            <Lines lines={lines} unit={unit} />
          </Panel>
        </>
      )}
    </PersonalPage>
  );
}

function leadOf({ cases, full, share }: Data["all"], target: number): string {
  if (share === null) return `Target: ${target} % of the cases that need mechanical support.`;
  const words = `A full team in ${full} of ${cases} cases in which mechanical support was considered`;
  return `${words} or started: ${share} %. Target: ${target} %.`;
}

function Share({ months, target, code }: Pick<Data, "months" | "target"> & { code: string }) {
  return (
    <Panel
      title="Share with a full team"
      meta={<a href={`/units/${code}/activations.csv?by=month`}>The figures as CSV</a>}
    >
      <TeamShare months={months} target={target} />
      <DataTable
        caption="Mechanical support cases with a full team, by month"
        hideCaption
        rows={[...months].reverse().filter(({ cases }) => cases > 0)}
        rowKey={(row) => row.month}
        empty="No mechanical support was considered in these months."
        columns={[
          {
            key: "month",
            header: "Month",
            heads: true,
            cell: (row) => monthWords(Date.parse(`${row.month}-15T12:00:00Z`), "UTC"),
          },
          { key: "cases", header: "Cases", align: "number", cell: (row) => row.cases },
          { key: "full", header: "Full team", align: "number", cell: (row) => row.full },
          { key: "share", header: "Share", unit: "%", align: "number", cell: (row) => row.share },
        ]}
      />
    </Panel>
  );
}

function Lines({ lines, unit }: { lines: Data["lines"]; unit: Data["unit"] }) {
  return (
    <DataTable
      caption="Calls of the shock team"
      hideCaption
      rows={lines}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "when",
          header: "Called",
          heads: true,
          cell: (row) => (
            <a href={`/units/${unit.code}/activations/${row.id}`}>
              {momentWords(row.activatedAt, unit.zone)}
            </a>
          ),
        },
        { key: "stage", header: "SCAI", cell: (row) => row.scaiStage },
        {
          key: "support",
          header: "Support",
          cell: (row) => (row.isMcs ? `${row.mcs}: ${row.devices.join(", ")}` : row.mcs),
        },
        { key: "team", header: "Team", cell: (row) => teamWords(row) },
        {
          key: "flags",
          header: "To look at",
          cell: (row) =>
            row.flags.length > 0 ? row.flags.join("; ") : <span className="soft">Nothing</span>,
        },
      ]}
    />
  );
}

function teamWords({ isFull, fullAfterMinutes, people }: Data["lines"][number]): string {
  if (isFull) return `Full after ${fullAfterMinutes} min`;
  return people === 0 ? "Nobody recorded" : `${people} joined, not full`;
}
