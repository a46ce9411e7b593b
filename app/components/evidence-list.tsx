import type { ReactNode } from "react";
import { type State, StateMark } from "./state-mark.tsx";
import "./evidence-list.css";

export type EvidenceView = {
  readonly id: string;
  /** What it is: a case, an observation, a credential, a roster row. */
  readonly kind: string;
  readonly title: string;
  readonly href?: string;
  readonly detail?: ReactNode;
  readonly when?: string;
  readonly state?: State;
};

/** What an answer or a decision rests on, each piece with its identifier. */
export function EvidenceList({
  items,
  label = "Evidence",
  empty = "No evidence on record.",
}: {
  items: readonly EvidenceView[];
  label?: string;
  empty?: string;
}) {
  if (items.length === 0) return <p className="soft">{empty}</p>;
  return (
    <ul className="evidence" aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <span className="evidence-kind">{item.kind}</span>
          <span className="evidence-title">
            {item.href ? <a href={item.href}>{item.title}</a> : item.title}
            {item.detail && <span className="evidence-detail">{item.detail}</span>}
          </span>
          <span className="evidence-end">
            {item.state && <StateMark state={item.state} />}
            {item.when && <span>{item.when}</span>}
            <span className="code soft">{item.id}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
