import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { activationLine } from "#app/http/activation-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { listActivations } from "#app/operations/coverage/activation/show-activations.server.ts";
import { SharePanel, TimesPanel } from "./activation-figures.tsx";

/** So many calls stand on the page; all of them in the CSV. */
const linesMost = 200;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Calls of the shock team, ${data?.unit.name ?? "unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await listActivations(ctx, args.params.unit ?? "");
  const { unit, cases, months, all, mayRecord } = orRefuse(ctx, args.request, found);
  const { metrics } = ctx.content.shockTeam;
  const metric = (code: string) => metrics.find((each) => each.code === code);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    lines: cases.slice(0, linesMost).map((each) => activationLine(ctx, each)),
    count: cases.length,
    months,
    all,
    mayRecord,
    target: metric("mcs_cases_with_team_pct")?.target?.value ?? 100,
    counted: ["activation_to_call_min", "call_to_device_min"].flatMap((code) => {
      const found = metric(code);
      return found ? [{ title: found.title, note: found.note ?? "" }] : [];
    }),
    trigger: ctx.content.shockTeam.trigger,
  };
}
type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Activations() {
  const { frame, unit, views, lines, count, mayRecord, trigger, ...figures } =
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
        lead={leadOf(figures.all, figures.target)}
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
          <SharePanel {...figures} code={unit.code} />
          <TimesPanel {...figures} code={unit.code} />
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
          key: "device",
          header: "To device",
          cell: (row) =>
            row.callToDeviceMinutes === null ? "–" : `${row.callToDeviceMinutes} min`,
        },
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
