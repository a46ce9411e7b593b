import { type ReactNode, useId } from "react";
import "./data-table.css";

export type Column<Row> = {
  readonly key: string;
  readonly header: ReactNode;
  /** Unit of measure, said once in the header. */
  readonly unit?: string;
  readonly align?: "text" | "number";
  /** The cell that names its row. */
  readonly heads?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

/**
 * A table with a caption. On a narrow screen a table of words becomes one block for each row; a table of
 * numbers, which are there to be compared, stays one and scrolls inside its own region.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty = "Nothing to show.",
  hideCaption,
  anchored,
  groupOf,
  dense,
  narrow,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  hideCaption?: boolean;
  /** Rows carry their key as id, so that a picture can point at them. */
  anchored?: boolean;
  /** Rows next to one another with the same words stand under them as a group. */
  groupOf?: (row: Row) => string;
  /** On a narrow screen cells follow one another without headers: each says itself what it is. */
  dense?: boolean;
  /** Short numbers in few columns: they all stay in sight on a phone. */
  narrow?: boolean;
}) {
  const numbers = columns.filter((column) => column.align === "number").length;
  const stacks = columns.length > 1 && columns.length <= 7 && numbers * 2 < columns.length;
  const id = `table-${useId().replace(/[^\w-]/g, "")}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-region" aria-labelledby={id} tabIndex={0}>
      <table
        className="data-table"
        data-stacks={stacks || undefined}
        data-dense={dense || undefined}
        data-many={(columns.length > 3 && !narrow) || undefined}
        data-narrow={narrow || undefined}
      >
        <caption id={id}>
          <span className={hideCaption ? "visually-hidden" : undefined}>{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.header}
                {column.unit && <span className="data-unit"> ({column.unit})</span>}
              </th>
            ))}
          </tr>
        </thead>
        {groupsOf(rows, groupOf).map(({ title, members }) => (
          <tbody key={title ?? "all"}>
            {title !== null && (
              <tr className="data-group">
                <th scope="rowgroup" colSpan={columns.length}>
                  {title}
                </th>
              </tr>
            )}
            {members.map((row) => (
              <tr key={rowKey(row)} id={anchored ? rowKey(row) : undefined}>
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} stacks={stacks} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
        {rows.length === 0 && (
          <tbody>
            <tr>
              <td colSpan={columns.length} className="data-empty">
                {empty}
              </td>
            </tr>
          </tbody>
        )}
      </table>
    </section>
  );
}

function Cell<Row>({ column, row, stacks }: { column: Column<Row>; row: Row; stacks: boolean }) {
  const { align } = column;
  return column.heads ? (
    <th scope="row" data-align={align}>
      {column.cell(row)}
    </th>
  ) : (
    <td data-align={align} data-label={stacks ? labelOf(column) : undefined}>
      {stacks ? <div className="data-cell">{column.cell(row)}</div> : column.cell(row)}
    </td>
  );
}

type Group<Row> = { readonly title: string | null; readonly members: Row[] };

function groupsOf<Row>(rows: readonly Row[], groupOf?: (row: Row) => string): Group<Row>[] {
  const groups: Group<Row>[] = [];
  for (const row of rows) {
    const title = groupOf?.(row) ?? null;
    const open = groups.at(-1);
    if (open?.title === title) open.members.push(row);
    else groups.push({ title, members: [row] });
  }
  return groups;
}

function labelOf<Row>({ header }: Column<Row>): string | undefined {
  return typeof header === "string" ? header : undefined;
}
