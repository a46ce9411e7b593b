import { useEffect, useRef } from "react";
import { moved } from "./grid-keys.ts";
import { type State, StateShape } from "./state-mark.tsx";
import "./cohort-grid.css";

export type GridColumnView = { readonly code: string; readonly name: string };
type Cell = {
  readonly epa: string;
  readonly state: "nothing" | "in_progress" | "met" | "enough";
  readonly level: number | null;
  readonly targetLevel: number;
  readonly ratings: number;
  readonly ratingsNeeded: number;
  readonly supervisors: number;
  readonly supervisorsNeeded: number;
};
export type GridRowView = {
  readonly fellowshipId: string;
  readonly name: string;
  readonly since: string;
  readonly month: number;
  readonly isAtRisk: boolean;
  readonly eligible: number | null;
  readonly credentials: number;
  readonly openConfirmations: number;
  readonly lastObserved: string | null;
  readonly cells: readonly Cell[];
};
type Numbers = "level" | "ratings" | "supervisors";
type Sort = { readonly by: string; readonly isDescending: boolean };

const marks: Record<Cell["state"], { readonly state: State; readonly word: string }> = {
  nothing: { state: "not-applicable", word: "Nothing yet" },
  in_progress: { state: "in_progress", word: "In progress" },
  met: { state: "satisfied", word: "Met" },
  enough: { state: "issued", word: "Met, enough observed" },
};
const own = [
  { by: "month", header: "Month", title: "Month of training" },
  { by: "eligible", header: "Complete", title: "Credentials for which everything is shown" },
  { by: "open", header: "Open", title: "Cases that wait to be confirmed" },
  { by: "last", header: "Last seen", title: "Last observation" },
] as const;

/**
 * Everybody beside every activity. Each cell is a link with a mark and a number; where scripts run, the
 * arrow keys move between them and only one is a stop of the Tab key.
 */
export function CohortGrid({
  rows,
  columns,
  numbers,
  sort,
  sortLinks,
}: {
  rows: readonly GridRowView[];
  columns: readonly GridColumnView[];
  numbers: Numbers;
  sort: Sort;
  sortLinks: Readonly<Record<string, string>>;
}) {
  const table = useRovingLinks(rows);
  const head = (by: string, header: string, title: string) => (
    <Head key={by} by={by} header={header} title={title} sort={sort} to={sortLinks[by] ?? ""} />
  );
  return (
    <>
      <Legend />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="cohort-region" aria-labelledby="cohort-caption" tabIndex={0}>
        <table className="cohort-grid" ref={table}>
          <caption id="cohort-caption" className="visually-hidden">
            Fellows and activities
          </caption>
          <thead>
            <tr>
              {head("name", "Fellow", "Fellow")}
              {columns.map(({ code, name }) =>
                head(code, code.replace("EPA-", ""), `${code} ${name}`),
              )}
              {own.map(({ by, header, title }) => head(by, header, title))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.fellowshipId} row={row} columns={columns} numbers={numbers} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** One link of the grid is a stop; the arrow keys, Home and End make another one it. Needs scripts. */
function useRovingLinks(rows: readonly GridRowView[]) {
  const table = useRef<HTMLTableElement>(null);
  // An effect, since without scripts every link must stay a stop of its own; anew when rows change.
  useEffect(() => {
    const grid = table.current;
    if (!grid || rows.length === 0) return;
    const lines = () =>
      [...grid.querySelectorAll("tbody tr")].map((tr) => [...tr.querySelectorAll("a")]);
    const stopAt = (stop: HTMLElement | undefined) => {
      for (const link of lines().flat()) link.tabIndex = link === stop ? 0 : -1;
    };
    stopAt(lines()[0]?.[0]);
    const pressed = (event: KeyboardEvent) => {
      const to = moved(lines(), event.target, event.key, event.ctrlKey);
      if (!to) return;
      event.preventDefault();
      stopAt(to);
      to.focus();
    };
    grid.addEventListener("keydown", pressed);
    return () => grid.removeEventListener("keydown", pressed);
  }, [rows]);
  return table;
}

type HeadView = { by: string; header: string; title: string; sort: Sort; to: string };

function Head({ by, header, title, sort, to }: HeadView) {
  const isSorted = sort.by === by;
  const order = sort.isDescending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      aria-sort={isSorted ? order : undefined}
      title={title}
      data-figure={own.some((each) => each.by === by) || undefined}
    >
      <a href={to}>
        <span aria-hidden="true">{header}</span>
        <span className="visually-hidden">{title}</span>
        {isSorted && <span aria-hidden="true">{sort.isDescending ? " ↓" : " ↑"}</span>}
      </a>
    </th>
  );
}

type RowView = { row: GridRowView; columns: readonly GridColumnView[]; numbers: Numbers };

function Row({ row, columns, numbers }: RowView) {
  return (
    <tr>
      <th scope="row">
        <a href={`/fellows/${row.fellowshipId}`}>{row.name}</a>
        {row.isAtRisk && (
          <span className="cohort-risk" title="At risk">
            <StateShape state="warned" />
            <span className="visually-hidden">, at risk</span>
          </span>
        )}
      </th>
      {columns.map(({ code, name }) => (
        <td key={code}>
          <EpaCell
            to={`/fellows/${row.fellowshipId}/subjects/${code}`}
            name={name}
            cell={row.cells.find((each) => each.epa === code)}
            numbers={numbers}
          />
        </td>
      ))}
      <td className="number">{row.month}</td>
      <td className="number">
        {row.eligible ?? "–"} of {row.credentials}
      </td>
      <td className="number">{row.openConfirmations}</td>
      <td className="number">{row.lastObserved ?? "Never"}</td>
    </tr>
  );
}

type CellView = { to: string; name: string; cell: Cell | undefined; numbers: Numbers };

function EpaCell({ to, name, cell, numbers }: CellView) {
  if (!cell) return <span className="visually-hidden">Not in their curriculum</span>;
  const { state, word } = marks[cell.state];
  const words = `${cell.epa} ${name}: ${word}. ${wordsOf(cell)}`;
  return (
    <a href={to} className="cohort-cell" data-state={cell.state} title={words}>
      <StateShape state={state} />
      <span aria-hidden="true">{numberOf(cell, numbers)}</span>
      <span className="visually-hidden">{words}</span>
    </a>
  );
}

function wordsOf(cell: Cell): string {
  const level = cell.level === null ? "Not observed" : `Level ${cell.level}`;
  const ratings = `${cell.ratings} of ${cell.ratingsNeeded} ratings at level ${cell.targetLevel}`;
  return `${level}, ${ratings}, ${cell.supervisors} of ${cell.supervisorsNeeded} supervisors`;
}

function numberOf(cell: Cell, numbers: Numbers): string {
  if (numbers === "ratings") return `${cell.ratings}/${cell.ratingsNeeded}`;
  if (numbers === "supervisors") return `${cell.supervisors}/${cell.supervisorsNeeded}`;
  return cell.level === null ? "–" : String(cell.level);
}

function Legend() {
  return (
    <ul className="cohort-legend" aria-label="What the marks mean">
      {(["nothing", "in_progress", "met", "enough"] as const).map((each) => (
        <li key={each} className="cohort-cell" data-state={each}>
          <StateShape state={marks[each].state} />
          {marks[each].word}
        </li>
      ))}
      <li className="cohort-cell">
        <StateShape state="warned" />
        At risk: the time runs ahead of what is shown
      </li>
    </ul>
  );
}
