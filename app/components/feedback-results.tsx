import { type Column, DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";

export type FeedbackResultsView = {
  readonly count: number;
  readonly levels: readonly { readonly level: number; readonly label: string }[];
  /** Empty where all raters are shown together. */
  readonly groups: readonly { readonly name: string; readonly count: number }[];
  readonly questions: readonly {
    readonly code: string;
    readonly text: string;
    /** Null: too few judged it. */
    readonly judged: number | null;
    readonly mean: string | null;
    readonly levels: readonly number[];
    readonly byGroup: readonly string[];
  }[];
};

type Row = FeedbackResultsView["questions"][number];

/** What the raters of a round said, never so few together that one could be told from the others. */
export function FeedbackResults({
  results,
  texts,
}: {
  results: FeedbackResultsView;
  texts: readonly string[];
}) {
  const { count, groups, levels, questions } = results;
  return (
    <>
      <Panel
        title="What was said"
        lead={`${count} people answered. ${levels.map((each) => `${each.level} ${each.label}`).join(", ")}.`}
      >
        <DataTable
          caption="Levels given"
          hideCaption
          columns={[...asked, ...levels.map(levelColumn)]}
          rows={questions}
          rowKey={(row) => row.code}
        />
      </Panel>
      {groups.length > 0 && (
        <Panel title="By profession" lead="The mean level. Small groups are shown together.">
          <DataTable
            caption="Mean level by profession"
            hideCaption
            columns={[question, ...groups.map(groupColumn)]}
            rows={questions}
            rowKey={(row) => row.code}
          />
        </Panel>
      )}
      <Panel
        title="One thing to keep, one to try"
        lead="Word for word, in an order that means nothing."
      >
        {texts.length === 0 ? (
          <p className="soft">Nobody wrote anything.</p>
        ) : (
          <ul>
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

const question: Column<Row> = {
  key: "question",
  header: "Question",
  heads: true,
  cell: (row) => row.text,
};

const asked: readonly Column<Row>[] = [
  question,
  {
    key: "mean",
    header: "Mean",
    align: "number",
    cell: (row) => row.mean ?? "too few",
  },
  { key: "judged", header: "Judged by", align: "number", cell: (row) => row.judged ?? "–" },
];

function levelColumn({ level }: { level: number }): Column<Row> {
  const cell = (row: Row) => (row.mean === null ? "–" : (row.levels[level - 1] ?? 0));
  return { key: `level-${level}`, header: `Level ${level}`, align: "number", cell };
}

function groupColumn({ name, count }: { name: string; count: number }, i: number): Column<Row> {
  const header = `${name} (${count})`;
  return { key: name, header, align: "number", cell: (row) => row.byGroup[i] ?? "–" };
}
