import { DataTable } from "./data-table.tsx";
import { spanWords } from "./moment.tsx";
import { StateMark } from "./state-mark.tsx";
import "./rule-gap-table.css";

export type Candidate = {
  readonly id: string;
  readonly name: string;
  /** How to reach them; null where the record does not say. */
  readonly contact: string | null;
};

/** A gap of one rule, in words. Times in milliseconds since 1970 UTC. */
export type RuleGapView = {
  /** For a picture to point at. */
  readonly id: string;
  /** Of the gap of the whole answer that it lies in; 0 for a rule that is only advised. */
  readonly number: number;
  readonly rule: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly answer: "no" | "unknown";
  readonly kinds: readonly { readonly kind: string; readonly words: string }[];
  readonly nearest: string;
  readonly all: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly decisions: readonly { readonly id: string; readonly what: string }[];
  readonly isDecided: boolean;
  /** Its page. */
  readonly to: string;
};

/** Gaps rule by rule: when, why, who could cover, what was decided. Each leads to its page. */
export function RuleGapTable({
  caption,
  gaps,
  zone,
  mayDecide,
}: {
  caption: string;
  gaps: readonly RuleGapView[];
  zone: string;
  mayDecide: boolean;
}) {
  return (
    <DataTable
      caption={caption}
      anchored
      rows={gaps}
      rowKey={(gap) => gap.id}
      columns={[
        {
          key: "number",
          header: "Gap",
          align: "number",
          cell: (gap) => (gap.number > 0 ? gap.number : "–"),
        },
        {
          key: "when",
          header: "When",
          heads: true,
          cell: (gap) => <a href={gap.to}>{spanWords(gap.start, gap.end, zone)}</a>,
        },
        {
          key: "rule",
          header: "Rule",
          cell: (gap) => (
            <>
              <b>{gap.rule}</b>, {gap.title}
            </>
          ),
        },
        { key: "answer", header: "Answer", cell: (gap) => <StateMark state={gap.answer} /> },
        { key: "why", header: "Why", cell: (gap) => <Why gap={gap} /> },
        {
          key: "who",
          header: "Who could cover",
          cell: (gap) => <Candidates people={gap.candidates} most={2} />,
        },
        {
          key: "decided",
          header: "Decision",
          cell: (gap) => <Decided gap={gap} mayDecide={mayDecide} />,
        },
      ]}
    />
  );
}

function Why({ gap }: { gap: RuleGapView }) {
  return (
    <>
      <p className="gap-why">
        <b>{sentence(gap.kinds.map(({ words }) => words).join("; "))}</b> {gap.nearest}
      </p>
      {gap.all.some((text) => text !== gap.nearest) && (
        <details className="gap-reasons">
          <summary>Every reason</summary>
          <ul>
            {gap.all.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** Names with how to reach them; further ones counted. */
export function Candidates({ people, most }: { people: readonly Candidate[]; most?: number }) {
  if (people.length === 0) return <span className="soft">Nobody on record</span>;
  const shown = people.slice(0, most);
  const left = people.length - shown.length;
  return (
    <ul className="gap-candidates">
      {shown.map(({ id, name, contact }) => (
        <li key={id}>
          {name}
          {contact && (
            <>
              {" "}
              <a href={`tel:${contact.replace(/[^+\d]/g, "")}`}>{contact}</a>
            </>
          )}
        </li>
      ))}
      {left > 0 && <li className="soft">and {left} more</li>}
    </ul>
  );
}

function Decided({ gap, mayDecide }: { gap: RuleGapView; mayDecide: boolean }) {
  const latest = gap.decisions.at(-1);
  return (
    <>
      {latest && <p className="gap-why">{latest.what}</p>}
      {!gap.isDecided && !mayDecide && !latest && <span className="soft">None yet</span>}
      {!gap.isDecided && mayDecide && (
        <a href={gap.to}>
          {latest ? "Look again" : "Decide"}
          <span className="visually-hidden">
            {" "}
            about the gap of {gap.rule}, {gap.title}
          </span>
        </a>
      )}
    </>
  );
}
