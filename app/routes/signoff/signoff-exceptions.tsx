import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import type { DossierView } from "#app/operations/signoff/show-dossier.server.ts";

type View = Pick<DossierView, "review" | "lines" | "exceptions" | "exceptable" | "may">;

/** What somebody asked to leave aside, and the way to ask; nothing where neither is there. */
export function Exceptions({ view }: { view: View }) {
  const { review, exceptions, exceptable, may } = view;
  const mayAsk = may.propose && exceptable.length > 0;
  if (exceptions.length === 0 && !mayAsk) return null;
  const titleOf = (place: string) =>
    view.lines.find((each) => each.line === place)?.title ?? "Requirement";
  const to = `/signoff/${review.id}/exceptions`;
  return (
    <Panel
      title="Exceptions"
      lead="An unmet requirement is left aside for this review alone, once the director has asked for it and a second person has agreed. Both are named in what is signed."
    >
      {exceptions.length > 0 && (
        <DataTable
          caption="Exceptions asked for"
          hideCaption
          rows={exceptions}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "line",
              header: "Requirement",
              heads: true,
              cell: (row) => (
                <a href={`${to}/${row.id}`}>
                  {titleOf(row.line)} ({row.line.split(" ")[0]})
                </a>
              ),
            },
            { key: "reason", header: "Why", cell: (row) => row.reason },
            { key: "by", header: "Asked by", cell: (row) => row.proposedByName },
            {
              key: "state",
              header: "State",
              cell: (row) => <ExceptionState exception={row} />,
            },
          ]}
        />
      )}
      {mayAsk && (
        <p>
          <ButtonLink to={`${to}/new`} kind="secondary">
            Ask for an exception
          </ButtonLink>
        </p>
      )}
    </Panel>
  );
}

type Stated = Pick<DossierView["exceptions"][number], "outcome" | "decidedByName">;

function ExceptionState({ exception }: { exception: Stated }) {
  const { outcome, decidedByName } = exception;
  if (outcome === null) return <StateMark state="in_progress" word="Waits for a second person" />;
  if (outcome === "withdrawn") return <StateMark state="in_progress" word="Taken back" />;
  const isApproved = outcome === "approved";
  return (
    <>
      <StateMark
        state={isApproved ? "satisfied" : "in_progress"}
        word={isApproved ? "Agreed" : "Not agreed"}
      />{" "}
      {`by ${decidedByName}`}
    </>
  );
}
