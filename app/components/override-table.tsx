import { DataTable } from "./data-table.tsx";
import { momentWords, spanWords } from "./moment.tsx";
import { type State, StateMark } from "./state-mark.tsx";

export type OverrideRow = {
  readonly id: string;
  readonly unit: string;
  readonly zone: string;
  readonly doctor: string;
  readonly declaredBy: string;
  readonly reason: string;
  readonly start: number;
  readonly end: number;
  /** Later than `end` where it was ended early. */
  readonly declaredUntil: number;
  readonly endedBy: string | null;
  readonly state: "running" | "due" | "overdue" | "reviewed";
  readonly reviewDueAt: number;
  readonly outcome: "justified" | "not_justified" | null;
};

/** How an override stands to its review, as a mark with its word. */
export function ReviewMark({ state, outcome }: Pick<OverrideRow, "state" | "outcome">) {
  const marks: Record<OverrideRow["state"], readonly [State, string]> = {
    running: ["in_progress", "Running"],
    due: ["warned", "To be reviewed"],
    overdue: ["no", "Review overdue"],
    reviewed: outcome === "justified" ? ["satisfied", "Justified"] : ["blocked", "Not justified"],
  };
  const [mark, word] = marks[state];
  return <StateMark state={mark} word={word} />;
}

/** Overrides with their reviews; `showUnit` where they are of several units. */
export function OverrideTable({
  rows,
  caption,
  showUnit,
}: {
  rows: readonly OverrideRow[];
  caption: string;
  showUnit: boolean;
}) {
  const unit = {
    key: "unit",
    header: "Unit",
    cell: (row: OverrideRow) => row.unit,
  };
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "when",
          header: "When",
          heads: true,
          cell: (row) => (
            <span>
              <a href={`/overrides/${row.id}`}>{spanWords(row.start, row.end, row.zone)}</a>
              {row.endedBy && (
                <>
                  <br />
                  <span className="soft">ended early</span>
                </>
              )}
            </span>
          ),
        },
        ...(showUnit ? [unit] : []),
        { key: "doctor", header: "Doctor", cell: (row) => <b>{row.doctor}</b> },
        { key: "by", header: "Declared by", cell: (row) => row.declaredBy },
        { key: "reason", header: "Reason", cell: (row) => row.reason },
        {
          key: "review",
          header: "Review",
          cell: (row) => (
            <span>
              <ReviewMark {...row} />
              {row.state !== "reviewed" && (
                <>
                  <br />
                  <span className="soft">
                    {row.state === "running" ? "review " : ""}by{" "}
                    {momentWords(row.reviewDueAt, row.zone)}
                  </span>
                </>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
