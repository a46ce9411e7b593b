import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { caseDayWords } from "#app/components/case-details.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { monthWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pagePlace } from "#app/http/paging.server.ts";
import {
  type CaseState,
  caseStateOf,
  showLogbook,
  totalOf,
} from "#app/operations/training/case/show-logbook.server.ts";
import { caseMarks } from "./case-marks.ts";

export const meta: MetaFunction = () => [{ title: "Your logbook · Systole" }];

const states: readonly CaseState[] = ["pending", "confirmed", "declined"];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const params = new URL(args.request.url).searchParams;
  const chosen = states.find((each) => each === params.get("state")) ?? null;
  const shown = await showLogbook(ctx, chosen, (total) => pagePlace(total, args.request.url));
  const { fellowship, cases, counts, place, latest } = orRefuse(ctx, args.request, shown);
  const release = releaseOf(ctx.content, fellowship.release);
  const rows = cases.map((each) => ({
    id: each.id,
    title: findActivity(release, each.activity)?.name ?? each.activity,
    role: ctx.content.logRoles.find((role) => role.code === each.role)?.name ?? each.role,
    at: each.performedAt,
    precision: each.datePrecision,
    corrected: each.supersedes !== null,
    supervisor: each.supervisorName,
    state: caseStateOf(each),
  }));
  return {
    frame: await frameFor(ctx, args.request),
    zone: fellowship.timeZone,
    done: params.get("done"),
    latest,
    chosen,
    counts: states.map((state) => ({ state, count: counts[state] })),
    total: totalOf(counts),
    page: { ...place, rows },
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["page"]["rows"][number];

export default function Logbook() {
  const { frame, zone, done, latest, chosen, counts, total, page } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Your logbook"
        lead="What you did, and what your supervisors confirmed. Only confirmed cases count."
        actions={
          <>
            <ButtonLink to="/logbook/new" icon="plus">
              Log a case
            </ButtonLink>
            {total > 0 && (
              <ButtonLink to="/logbook/again" icon="clock" kind="secondary">
                Same again
              </ButtonLink>
            )}
            <ButtonLink to="/requests/new" icon="eye" kind="secondary">
              Ask for an observation
            </ButtonLink>
          </>
        }
      />
      <Done what={done} latest={latest ?? undefined} />
      {total === 0 ? (
        <EmptyState
          title="No case logged yet"
          action={
            <ButtonLink to="/logbook/new" icon="plus">
              Log your first case
            </ButtonLink>
          }
        >
          Log a case right after it, in half a minute. Your supervisor then confirms it.
        </EmptyState>
      ) : (
        <div className="stack">
          <Tabs
            label="Cases by state"
            tabs={[
              { label: "All", to: "/logbook", current: chosen === null, count: total },
              ...counts.map(({ state, count }) => ({
                label: caseMarks[state].word,
                to: `/logbook?state=${state}`,
                current: chosen === state,
                count,
              })),
            ]}
          />
          <DataTable
            caption="Cases, latest first"
            hideCaption
            columns={columnsFor(zone)}
            rows={page.rows}
            rowKey={(row) => row.id}
            groupOf={(row) => monthWords(row.at, zone)}
            dense
            empty="No case in this state."
          />
          <Pager label="Cases" words={{ before: "Newer", after: "Older" }} {...page} />
        </div>
      )}
      <div className="page-actions">
        <ButtonLink to="/logbook/import" icon="upload" kind="quiet">
          Bring in a past logbook
        </ButtonLink>
        <ButtonLink to="/portfolio/export" icon="download" kind="quiet">
          Export your portfolio
        </ButtonLink>
      </div>
    </PersonalPage>
  );
}

function columnsFor(zone: string): Column<Row>[] {
  return [
    {
      key: "case",
      header: "Case",
      heads: true,
      cell: (row) => (
        <>
          <a href={`/logbook/${row.id}`}>{row.title}</a>
          {row.corrected && <span className="soft"> corrected</span>}
        </>
      ),
    },
    { key: "at", header: "Day", cell: (row) => caseDayWords({ ...row, zone }) },
    { key: "role", header: "Your part", cell: (row) => row.role },
    { key: "supervisor", header: "Supervisor", cell: (row) => row.supervisor },
    { key: "state", header: "State", cell: (row) => <StateMark {...caseMarks[row.state]} /> },
  ];
}

function Done({ what, latest }: { what: string | null; latest?: string }) {
  if (what === "logged") {
    return (
      <Notice kind="done" title="The case is in your log">
        Your supervisor sees it now and can confirm it.{" "}
        {latest && <a href={`/requests/new?case=${latest}`}>Ask for an observation of it</a>}
      </Notice>
    );
  }
  if (what === "withdrawn") return <Notice kind="done" title="The case no longer counts" />;
  if (what === "requested") {
    return <Notice kind="done" title="Your assessor sees the request now" />;
  }
  return null;
}
