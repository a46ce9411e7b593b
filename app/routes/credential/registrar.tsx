import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { type State, StateMark, wordOf } from "#app/components/state-mark.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { say } from "#app/domain/copy.ts";
import { credentialStates } from "#app/domain/credential/standing.ts";
import { day } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pageOf } from "#app/http/paging.server.ts";
import {
  endsWithin,
  type Managed,
  showDesk,
} from "#app/operations/credential/manage-credentials.server.ts";

export const meta: MetaFunction = () => [{ title: "Credentials and their state · Systole" }];

/** Shown apart, so that nobody is surprised by a lapse. */
const soonMs = 90 * day;
const shown = ["prepared", ...credentialStates.filter((each) => each !== "attested")] as const;

function stateOf({ standing }: Managed): State {
  return standing?.state ?? "prepared";
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { credentials, proposals, now } = orRefuse(ctx, args.request, await showDesk(ctx));
  const asked = new URL(args.request.url).searchParams.get("state");
  const state = shown.find((each) => each === asked) ?? null;
  const rows = credentials.map((each) => ({
    id: each.id,
    holder: each.personName,
    name: each.name,
    code: each.code,
    state: stateOf(each),
    validUntil: each.validUntil,
    timeZone: each.timeZone,
    soon: each.standing?.counts === true && endsWithin(each, now, soonMs),
  }));
  const counts = shown.map((each) => ({
    state: each,
    count: rows.filter((r) => r.state === each).length,
  }));
  return {
    frame: await frameFor(ctx, args.request),
    state,
    counts,
    page: pageOf(
      rows.filter((each) => state === null || each.state === state),
      args.request.url,
    ),
    soon: rows.filter((each) => each.soon).sort((a, b) => a.validUntil - b.validUntil),
    proposals: proposals.map((each) => ({
      ...each,
      words: say(ctx.content.copy, `event_reasons.${each.reason}`),
    })),
    total: rows.length,
  };
}

export default function Registrar() {
  const { frame, state, counts, page, soon, proposals, total } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Credentials"
        lead="Every credential with its state today. Each act shows first which shifts would lose cover."
      />
      {proposals.length > 0 && (
        <Panel title="Revocations that wait for a second registrar">
          <DataTable
            caption="Proposed revocations"
            hideCaption
            rows={proposals}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "holder",
                header: "Holder",
                heads: true,
                cell: (row) => (
                  <a href={`/registrar/credentials/${row.credentialId}`}>{row.holder}</a>
                ),
              },
              {
                key: "code",
                header: "Credential",
                cell: (row) => <span className="code">{row.code}</span>,
              },
              { key: "reason", header: "Reason", cell: (row) => row.words },
              {
                key: "by",
                header: "Proposed by",
                cell: (row) => `${row.proposerName}, ${momentWords(row.proposedAt, "UTC")}`,
              },
              {
                key: "next",
                header: "Next",
                cell: (row) => (row.mine ? "Waits for another registrar" : "Waits for you"),
              },
            ]}
          />
        </Panel>
      )}
      {soon.length > 0 && (
        <Panel title="Ending within 90 days">
          <CredentialTable caption="Ending soon" rows={soon} />
        </Panel>
      )}
      <Panel title="All credentials">
        <Tabs
          label="By state"
          tabs={[
            { label: "All", to: "/registrar", current: state === null, count: total },
            ...counts
              .filter((each) => each.count > 0)
              .map((each) => ({
                label: wordOf(each.state),
                to: `/registrar?state=${each.state}`,
                current: state === each.state,
                count: each.count,
              })),
          ]}
        />
        <CredentialTable caption="Credentials" rows={page.rows} />
        <Pager label="Credentials" words={{ before: "Newer", after: "Older" }} {...page} />
      </Panel>
    </PersonalPage>
  );
}

type Row = {
  readonly id: string;
  readonly holder: string;
  readonly name: string;
  readonly code: string;
  readonly state: State;
  readonly validUntil: number;
  readonly timeZone: string;
};

function CredentialTable({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={(row) => `${caption.replaceAll(" ", "-")}-${row.id}`}
      empty="There are none."
      columns={[
        {
          key: "holder",
          header: "Holder",
          heads: true,
          cell: (row) => <a href={`/registrar/credentials/${row.id}`}>{row.holder}</a>,
        },
        { key: "name", header: "Credential", cell: (row) => `${row.name} (${row.code})` },
        { key: "state", header: "State", cell: (row) => <StateMark state={row.state} /> },
        {
          key: "until",
          header: "Valid until",
          cell: (row) => dayWords(row.validUntil, row.timeZone),
        },
      ]}
    />
  );
}
