import { meterGeometry } from "./meter.tsx";
import { Panel } from "./panel.tsx";
import { type State, StateMark } from "./state-mark.tsx";
import "./subject-list.css";

export type SubjectSummary = {
  readonly code: string;
  readonly name: string;
  readonly to: string;
  readonly state: Extract<State, "satisfied" | "in_progress" | "blocked">;
  /** Requirements met, of those asked. */
  readonly met: number;
  readonly of: number;
  /** What is missing; empty when nothing is. */
  readonly words: string;
  /** More would tell nothing new about it. */
  readonly enough: boolean;
};

export type SubjectGroup = { readonly title: string; readonly subjects: readonly SubjectSummary[] };

/** Every competency and activity in one line each: its state, how far, and what is missing. */
export function SubjectGroups({ groups }: { groups: readonly SubjectGroup[] }) {
  return (
    <>
      {groups.map(({ title, subjects }) => {
        const met = subjects.filter((each) => each.state === "satisfied").length;
        return (
          <Panel key={title} title={title} meta={`${met} of ${subjects.length} met`}>
            <ul className="subjects" aria-label={title}>
              {subjects.map((each) => (
                <Subject key={each.code} subject={each} />
              ))}
            </ul>
          </Panel>
        );
      })}
    </>
  );
}

function Subject({ subject }: { subject: SubjectSummary }) {
  const { code, name, to, state, met, of, words, enough } = subject;
  const { filled, tick } = meterGeometry(met, of);
  return (
    <li data-state={state}>
      <div className="subject-name">
        <a href={to}>{name}</a>
        <span className="code soft">{code}</span>
      </div>
      <p className="subject-words">{words}</p>
      <div className="subject-bar">
        <svg
          className="meter-bar"
          viewBox="0 0 100 10"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <rect className="meter-track" y="2" width="100" height="6" />
          <rect className="meter-fill" y="2" width={filled} height="6" />
          <line className="meter-tick" x1={tick} x2={tick} y1="0" y2="10" />
        </svg>
        <span className="subject-figure">
          {met} of {of}
          <span className="visually-hidden"> requirements</span>
        </span>
      </div>
      <div className="subject-state">
        <StateMark state={state} />
        {enough && <span className="soft">Enough evidence</span>}
      </div>
    </li>
  );
}
