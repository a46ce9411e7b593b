import { DataTable } from "./data-table.tsx";
import { spanWords } from "./moment.tsx";
import { type State, StateMark } from "./state-mark.tsx";

/** A stretch in which a unit's answer or a rule of it changes. */
export type ImpactRow = {
  readonly unitCode: string;
  readonly unitName: string;
  readonly timeZone: string;
  readonly start: number;
  readonly end: number;
  readonly before: State;
  readonly after: State;
  readonly rules: readonly string[];
  readonly warned: readonly string[];
};

/** Which future stretches of which units change. `reversed` tells it as what comes back. */
export function ImpactTable({
  caption,
  rows,
  empty,
  reversed,
}: {
  caption: string;
  rows: readonly ImpactRow[];
  empty: string;
  reversed?: boolean;
}) {
  const units = new Set(rows.map((each) => each.unitCode)).size;
  return (
    <>
      {rows.length > 0 && (
        <p>
          {rows.length} {rows.length === 1 ? "stretch" : "stretches"} at {units}{" "}
          {units === 1 ? "unit" : "units"}.
        </p>
      )}
      <DataTable
        caption={caption}
        hideCaption
        rows={rows}
        rowKey={(row) => `${row.unitCode}-${row.start}`}
        empty={empty}
        columns={[
          { key: "unit", header: "Unit", heads: true, cell: (row) => row.unitName },
          {
            key: "when",
            header: "When",
            cell: (row) => spanWords(row.start, row.end, row.timeZone),
          },
          {
            key: "rules",
            header: reversed ? "Rules met again" : "Rules no longer met",
            cell: (row) => [...row.rules, ...row.warned].join(", "),
          },
          {
            key: "answer",
            header: "Answer",
            cell: (row) => (
              <>
                <StateMark state={reversed ? row.after : row.before} />{" "}
                <span className="visually-hidden">becomes</span>
                <span aria-hidden="true">→</span>{" "}
                <StateMark state={reversed ? row.before : row.after} />
              </>
            ),
          },
        ]}
      />
    </>
  );
}
