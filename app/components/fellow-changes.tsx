import { DataTable } from "./data-table.tsx";
import { KeyValues } from "./key-values.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { StateMark } from "./state-mark.tsx";
import "./fellow-changes.css";

export type ChangesView = {
  /** "since 22 May 2026" or "since the fellowship began". */
  readonly since: string;
  readonly cases: number;
  readonly confirmed: number;
  readonly atNight: number;
  readonly complications: readonly { readonly id: string; readonly what: string }[];
  readonly levels: readonly {
    readonly subject: string;
    readonly name: string;
    readonly from: number | null;
    readonly to: number;
  }[];
  readonly newlyMet: readonly { readonly code: string; readonly name: string }[];
  readonly noLongerMet: readonly { readonly code: string; readonly name: string }[];
  readonly observations: readonly {
    readonly id: string;
    readonly name: string;
    readonly level: number;
    readonly at: number;
    readonly by: string;
    readonly feedback: string | null;
  }[];
  readonly own: readonly {
    readonly id: string;
    readonly name: string;
    readonly level: number;
    readonly at: number;
    readonly words: string | null;
  }[];
};

/** So many sentences are read at a glance; the rest stands behind a fold. */
const sentencesShown = 6;

/** What came into the record about a fellow since the committee last spoke about them. */
export function FellowChanges({ changes, zone }: { changes: ChangesView; zone: string }) {
  const { cases, confirmed, atNight, observations, complications, newlyMet } = changes;
  return (
    <Panel title="What is new" lead={`Entered in the record ${changes.since}.`}>
      <KeyValues
        items={[
          { label: "Cases", value: `${cases}, ${confirmed} confirmed, ${atNight} at night` },
          { label: "Observations", value: observations.length },
          { label: "Newly met", value: newlyMet.length },
          { label: "Serious complications", value: complications.length },
        ]}
      />
      <Codes title="Newly met" codes={newlyMet} />
      <Codes title="No longer met" codes={changes.noLongerMet} />
      {complications.length > 0 && (
        <section>
          <h3>Serious complications</h3>
          <ul>
            {complications.map((each) => (
              <li key={each.id}>{each.what}</li>
            ))}
          </ul>
        </section>
      )}
      {changes.levels.length > 0 && (
        <DataTable
          caption="Levels last observed, where they changed"
          rows={changes.levels}
          rowKey={(row) => row.subject}
          columns={[
            { key: "of", header: "Of", heads: true, cell: (row) => row.name },
            { key: "from", header: "Before", align: "number", cell: (row) => row.from ?? "–" },
            { key: "to", header: "Now", align: "number", cell: (row) => <b>{row.to}</b> },
          ]}
        />
      )}
      <Sentences observations={observations} zone={zone} />
      {changes.own.length > 0 && (
        <DataTable
          caption="How they judge themselves"
          rows={changes.own}
          rowKey={(row) => row.id}
          columns={[
            { key: "of", header: "Of", heads: true, cell: (row) => row.name },
            { key: "level", header: "Level", align: "number", cell: (row) => row.level },
            { key: "at", header: "On", cell: (row) => dayWords(row.at, zone) },
            { key: "words", header: "In their words", cell: (row) => row.words ?? "" },
          ]}
        />
      )}
    </Panel>
  );
}

function Codes({ title, codes }: { title: string; codes: ChangesView["newlyMet"] }) {
  if (codes.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="plain-list">
        {codes.map(({ code, name }) => (
          <li key={code}>
            <StateMark
              state={title === "Newly met" ? "satisfied" : "in_progress"}
              word={`${code} ${name}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sentences({ observations, zone }: Pick<ChangesView, "observations"> & { zone: string }) {
  const said = observations.filter((each) => each.feedback);
  if (said.length === 0) return null;
  const rest = said.slice(sentencesShown);
  const list = (shown: typeof said) => (
    <ul className="feedback-sentences">
      {shown.map((each) => (
        <li key={each.id}>
          <q>{each.feedback}</q>
          <span className="soft">
            {each.name}, level {each.level}, {each.by}, {dayWords(each.at, zone)}
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <section>
      <h3>What observers wrote</h3>
      {list(said.slice(0, sentencesShown))}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          {list(rest)}
        </details>
      )}
    </section>
  );
}
