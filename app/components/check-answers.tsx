import type { ReactNode } from "react";
import "./check-answers.css";

export type AnswerLine = {
  readonly label: string;
  readonly value: ReactNode;
  readonly change?: string;
};

/** What will be sent, read once more before it is; `change` leads back to the field. */
export function CheckAnswers({
  lines,
  label = "Check your answers",
}: {
  lines: readonly AnswerLine[];
  label?: string;
}) {
  return (
    <dl className="check-answers" aria-label={label}>
      {lines.map((line) => (
        <div key={line.label}>
          <dt>{line.label}</dt>
          <dd>{line.value ?? <span className="soft">Not given</span>}</dd>
          {line.change && (
            <dd className="check-change">
              <a href={line.change}>
                Change<span className="visually-hidden"> {line.label.toLowerCase()}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
