import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pagePlace } from "#app/http/paging.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { listPublications } from "#app/operations/roster/publication-history.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who published what for ${data?.unit.name ?? "the unit"}? · Systole` },
];

const kinds: Readonly<Record<string, string>> = {
  pulled: "fetched",
  pushed: "sent by a system",
  uploaded: "entered by a person",
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const place = (total: number) => pagePlace(total, args.request.url, 20);
  const found = await listPublications(ctx, args.params.unit ?? "", place);
  const { unit, total, lines } = orRefuse(ctx, args.request, found);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    page: place(total),
    lines: lines.map(({ id, by, source, kind, period, reason, ...line }) => ({
      ...{ id, by, source, reason, recordedAt: line.recordedAt, counts: line.counts },
      how: line.actorKind === "person" ? "entered by a person" : (kinds[kind] ?? kind),
      start: period.start,
      end: period.end,
    })),
  };
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>["lines"][number];

export default function History() {
  const { frame, unit, views, page, lines } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={`Who published what for ${unit.name}?`}
        lead="The latest rules at each instant of its period. Nothing is ever overwritten: each can be looked at and undone."
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="history" views={views} />
      {lines.length === 0 ? (
        <EmptyState title="Nothing has been published yet" icon="roster">
          The first roster of this unit is the first line here.
        </EmptyState>
      ) : (
        <>
          <Lines lines={lines} unit={unit} />
          <Pager label="Publications" words={{ before: "Later", after: "Earlier" }} {...page} />
        </>
      )}
    </PersonalPage>
  );
}

function Lines({ lines, unit }: { lines: readonly Line[]; unit: { code: string; zone: string } }) {
  const { zone } = unit;
  return (
    <DataTable
      caption="Publications, the latest first"
      hideCaption
      rows={lines}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "at",
          header: "Published",
          heads: true,
          cell: (row) => (
            <a href={`/units/${unit.code}/roster/history/${row.id}`}>
              {momentWords(row.recordedAt, zone)}
            </a>
          ),
        },
        { key: "by", header: "By", cell: (row) => row.by },
        {
          key: "source",
          header: "Source",
          cell: (row) => (
            <>
              <span className="code">{row.source}</span>, {row.how}
            </>
          ),
        },
        {
          key: "period",
          header: "For",
          cell: (row) => `${dayWords(row.start, zone)} to ${dayWords(row.end - 1, zone)}`,
        },
        { key: "counts", header: "Shifts", cell: (row) => countWords(row.counts) },
        {
          key: "reason",
          header: "Reason",
          cell: (row) => row.reason,
        },
      ]}
    />
  );
}

/** "2 added, 1 removed"; that nothing changed is said, too. */
function countWords({ added, changed, removed, unchanged }: Line["counts"]): string {
  const said = [
    added > 0 ? `${added} added` : null,
    changed > 0 ? `${changed} changed` : null,
    removed > 0 ? `${removed} removed` : null,
  ].filter(Boolean);
  return said.length > 0 ? said.join(", ") : `none changed of ${unchanged}`;
}
