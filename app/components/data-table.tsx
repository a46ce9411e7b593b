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
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  hideCaption?: boolean;
  /** Rows carry their key as id, so that a picture can point at them. */
  anchored?: boolean;
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
        data-many={columns.length > 3 || undefined}
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
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} id={anchored ? rowKey(row) : undefined}>
              {columns.map((column) =>
                column.heads ? (
                  <th key={column.key} scope="row" data-align={column.align}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    data-align={column.align}
                    data-label={stacks ? labelOf(column) : undefined}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="data-empty">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function labelOf<Row>({ header }: Column<Row>): string | undefined {
  return typeof header === "string" ? header : undefined;
}
