import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ReviewsDue } from "#app/components/reviews-due.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { reviewsDue } from "#app/http/reviews-due.server.ts";
import { showEntries } from "#app/operations/ledger/show-entries.server.ts";

export const meta: MetaFunction = () => [{ title: "Record · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = Number(new URL(args.request.url).searchParams.get("before"));
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
  const shown = orRefuse(ctx, args.request, await showEntries(ctx, before));
  return {
    frame: await frameFor(ctx, args.request),
    reviews: await reviewsDue(ctx),
    head: shown.head,
    before: shown.before,
    isLatest: before === null,
    entries: shown.entries.map(({ seq, recordedAt, act, actor, actorKind, hash }) => ({
      seq,
      when: momentWords(recordedAt, "UTC"),
      act,
      actor: actorKind === "machine" ? `${actor} (system)` : actor,
      hash: hash.slice(0, 12),
    })),
  };
}

export default function Audit() {
  const { frame, reviews, head, before, isLatest, entries } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Record"
        lead="Everything that was done, one entry for each fact, in the order in which it was recorded."
      />
      <ReviewsDue {...reviews} />
      {entries.length === 0 ? (
        <EmptyState title="Nothing is recorded yet" icon="ledger">
          The first act of anybody here is the first entry.
        </EmptyState>
      ) : (
        <>
          <Panel
            title="How it stands"
            lead="Each entry's hash is made over the one before. Who noted an earlier one can show that nothing up to it was altered."
          >
            <KeyValues
              items={[
                { label: "Entries", value: String(head.seq) },
                { label: "Hash of the latest", value: head.hash, code: true },
              ]}
            />
          </Panel>
          <Entries entries={entries} />
          <div className="cluster">
            {!isLatest && (
              <ButtonLink kind="secondary" to="/audit">
                The latest
              </ButtonLink>
            )}
            {before !== null && (
              <ButtonLink kind="secondary" to={`/audit?before=${before}`}>
                Earlier ones
              </ButtonLink>
            )}
          </div>
        </>
      )}
    </PersonalPage>
  );
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>["entries"][number];

function Entries({ entries }: { entries: readonly Line[] }) {
  return (
    <DataTable
      caption={`Entries ${entries.at(-1)?.seq} to ${entries[0]?.seq}, the latest first`}
      rows={entries}
      rowKey={(row) => String(row.seq)}
      columns={[
        { key: "seq", header: "Entry", align: "number", heads: true, cell: (row) => row.seq },
        { key: "when", header: "Recorded", cell: (row) => row.when },
        { key: "act", header: "Deed", cell: (row) => <span className="code">{row.act}</span> },
        { key: "actor", header: "By", cell: (row) => row.actor },
        {
          key: "hash",
          header: "Hash begins",
          cell: (row) => <span className="code">{row.hash}</span>,
        },
      ]}
    />
  );
}
