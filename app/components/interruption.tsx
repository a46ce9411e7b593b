import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import "./interruption.css";

/** A page that stops before what cannot be undone, and says first what it will do. */
export function Interruption({
  title,
  children,
  effects,
  actions,
  kind = "This cannot be undone",
}: {
  title: string;
  children?: ReactNode;
  /** What follows if you go on, one sentence each. */
  effects: readonly ReactNode[];
  /** The form that goes on, and the way back. */
  actions: ReactNode;
  /** What stands above all, where it can be undone but takes effect at once. */
  kind?: string;
}) {
  return (
    <section className="interruption" aria-labelledby="interruption-title">
      <p className="interruption-kind">
        <Icon name="warn" size={24} /> {kind}
      </p>
      <h2 id="interruption-title">{title}</h2>
      {children}
      <ul className="interruption-effects">
        {effects.map((effect, i) => (
          <li key={i}>{effect}</li>
        ))}
      </ul>
      <div className="interruption-actions">{actions}</div>
    </section>
  );
}
