import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { CredentialMark } from "#app/components/credential-list.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { logsUnread, StillRead } from "#app/components/still-read.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { permit } from "#app/domain/people/permit.ts";
import { later } from "#app/domain/time/instant.ts";
import type { Instant, Interval } from "#app/domain/time/interval.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  listOwnProgrammes,
  showCohort,
} from "#app/operations/training/cohort/show-cohort.server.ts";
import { credentialFigures } from "../progress/progress-view.ts";
import { programmeTabs } from "./programme-tabs.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.programme?.name ?? "Programme"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const programmes = orRefuse(ctx, args.request, await listOwnProgrammes(ctx));
  const search = new URL(args.request.url).searchParams;
  const asked = search.get("programme");
  const programme = programmes.find((each) => each.id === asked) ?? programmes[0] ?? null;
  const frame = await frameFor(ctx, args.request);
  const tabs = programmes.map(({ id, name }) => ({
    label: name,
    to: `/programme?programme=${id}`,
    current: id === programme?.id,
  }));
  const none = { done: null, mayBegin: false, unread: 0, credentials: [], rows: [] };
  if (!programme) return { frame, tabs, programme: null, ...none };
  const place = { programmeId: programme.id, organisationId: programme.organisationId };
  const cohort = orRefuse(ctx, args.request, await showCohort(ctx, programme.id));
  return {
    frame,
    tabs,
    programme,
    done: search.get("done"),
    mayBegin: permit(ctx.actor, "fellowship.begin", place, ctx.now).ok,
    credentials: ctx.content.current.credentials.map(({ code, name }) => ({ code, name })),
    unread: cohort.rows.filter((each) => each.standing === null).length,
    rows: cohort.rows.map(({ fellowship, standing }) => ({
      id: fellowship.id,
      name: fellowship.fellowName,
      when: trainsWhen(fellowship.during, ctx.now, programme.timeZone),
      credentials: (standing?.credentials ?? []).map((each) =>
        credentialFigures(each, standing?.held.includes(each.credential) === true),
      ),
    })),
  };
}

/** "since 22 Mar 2025", or when it was. */
function trainsWhen({ start, end }: Interval, now: Instant, zone: string): string {
  if (end > now) return `since ${dayWords(start, zone)}`;
  return `until ${dayWords(later(end, -1), zone)}`;
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

export default function Programme() {
  const { frame, tabs, programme, done, mayBegin, credentials, unread, rows } =
    useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      {done === "begun" && (
        <Notice kind="done" title="The fellowship is recorded">
          From its first day on the fellow can log cases.
        </Notice>
      )}
      <PageHeader
        title={programme?.name ?? "No programme"}
        lead="Every fellow beside every credential: requirements met, of those asked."
        actions={
          programme &&
          mayBegin && (
            <ButtonLink to={`/programme/fellowships/new?programme=${programme.id}`} icon="plus">
              Begin a fellowship
            </ButtonLink>
          )
        }
      />
      {programme && (
        <Tabs label="Views of the programme" tabs={programmeTabs(programme.id, "credentials")} />
      )}
      {tabs.length > 1 && <Tabs label="Programmes" tabs={tabs} />}
      {unread > 0 && <StillRead what={logsUnread(unread)} />}
      {rows.length === 0 ? (
        <EmptyState title={programme ? "No fellow yet" : "No programme yet"} icon="people">
          {wordsForNobody(programme !== null, mayBegin)}
        </EmptyState>
      ) : (
        <DataTable
          caption="Fellows and credentials"
          hideCaption
          columns={columnsFor(credentials)}
          rows={rows}
          rowKey={(row) => row.id}
        />
      )}
      {programme && <SetUp id={programme.id} />}
    </PersonalPage>
  );
}

/** What is set once in a while, below what is looked at every day. */
function SetUp({ id }: { id: string }) {
  const to = (page: string) => `/programme/${page}?programme=${id}`;
  return (
    <section className="page-actions no-print" aria-label="How the programme is set up">
      <ButtonLink to={to("founding-assessors")} kind="secondary" icon="people">
        Founding assessors
      </ButtonLink>
      <ButtonLink to={to("release")} kind="secondary" icon="curriculum">
        Curriculum release
      </ButtonLink>
      <ButtonLink to={to("policy")} kind="secondary" icon="settings">
        How the portfolio is run
      </ButtonLink>
    </section>
  );
}

function wordsForNobody(hasProgramme: boolean, mayBegin: boolean): string {
  if (!hasProgramme)
    return "An administrator gives you a role in a programme; then it stands here.";
  const invited = "An administrator invites somebody as a fellow of this programme.";
  return mayBegin
    ? `${invited} Then you begin their fellowship here, whether or not they have joined yet.`
    : `${invited} Then the director of the programme begins their fellowship.`;
}

function columnsFor(credentials: readonly { code: string; name: string }[]): Column<Row>[] {
  return [
    {
      key: "fellow",
      header: "Fellow",
      heads: true,
      cell: (row) => (
        <>
          <a href={`/fellows/${row.id}`}>{row.name}</a>
          <br />
          <span className="soft">{row.when}</span>
        </>
      ),
    },
    ...credentials.map(({ code, name }) => ({
      key: code,
      header: <abbr title={name}>{code.replace("CRED-", "")}</abbr>,
      align: "number" as const,
      cell: (row: Row) => {
        const found = row.credentials.find((each) => each.code === code);
        return found ? <CohortCell row={row} summary={found} /> : "–";
      },
    })),
  ];
}

function CohortCell({ row, summary }: { row: Row; summary: Row["credentials"][number] }) {
  const { held, eligible, state, met, of, code, name } = summary;
  return (
    <a href={`/fellows/${row.id}/${code}`} title={name}>
      <span className="visually-hidden">{name}: </span>
      {held || eligible || state === "blocked" ? (
        <CredentialMark credential={summary} />
      ) : (
        `${met} of ${of}`
      )}
    </a>
  );
}
