import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Select } from "#app/components/field.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { YearGrid } from "#app/components/year-grid.tsx";
import {
  askedYear,
  complianceView,
  hoursOf,
  missViews,
  partNames,
} from "#app/http/compliance-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { showCompliance } from "#app/operations/coverage/compliance.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { HoursMet, Misses } from "./compliance-tables.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `How ${data?.unit.name ?? "the unit"} kept its rules in ${data?.year ?? ""} · Systole` },
];

/** The rest is in the CSV. */
const missesShown = 50;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { year, rule } = askedYear(ctx, args.request, found.timeZone);
  const shown = await showCompliance(ctx, found.code, year, rule);
  const kept = orRefuse(ctx, args.request, shown);
  const { unit, rows, misses } = kept;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    year,
    years: kept.years,
    window: kept.window,
    rule: rows.some(({ id }) => id === rule) ? rule : null,
    rows: rows.map(complianceView),
    parts: partNames(ctx),
    days: kept.days,
    weeks: kept.weeks.map(({ start, end, tally }) => ({
      ...{ start, end },
      ...{ yes: hoursOf(tally.yes), no: hoursOf(tally.no) },
      unknownMinutes: Math.round(tally.unknown / 60_000),
    })),
    misses: missViews(ctx, kept).slice(0, missesShown),
    missCount: misses.length,
    ledgerSeq: kept.ledgerSeq,
  };
}

export default function Compliance() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, views, year, window, rows } = page;
  const [all] = rows;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={`How ${unit.name} kept its rules in ${year}`}
        lead={`${dayWords(window.start, unit.zone)} to ${dayWords(window.end - 1, unit.zone)}, by what was known at each instant. The answer was yes for ${all?.share ?? "–"} of the time; by what is known today, for ${all?.later ?? "–"}.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="compliance" views={views} />
      <Ask {...page} />
      <Days {...page} />
      <HoursMet {...page} />
      <Misses {...page} />
    </PersonalPage>
  );
}

export type CompliancePage = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function Ask({ unit, year, years, rows, rule }: CompliancePage) {
  return (
    <form method="get" action={`/units/${unit.code}/compliance`} className="form">
      <Select
        name="year"
        label="Year"
        value={String(year)}
        options={years.map((each) => ({ value: String(each), label: String(each) }))}
        width="medium"
      />
      <Select
        name="rule"
        label="Drawn day by day"
        value={rule ?? ""}
        options={rows.map(({ id, title }) => ({
          value: id ?? "",
          label: id ? `${id}, ${title}` : title,
        }))}
      />
      <div>
        <Button kind="secondary">Show</Button>
      </div>
    </form>
  );
}

function Days({ days, weeks, unit, rule, rows }: CompliancePage) {
  const drawn = rows.find(({ id }) => id === rule);
  const title = rule ? `${rule}, ${drawn?.title}, day by day` : "The answer, day by day";
  return (
    <Panel
      title={title}
      lead="Each square is a day. Low and green: met. Full and red: not met. Hatched: nobody knew."
    >
      <YearGrid title={title} days={days} zone={unit.zone} />
      <details>
        <summary>
          <b>The same by week</b>, with the minutes that nobody knew
        </summary>
        <DataTable
          caption={`${title}, by week`}
          hideCaption
          rows={weeks}
          rowKey={(row) => String(row.start)}
          columns={[
            {
              key: "week",
              header: "Week from",
              heads: true,
              cell: (row) => dayWords(row.start, unit.zone),
            },
            { key: "yes", header: "Met", unit: "h", align: "number", cell: (row) => row.yes },
            { key: "no", header: "Not met", unit: "h", align: "number", cell: (row) => row.no },
            {
              key: "unknown",
              header: "Unknown",
              unit: "min",
              align: "number",
              cell: (row) => row.unknownMinutes,
            },
          ]}
        />
      </details>
    </Panel>
  );
}
