import type { ReactNode } from "react";
import { StateMark, StateShape } from "./state-mark.tsx";
import "./answer.css";

export type AnswerValue = "yes" | "no" | "unknown";

export type RuleView = {
  readonly id: string;
  readonly title: string;
  readonly severity: "block" | "warn";
  readonly answer: AnswerValue | "not-applicable";
  /** Where people must be, in words: "on site", "on call within 30 min". */
  readonly presence?: string;
  readonly metBy: readonly {
    readonly name: string;
    readonly href?: string;
    readonly evidence?: ReactNode;
  }[];
  readonly reasons: readonly {
    readonly code: string;
    readonly text: string;
    readonly href?: string;
  }[];
};

const said: Record<AnswerValue, string> = { yes: "Yes", no: "No", unknown: "Unknown" };

/** The verdict, large: word, mark and one sentence. Unknown is hatched and louder than yes. */
export function Answer({
  value,
  sentence,
  question,
  facts,
  children,
}: {
  value: AnswerValue;
  sentence: ReactNode;
  question?: string;
  /** Short facts below: asked for when, holds until, age of the data. */
  facts?: readonly { readonly label: string; readonly value: ReactNode }[];
  children?: ReactNode;
}) {
  return (
    <section className="answer" data-answer={value} data-tone={value}>
      {question && <h2 className="answer-question">{question}</h2>}
      <p className="answer-word">
        <StateShape state={value} />
        <span>{said[value]}</span>
      </p>
      <p className="answer-sentence">{sentence}</p>
      {children}
      {facts && (
        <dl className="answer-facts">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Rule by rule: who meets it with which evidence, or why not. What is not met comes first. */
export function AnswerRules({
  rules,
  label = "Rule by rule",
}: {
  rules: readonly RuleView[];
  label?: string;
}) {
  const urgency = (rule: RuleView) =>
    ["no", "unknown", "yes", "not-applicable"].indexOf(rule.answer) +
    (rule.severity === "warn" ? 0.5 : 0);
  const ordered = rules
    .map((rule, i) => ({ rule, i }))
    .sort((a, b) => urgency(a.rule) - urgency(b.rule) || a.i - b.i);
  return (
    <ul className="answer-rules" aria-label={label}>
      {ordered.map(({ rule }) => (
        <RuleItem key={rule.id} rule={rule} />
      ))}
    </ul>
  );
}

function RuleItem({ rule }: { rule: RuleView }) {
  const advised = rule.severity === "warn" && rule.answer === "no";
  return (
    <li className="answer-rule" data-answer={rule.answer} id={`rule-${rule.id}`}>
      <StateMark state={advised ? "warned" : rule.answer} />
      <div className="answer-rule-body">
        <h3>
          <span className="code">{rule.id}</span> {rule.title}
        </h3>
        <p className="soft">
          {rule.severity === "block" ? "Required" : "Advised"}
          {rule.presence && `, ${rule.presence}`}
        </p>
        {rule.metBy.length > 0 && (
          <ul className="answer-people" aria-label="Met by">
            {rule.metBy.map((person) => (
              <li key={person.name}>
                {person.href ? <a href={person.href}>{person.name}</a> : <b>{person.name}</b>}
                {person.evidence && <span className="answer-evidence">{person.evidence}</span>}
              </li>
            ))}
          </ul>
        )}
        {rule.reasons.length > 0 && (
          <ul className="answer-reasons" aria-label="Why">
            {rule.reasons.map((reason, i) => (
              <li key={i}>
                {reason.href ? <a href={reason.href}>{reason.text}</a> : reason.text}{" "}
                <span className="code soft">{reason.code}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
