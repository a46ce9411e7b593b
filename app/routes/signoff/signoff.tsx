import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Choice } from "#app/components/choice.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { outcomeWords } from "#app/components/dossier.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { say } from "#app/domain/copy.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showWaiting } from "#app/operations/signoff/show-waiting.server.ts";

export const meta: MetaFunction = () => [{ title: "What waits for your signature · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const waiting = orRefuse(ctx, args.request, await showWaiting(ctx));
  const coSignatures = waiting.coSignatures.map((each) => ({
    ...each,
    as: each.roles.map((role) => say(ctx.content.copy, `roles.${role}`)).join(", "),
  }));
  const directs = ctx.actor.grants.some((each) => each.role === "programme_director");
  return { frame: await frameFor(ctx, args.request), waiting, coSignatures, directs };
}

export default function SignOffList() {
  const { frame, waiting, coSignatures, directs } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Sign-off"
        lead="What a committee has recommended, and what waits for a second signature."
      />
      {directs && (
        <Panel title="Recommended, waiting for you">
          <Recommended rows={waiting.recommended} />
        </Panel>
      )}
      {(coSignatures.length > 0 || !directs) && (
        <Panel title="Waiting for your co-signature">
          <DataTable
            caption="Co-signatures"
            hideCaption
            rows={coSignatures}
            rowKey={(row) => row.reviewId}
            empty="No co-signature waits for you."
            columns={[
              {
                key: "person",
                header: "Person",
                heads: true,
                cell: (row) => <a href={`/signoff/${row.reviewId}`}>{row.personName}</a>,
              },
              {
                key: "credential",
                header: "For",
                cell: (row) => `${row.credentialName} (${row.credentialCode})`,
              },
              {
                key: "by",
                header: "Signed by",
                cell: (row) => `${row.signedBy}, ${momentWords(row.signedAt, row.timeZone)}`,
              },
              { key: "as", header: "You sign as", cell: (row) => row.as },
            ]}
          />
        </Panel>
      )}
      {directs && waiting.undecided.length > 0 && (
        <Panel title="Still with the committee">
          <DataTable
            caption="With the committee"
            hideCaption
            rows={waiting.undecided}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "person",
                header: "Person",
                heads: true,
                cell: (row) => <a href={`/signoff/${row.id}`}>{row.personName}</a>,
              },
              {
                key: "credential",
                header: "For",
                cell: (row) => `${row.credentialName} (${row.credentialCode})`,
              },
              { key: "votes", header: "Committee", cell: (row) => outcomeWords(row.committee) },
            ]}
          />
        </Panel>
      )}
      {directs && (
        <Panel title="Decided lately" meta={<a href="/pathway">Practice pathway</a>}>
          <DataTable
            caption="Decided"
            hideCaption
            rows={waiting.done}
            rowKey={(row) => row.reviewId}
            empty="Nothing has been decided yet."
            columns={[
              {
                key: "person",
                header: "Person",
                heads: true,
                cell: (row) => <a href={`/signoff/${row.reviewId}`}>{row.personName}</a>,
              },
              { key: "credential", header: "For", cell: (row) => row.credentialCode },
              { key: "decision", header: "Decision", cell: (row) => doneWords(row) },
              { key: "at", header: "When", cell: (row) => momentWords(row.signedAt, row.timeZone) },
            ]}
          />
        </Panel>
      )}
    </PersonalPage>
  );
}

type Rows = ReturnType<typeof useLoaderData<typeof loader>>["waiting"]["recommended"];

/** One by one behind the names; several at once by ticking them. */
function Recommended({ rows }: { rows: Rows }) {
  const table = (
    <DataTable
      caption="Recommended"
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      empty="Nothing is recommended at the moment."
      columns={[
        {
          key: "person",
          header: "Person",
          heads: true,
          cell: (row) => <a href={`/signoff/${row.id}`}>{row.personName}</a>,
        },
        {
          key: "credential",
          header: "For",
          cell: (row) => `${row.credentialName} (${row.credentialCode})`,
        },
        { key: "votes", header: "Committee", cell: (row) => outcomeWords(row.committee) },
        {
          key: "since",
          header: "Since",
          cell: (row) =>
            row.committee.reachedAt ? dayWords(row.committee.reachedAt, row.timeZone) : "",
        },
        ...(rows.length > 1
          ? [{ key: "several", header: "Sign with others", cell: (row: Rows[number]) => tick(row) }]
          : []),
      ]}
    />
  );
  if (rows.length < 2) return table;
  return (
    <form method="get" action="/signoff/several" className="form">
      {table}
      <div>
        <Button kind="secondary">Look at those ticked, to sign them at once</Button>
      </div>
    </form>
  );
}

function tick({ id, personName, credentialCode }: Rows[number]) {
  const label = `${personName}, ${credentialCode}`;
  return (
    <Choice
      type="checkbox"
      id={`several-${id}`}
      name="review"
      option={{ value: id, label }}
      checked={false}
    />
  );
}

function doneWords(row: {
  readonly decision: "approved" | "refused";
  readonly withdrawn: boolean;
  readonly credentialId: string | null;
  readonly issued: boolean;
}): string {
  if (row.withdrawn) return "Withdrawn";
  if (row.decision === "refused") return "Refused";
  if (row.issued) return "Approved, credential issued";
  return row.credentialId ? "Approved, credential prepared" : "Approved, co-signature outstanding";
}
