import { DataTable } from "#app/components/data-table.tsx";
import { Tag } from "#app/components/tag.tsx";

export type RuleLine = {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly words: string;
  readonly basis: string;
  readonly source: string;
  readonly sourceHref: string | null;
  readonly note: string | null;
};

/** Rules in plain words, each with its basis and source; `change`: where they are changed, if they may be. */
export function RuleList({
  caption,
  rules,
  empty,
  change,
}: {
  /** What they are together, for whoever cannot see where the table stands. */
  caption: string;
  rules: readonly RuleLine[];
  empty: string;
  change?: string;
}) {
  const named = (rule: RuleLine) => <span className="visually-hidden">{` ${rule.id}`}</span>;
  const changes = {
    key: "change",
    header: "Change",
    cell: (rule: RuleLine) => (
      <span className="cluster">
        <a href={`${change}/${rule.id}`}>Change{named(rule)}</a>
        <a href={`${change}/${rule.id}/remove`}>Remove{named(rule)}</a>
      </span>
    ),
  };
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rules}
      rowKey={(rule) => rule.id}
      empty={empty}
      columns={[
        {
          key: "rule",
          header: "Rule",
          heads: true,
          cell: (rule) => (
            <>
              <span className="code">{rule.id}</span> {rule.title}
            </>
          ),
        },
        { key: "words", header: "What it asks for", cell: (rule) => rule.words },
        { key: "severity", header: "Severity", cell: (rule) => <Tag>{rule.severity}</Tag> },
        { key: "source", header: "Basis and source", cell: (rule) => <Source rule={rule} /> },
        ...(change ? [changes] : []),
      ]}
    />
  );
}

function Source({ rule }: { rule: RuleLine }) {
  const { basis, source, sourceHref, note } = rule;
  return (
    <>
      {basis}: {sourceHref ? <a href={sourceHref}>{source}</a> : source}
      {note && <span className="soft">{` (${note})`}</span>}
    </>
  );
}
