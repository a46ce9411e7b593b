import type { ReactNode } from "react";
import { Meter, type MeterView } from "./meter.tsx";
import { type State, StateMark } from "./state-mark.tsx";
import "./requirement-row.css";

export type RequirementView = {
  readonly code: string;
  readonly title: string;
  readonly href?: string;
  readonly state: Extract<State, "satisfied" | "in_progress" | "blocked">;
  readonly meters: readonly MeterView[];
  /** Said below the title: why it is blocked, or what is wanted beyond numbers. */
  readonly note?: string;
  readonly evidence?: ReactNode;
};

export function RequirementList({
  requirements,
  label,
}: {
  requirements: readonly RequirementView[];
  label: string;
}) {
  return (
    <ul className="requirements" aria-label={label}>
      {requirements.map((requirement) => (
        <RequirementRow key={requirement.code} requirement={requirement} />
      ))}
    </ul>
  );
}

/** One requirement: its state, its meters and what is missing in words. */
export function RequirementRow({ requirement }: { requirement: RequirementView }) {
  const { code, title, href, state, meters, note, evidence } = requirement;
  return (
    <li className="requirement" data-state={state}>
      <div className="requirement-head">
        <h3>{href ? <a href={href}>{title}</a> : title}</h3>
        <p className="requirement-meta">
          <span className="code soft">{code}</span>
          <StateMark state={state} />
        </p>
        {note && <p className="requirement-note">{note}</p>}
      </div>
      {meters.length > 0 && (
        <div className="requirement-meters">
          {meters.map((meter) => (
            <Meter key={meter.label} {...meter} />
          ))}
        </div>
      )}
      {evidence && <div className="requirement-evidence">{evidence}</div>}
    </li>
  );
}
