import { DataTable } from "./data-table.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { type State, StateMark } from "./state-mark.tsx";
import "./subject-evidence.css";

type SeenCase = {
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly role: string;
  readonly supervisor: string;
  readonly state: { readonly state: State; readonly word: string };
};
type SeenObservation = {
  readonly id: string;
  readonly tool: string;
  readonly level: number;
  /** Of a round of multi-source feedback. */
  readonly raters: number | null;
  readonly at: number;
  readonly assessor: string;
  readonly feedback: string | null;
  readonly counts: boolean;
  /** Why it does not count; empty where it does. */
  readonly why: string;
};
type SelfView = {
  readonly id: string;
  readonly level: number;
  readonly at: number;
  readonly note: string | null;
};
export type SubjectEvidence = {
  readonly cases: readonly SeenCase[];
  readonly observations: readonly SeenObservation[];
  readonly self: readonly SelfView[];
};

/** What others saw, and beside it how the fellow saw themselves. */
export function JudgementsBeside({
  observations,
  self,
  zone,
}: Pick<SubjectEvidence, "observations" | "self"> & { zone: string }) {
  return (
    <div className="columns">
      <Panel title="Observed by others" id="evidence">
        {observations.length === 0 ? (
          <p className="soft">Nobody has observed it yet.</p>
        ) : (
          <ul className="judgements">
            {observations.map((each) => (
              <li key={each.id}>
                <p className="judgement-head">
                  <b>Level {each.level}</b>
                  <StateMark
                    state={each.counts ? "satisfied" : "not-applicable"}
                    word={each.counts ? "Counts" : "Does not count"}
                  />
                </p>
                <p className="soft">
                  {each.tool}
                  {each.raters === null ? "" : `, ${each.raters} raters`}, {each.assessor},{" "}
                  {dayWords(each.at, zone)}
                </p>
                {each.why && <p className="soft">{each.why}.</p>}
                {each.feedback && <blockquote>{each.feedback}</blockquote>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title="Self-assessed" lead="Beside, never counted.">
        {self.length === 0 ? (
          <p className="soft">Nothing yet.</p>
        ) : (
          <ul className="judgements">
            {self.map((each) => (
              <li key={each.id}>
                <p className="judgement-head">
                  <b>Level {each.level}</b>
                  <span className="soft">{dayWords(each.at, zone)}</span>
                </p>
                {each.note && <blockquote>{each.note}</blockquote>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

/** Cases that speak for it, each with whether it counts. */
export function SubjectCases({
  cases,
  zone,
  linked,
}: {
  cases: SubjectEvidence["cases"];
  zone: string;
  /** Whether whoever looks may open a case. */
  linked: boolean;
}) {
  return (
    <DataTable
      caption="Cases"
      hideCaption
      rows={cases}
      rowKey={(row) => row.id}
      dense
      empty="No case of this kind is logged yet."
      columns={[
        {
          key: "what",
          header: "Case",
          heads: true,
          cell: (row) => (linked ? <a href={`/logbook/${row.id}`}>{row.title}</a> : row.title),
        },
        { key: "at", header: "On", cell: (row) => dayWords(row.at, zone) },
        { key: "role", header: "As", cell: (row) => row.role },
        { key: "by", header: "Supervisor", cell: (row) => row.supervisor },
        {
          key: "state",
          header: "State",
          cell: (row) => <StateMark state={row.state.state} word={row.state.word} />,
        },
      ]}
    />
  );
}
