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
  missViews,
  partNames,
  tallyView,
} from "#app/http/compliance-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { periodsOf, showCompliance } from "#app/operations/coverage/compliance.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { HoursMet, Misses, tallyColumns } from "./compliance-tables.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `How ${data?.unit.name ?? "the unit"} kept its rules in ${data?.year ?? ""} · Systole` },
];

/** The rest is in the CSV. */
const missesShown = 20;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { year, rule } = askedYear(ctx, args.request, found.timeZone);
  const kept = orRefuse(ctx, args.request, await showCompliance(ctx, found.code, year));
  const { unit, rows, misses } = kept;
  const drawn = rows.some(({ id }) => id === rule) ? rule : null;
  const views = missViews(ctx, kept);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    year,
    years: kept.years,
    window: kept.window,
    rule: drawn,
    rows: rows.map((row) => complianceView(ctx, kept, row)),
    parts: partNames(ctx),
    days: periodsOf(kept, drawn, "day"),
    weeks: periodsOf(kept, drawn, "week").map(({ start, tally }) => {
      return { start, ...tallyView(tally) };
    }),
    misses: views.slice(0, missesShown),
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
        lead={`${dayWords(window.start, unit.zone)} to ${dayWords(window.end - 1, unit.zone)}, by what was known at each instant. The answer was yes for ${all?.told.share ?? "–"} of the time; by what is known today, for ${all?.later?.share ?? "–"}.`}
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
  const groups = {
    answer: "Together",
    set: "Together",
    standard: "Together",
    rule: "Rule by rule",
  };
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
        options={rows.map(({ id, kind, title }) => ({
          value: id ?? "",
          label: title,
          group: groups[kind],
        }))}
      />
      <div>
        <Button kind="secondary">Show</Button>
      </div>
    </form>
  );
}

function Days({ days, weeks, unit, year, rule, rows }: CompliancePage) {
  const drawn = rows.find(({ id }) => id === rule);
  const title = `${drawn?.title ?? "The answer"}, day by day`;
  return (
    <Panel
      title={title}
      lead="Each square is a day. Low and green: met. Full and red: not met. Hatched: nobody knew."
    >
      {drawn?.measures && <p>{drawn.measures}</p>}
      <YearGrid title={title} days={days} zone={unit.zone} />
      <details>
        <summary>
          <b>The same by week</b>, with the time that nobody knew
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
            ...tallyColumns((row: (typeof weeks)[number]) => row),
          ]}
        />
      </details>
      <p>
        <a href={`/units/${unit.code}/compliance.csv?year=${year}&by=week`} download>
          Every week as CSV
        </a>
      </p>
    </Panel>
  );
}
