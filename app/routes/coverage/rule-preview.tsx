import { DataTable } from "#app/components/data-table.tsx";
import { lengthWords, spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { type RuleLine, RuleList } from "./rule-list.tsx";

type Tally = Readonly<Record<"yes" | "no" | "unknown" | "not-applicable", number>>;
type Answer = "yes" | "no" | "unknown";
type Changed = {
  readonly start: number;
  readonly end: number;
  readonly was: Answer;
  readonly is: Answer;
  readonly rules: readonly string[];
};
type Period = {
  readonly start: number;
  readonly end: number;
  readonly before: Tally;
  readonly after: Tally;
  readonly worse: readonly Changed[];
  readonly better: readonly Changed[];
  readonly rules: readonly { readonly id: string; readonly title: string; readonly tally: Tally }[];
};
export type Proposal = {
  readonly basedOn: string;
  readonly zone: string;
  readonly rules: readonly RuleLine[];
  readonly warnings: readonly string[];
  readonly past: Period | null;
  readonly next: Period | null;
};

/** What a change of rules would mean, before it is adopted. */
export function RulePreview({ proposal }: { proposal: Proposal }) {
  const { rules, warnings, past, next, zone } = proposal;
  const read =
    rules.length > 1 ? "The rules, as they would be read" : "The rule, as it would be read";
  return (
    <>
      {rules.length > 0 && (
        <Panel title={read}>
          <RuleList caption={read} rules={rules} empty="" />
        </Panel>
      )}
      {warnings.map((words) => (
        <Notice key={words} kind="warn">
          <p>{words}</p>
        </Notice>
      ))}
      {past && (
        <Comparison
          title="The last 30 days"
          lead="By what is known today. What would have been known at the time cannot be said of a rule that did not exist."
          period={past}
          zone={zone}
        />
      )}
      {next && (
        <Comparison
          title="The next 30 days"
          lead="By the rosters and credentials on record today."
          period={next}
          zone={zone}
        />
      )}
    </>
  );
}

const missesShown = 20;

function Comparison({
  title,
  lead,
  period,
  zone,
}: {
  title: string;
  lead: string;
  period: Period;
  zone: string;
}) {
  const { before, after, rules, worse, better } = period;
  const rows = [
    { id: "before", title: "The answer as it is", tally: before },
    { id: "after", title: "The answer with this change", tally: after },
    ...rules.map((rule) => ({ ...rule, title: `${rule.id}, ${rule.title}` })),
  ];
  return (
    <Panel title={title} lead={lead}>
      <div className="stack">
        <Tallies caption={title} rows={rows} />
        {worse.length === 0 ? (
          <p>No hour would be answered worse than it is.</p>
        ) : (
          <Misses caption={`New misses: ${title.toLowerCase()}`} changed={worse} zone={zone} />
        )}
        {better.length > 0 && (
          <p>{`Answered better: ${lengthWords(better.reduce((sum, { start, end }) => sum + end - start, 0))}.`}</p>
        )}
      </div>
    </Panel>
  );
}

type Row = { readonly id: string; readonly title: string; readonly tally: Tally };

function Tallies({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  const hours = (ms: number) => (Math.round(ms / 360_000) / 10).toFixed(1);
  const column = (answer: keyof Tally, header: string) => ({
    key: answer,
    header,
    unit: "h",
    align: "number" as const,
    cell: (row: Row) => hours(row.tally[answer]),
  });
  return (
    <DataTable
      caption={`${caption}, in hours`}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", header: "What", heads: true, cell: (row) => row.title },
        column("yes", "Yes"),
        column("no", "No"),
        column("unknown", "Unknown"),
        column("not-applicable", "Not asked"),
      ]}
    />
  );
}

function Misses({
  caption,
  changed,
  zone,
}: {
  caption: string;
  changed: readonly Changed[];
  zone: string;
}) {
  const shown = changed.slice(0, missesShown);
  const more = changed.length - shown.length;
  return (
    <>
      <DataTable
        caption={caption}
        rows={shown}
        rowKey={(row) => String(row.start)}
        columns={[
          {
            key: "when",
            header: "When",
            heads: true,
            cell: (row) => spanWords(row.start, row.end, zone),
          },
          { key: "was", header: "As it is", cell: (row) => <StateMark state={row.was} /> },
          { key: "is", header: "With this change", cell: (row) => <StateMark state={row.is} /> },
          {
            key: "rules",
            header: "Not met then",
            cell: (row) => <span className="code">{row.rules.join(", ")}</span>,
          },
        ]}
      />
      {more > 0 && <p>{`And ${more} more.`}</p>}
    </>
  );
}
