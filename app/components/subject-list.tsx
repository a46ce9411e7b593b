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

/**
 * Every competency and activity in one line each: its state, how far, and what is missing. Folded by
 * domain; what is blocked stands open.
 */
export function SubjectGroups({ groups }: { groups: readonly SubjectGroup[] }) {
  const all = groups.flatMap((each) => each.subjects);
  return (
    <Panel title="Every activity and competency" meta={`${metOf(all)} of ${all.length} met`}>
      <div className="subject-groups">
        {groups.map(({ title, subjects }) => (
          <details
            key={title}
            className="subject-group"
            open={subjects.some((each) => each.state === "blocked")}
          >
            <summary>
              <h3>{title}</h3>
              <SubjectBar met={metOf(subjects)} of={subjects.length} unit="met" />
            </summary>
            <ul className="subjects" aria-label={title}>
              {subjects.map((each) => (
                <Subject key={each.code} subject={each} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </Panel>
  );
}

function metOf(subjects: readonly SubjectSummary[]): number {
  return subjects.filter((each) => each.state === "satisfied").length;
}

function Subject({ subject }: { subject: SubjectSummary }) {
  const { code, name, to, state, met, of, words, enough } = subject;
  return (
    <li data-state={state}>
      <div className="subject-name">
        <a href={to}>{name}</a>
        <span className="code soft">{code}</span>
      </div>
      <p className="subject-words">{words}</p>
      <SubjectBar met={met} of={of} />
      <div className="subject-state">
        <StateMark state={state} />
        {enough && <span className="soft">Enough evidence</span>}
      </div>
    </li>
  );
}

/** @param unit  What is counted, said where it is not plain from the line it stands in. */
function SubjectBar({ met, of, unit }: { met: number; of: number; unit?: string }) {
  const { filled, tick } = meterGeometry(met, of);
  return (
    <span className="subject-bar" data-done={met >= of || undefined}>
      <svg className="meter-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="meter-track" y="2" width="100" height="6" />
        <rect className="meter-fill" y="2" width={filled} height="6" />
        <line className="meter-tick" x1={tick} x2={tick} y1="0" y2="10" />
      </svg>
      <span className="subject-figure">
        {met} of {of}
        {unit ? ` ${unit}` : <span className="visually-hidden"> requirements</span>}
      </span>
    </span>
  );
}
