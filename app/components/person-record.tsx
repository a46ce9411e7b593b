import { ButtonLink } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { type State, StateMark } from "./state-mark.tsx";
import { validityWords } from "./validity-words.ts";

type Held = { readonly id: string; readonly start: number; readonly end: number | null };

export type RecordLines = {
  readonly zone: string;
  readonly registrations: readonly (Held & { readonly registration: string })[];
  readonly licences: readonly (Held & {
    readonly jurisdiction: string;
    readonly number: string;
    readonly source: string;
    readonly state: State;
    readonly checkedBy: string;
    readonly checkedAt: number;
  })[];
  readonly outside: readonly (Held & {
    readonly code: string;
    readonly name: string;
    readonly number: string | null;
    readonly state: State;
    readonly source: string;
    readonly method: string;
    readonly verifiedBy: string;
    readonly verifiedAt: number;
    readonly reverifyBy: number | null;
  })[];
};

type Props = { readonly personId: string; readonly record: RecordLines };

/** What others gave a person: registrations, licences, outside credentials, and how we know. */
export function PersonRecord(props: Props) {
  return (
    <>
      <Outside {...props} />
      <Licences {...props} />
      <Registrations {...props} />
    </>
  );
}

function Add({ to, children }: { to: string; children: string }) {
  return (
    <ButtonLink kind="quiet" to={to} icon="plus">
      {children}
    </ButtonLink>
  );
}

function Changes({
  base,
  id,
  check,
  what,
}: {
  base: string;
  id: string;
  /** It can be looked up again, which takes this entry's place. */
  check?: boolean;
  what: string;
}) {
  return (
    <span>
      {check && (
        <>
          <a href={`${base}/new?replaces=${id}`}>
            Check again<span className="visually-hidden"> {what}</span>
          </a>
          {", "}
        </>
      )}
      <a href={`${base}/${id}/end`}>
        {check ? "end" : "End"}
        <span className="visually-hidden"> {what}</span>
      </a>
    </span>
  );
}

function Outside({ personId, record: { outside, zone } }: Props) {
  const base = `/people/${personId}/outside`;
  return (
    <Panel
      title="Outside credentials"
      lead="Only verified ones count. What is attested was said by the person, and waits to be checked."
      meta={<Add to={`${base}/new`}>Record one</Add>}
    >
      <DataTable
        caption="Outside credentials, and how each is known"
        hideCaption
        rows={outside}
        rowKey={(row) => row.id}
        empty="None recorded. Without a verified one this person counts as no cardiologist."
        columns={[
          {
            key: "name",
            header: "Credential",
            heads: true,
            cell: (row) => (
              <span>
                {row.name} <span className="code soft">{row.code}</span>
              </span>
            ),
          },
          { key: "state", header: "State", cell: (row) => <OutsideState row={row} /> },
          { key: "when", header: "Valid", cell: (row) => validityWords(row.start, row.end, zone) },
          { key: "source", header: "Source", cell: (row) => row.source },
          { key: "method", header: "How", cell: (row) => row.method },
          {
            key: "on",
            header: "When and by whom",
            cell: (row) => `${dayWords(row.verifiedAt, zone)}, ${row.verifiedBy}`,
          },
          {
            key: "next",
            header: "Next check",
            cell: (row) => (row.reverifyBy === null ? "–" : dayWords(row.reverifyBy, zone)),
          },
          {
            key: "change",
            header: "Change",
            cell: (row) => <Changes base={base} id={row.id} check what={row.name} />,
          },
        ]}
      />
    </Panel>
  );
}

/** Issued, for a credential of others, means that somebody verified it. */
function OutsideState({ row }: { row: RecordLines["outside"][number] }) {
  const words = { issued: "Verified", unknown: "Check is overdue" } as Record<string, string>;
  return <StateMark state={row.state} word={words[row.state]} />;
}

function Licences({ personId, record: { licences, zone } }: Props) {
  const base = `/people/${personId}/licences`;
  return (
    <Panel
      title="Licences"
      lead="A licence counts in units of its jurisdiction."
      meta={<Add to={`${base}/new`}>Record one</Add>}
    >
      <DataTable
        caption="Licences, and how each is known"
        hideCaption
        rows={licences}
        rowKey={(row) => row.id}
        empty="None recorded. Without a licence nobody counts on a shift."
        columns={[
          { key: "where", header: "Jurisdiction", heads: true, cell: (row) => row.jurisdiction },
          {
            key: "number",
            header: "Number",
            cell: (row) => <span className="code">{row.number}</span>,
          },
          {
            key: "state",
            header: "State",
            cell: (row) => (
              <StateMark
                state={row.state}
                word={
                  row.state === "issued"
                    ? "Verified"
                    : row.state === "unknown"
                      ? "Could not be read"
                      : undefined
                }
              />
            ),
          },
          { key: "when", header: "Valid", cell: (row) => validityWords(row.start, row.end, zone) },
          { key: "source", header: "Source", cell: (row) => row.source },
          {
            key: "on",
            header: "When and by whom",
            cell: (row) => `${dayWords(row.checkedAt, zone)}, ${row.checkedBy}`,
          },
          {
            key: "change",
            header: "Change",
            cell: (row) => (
              <Changes base={base} id={row.id} check what={`licence in ${row.jurisdiction}`} />
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Registrations({ personId, record: { registrations, zone } }: Props) {
  const base = `/people/${personId}/registrations`;
  return (
    <Panel
      title="Registrations"
      lead="The numbers by which rosters know this person."
      meta={<Add to={`${base}/new`}>Record one</Add>}
    >
      <DataTable
        caption="Registrations and when they hold"
        hideCaption
        rows={registrations}
        rowKey={(row) => row.id}
        empty="None recorded. No roster can name this person yet."
        columns={[
          {
            key: "registration",
            header: "Registration",
            heads: true,
            cell: (row) => <span className="code">{row.registration}</span>,
          },
          { key: "when", header: "Valid", cell: (row) => validityWords(row.start, row.end, zone) },
          {
            key: "change",
            header: "Change",
            cell: (row) => <Changes base={base} id={row.id} what={row.registration} />,
          },
        ]}
      />
    </Panel>
  );
}
