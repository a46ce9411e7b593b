import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerColumns } from "#app/components/answer-columns.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Select } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { say } from "#app/domain/copy.ts";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { networkOf, withTeams } from "#app/http/network-view.server.ts";
import { pageOf } from "#app/http/paging.server.ts";
import { NetworkCounts } from "./network-counts.tsx";

/** Units on one page: a region fits, a country does not; and on a phone each is a block of its own. */
const unitsOnPage = 50;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.chosen.region ?? "All regions"}: qualified and on shift · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { units, ...network } = await networkOf(ctx, args.request);
  const { rows, ...page } = pageOf(units, args.request.url, unitsOnPage);
  const tiers = [...unitTiers].reverse().map((value) => ({
    value,
    label: say(ctx.content.copy, `tiers.${value}`),
  }));
  const { search } = new URL(args.request.url);
  return {
    frame: await frameFor(ctx, args.request),
    ...network,
    page,
    tierNames: Object.fromEntries(tiers.map(({ value, label }) => [value, label])),
    tierChoices: tiers,
    csv: `/network.csv${search}`,
    lines: await withTeams(ctx, args.request, rows),
  };
}
type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Network() {
  const network = useLoaderData<typeof loader>();
  const { frame, all, regions, chosen, page, csv, lines } = network;
  const total = regions.reduce((sum, { tally }) => sum + tally.all, 0);
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={chosen.region ? `Who is covered in ${chosen.region}?` : "Who is covered?"}
        lead={leadOf(all)}
        crumbs={[{ label: "Units", to: "/units" }]}
      />
      {total === 0 ? (
        <EmptyState title="No unit yet" icon="unit">
          Units appear here once an administrator has made them and given you a role there.
        </EmptyState>
      ) : (
        <>
          <NetworkCounts {...network} />
          <Panel
            title={`${page.total} ${page.total === 1 ? "unit" : "units"}`}
            meta={<a href={csv}>All of them as CSV</a>}
          >
            <Choice network={network} />
            <Lines lines={lines} tierNames={network.tierNames} />
            <Pager label="Units" {...page} />
          </Panel>
        </>
      )}
    </PersonalPage>
  );
}

function leadOf({ yes, no, unknown, all }: Data["all"]): string {
  return `Yes in ${yes} of ${all}, no in ${no}, unknown in ${unknown}.`;
}

function Choice({ network }: { network: Data }) {
  const { regions, chosen, tierChoices } = network;
  const answers = [
    { value: "no", label: "No" },
    { value: "unknown", label: "Unknown" },
    { value: "yes", label: "Yes" },
  ];
  return (
    <form method="get" action="/network" className="cluster" data-align="end">
      <Select
        name="region"
        label="Region"
        empty="All"
        options={regions.map(({ key }) => ({ value: key, label: key }))}
        value={chosen.region}
        width="medium"
      />
      <Select
        name="tier"
        label="Tier"
        empty="All"
        options={tierChoices}
        value={chosen.tier}
        width="medium"
      />
      <Select
        name="answer"
        label="Answer"
        empty="All"
        options={answers}
        value={chosen.answer}
        width="medium"
      />
      <Button kind="secondary">Show</Button>
      {Object.values(chosen).some(Boolean) && (
        <ButtonLink kind="quiet" to="/network">
          Show all
        </ButtonLink>
      )}
    </form>
  );
}

function Lines({ lines, tierNames }: Pick<Data, "lines" | "tierNames">) {
  return (
    <DataTable
      caption="Units and their answers now"
      hideCaption
      rows={lines}
      rowKey={(row) => row.code}
      groupOf={(row) => tierNames[row.tier] ?? row.tier}
      empty="No unit is like that now."
      columns={[
        { key: "answer", header: "Now", cell: (row) => <StateMark state={row.answer} /> },
        {
          key: "name",
          header: "Unit",
          heads: true,
          cell: (row) => <a href={`/units/${row.code}`}>{row.name}</a>,
        },
        { key: "region", header: "Region", cell: (row) => row.region },
        ...answerColumns,
        {
          key: "team",
          header: "Shock team",
          cell: (row) => (
            <a href={`/units/${row.code}/shock-team`} aria-label={`Shock team of ${row.name}`}>
              <StateMark state={row.team} />
            </a>
          ),
        },
      ]}
    />
  );
}
