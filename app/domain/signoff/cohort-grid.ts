import type { Instant, Interval } from "../time/interval.ts";
import type { Dossier } from "../training/dossier.ts";
import { enoughEvidence } from "../training/enough.ts";
import { epaProgress } from "../training/epa.ts";
import type { Portfolio } from "../training/portfolio-policy.ts";

export const cellStates = ["nothing", "in_progress", "met", "enough"] as const;
export type CellState = (typeof cellStates)[number];

/** One fellow and one EPA. */
export type GridCell = {
  readonly epa: string;
  readonly state: CellState;
  /** Last observed. */
  readonly level: number | null;
  readonly targetLevel: number;
  readonly ratings: number;
  readonly ratingsNeeded: number;
  readonly supervisors: number;
  readonly supervisorsNeeded: number;
};

export type GridRow = {
  readonly fellowshipId: string;
  readonly name: string;
  readonly release: string;
  readonly during: Interval;
  /** The month of training that runs, from 1; leave does not count. */
  readonly month: number;
  readonly epasMet: number;
  readonly isAtRisk: boolean;
  /** Credentials of the release for which everything is shown, of all; null: not judged yet. */
  readonly eligible: number | null;
  readonly credentials: number;
  readonly openConfirmations: number;
  readonly lastObservedAt: Instant | null;
  readonly cells: readonly GridCell[];
};

/** How one EPA stands, by observations alone. "Enough": more of the same would tell nothing new. */
export function cellOf(
  dossier: Dossier,
  figures: Portfolio["enoughEvidence"],
  code: string,
): GridCell {
  const { latestLevel, targetLevel, status, lines } = epaProgress(dossier, code);
  const [ratings, supervisors] = lines;
  const isEnough = status === "met" && enoughEvidence(dossier, figures, code).isEnough;
  return {
    epa: code,
    state: isEnough
      ? "enough"
      : status === "met"
        ? "met"
        : latestLevel === null
          ? "nothing"
          : "in_progress",
    level: latestLevel,
    targetLevel,
    ratings: ratings?.have ?? 0,
    ratingsNeeded: ratings?.need ?? 0,
    supervisors: supervisors?.have ?? 0,
    supervisorsNeeded: supervisors?.need ?? 0,
  };
}

export const shownNumbers = ["level", "ratings", "supervisors"] as const;
const columns = ["name", "month", "eligible", "open", "last"] as const;

/** How somebody looks at the grid. */
export type GridView = {
  /** A column: one of its own, or an EPA code. */
  readonly sort: string;
  readonly isDescending: boolean;
  /** Year of training, from 1; null: all. */
  readonly year: number | null;
  readonly release: string | null;
  readonly onlyAtRisk: boolean;
  /** Only fellows who have not met this EPA. */
  readonly below: string | null;
  readonly numbers: (typeof shownNumbers)[number];
};

/** Reads a query, whatever it says: what is not known is left out. @param epas  Codes of the columns. */
export function readGridView(query: URLSearchParams, epas: readonly string[]): GridView {
  const known = (value: string | null, all: readonly string[]) =>
    value !== null && all.includes(value) ? value : null;
  const year = Number(query.get("year"));
  return {
    sort: known(query.get("sort"), [...columns, ...epas]) ?? "name",
    isDescending: query.get("dir") === "desc",
    year: Number.isInteger(year) && year >= 1 && year <= 10 ? year : null,
    release: /^[\w-]{1,20}$/.test(query.get("release") ?? "") ? query.get("release") : null,
    onlyAtRisk: query.get("risk") === "yes",
    below: known(query.get("below"), epas),
    numbers: (known(query.get("show"), shownNumbers) as GridView["numbers"] | null) ?? "level",
  };
}

/** The query that reads as this view: the usual is left out, so that the same view is the same text. */
export function gridQuery(view: GridView): string {
  const query = new URLSearchParams();
  if (view.sort !== "name") query.set("sort", view.sort);
  if (view.isDescending) query.set("dir", "desc");
  if (view.year !== null) query.set("year", String(view.year));
  if (view.release !== null) query.set("release", view.release);
  if (view.onlyAtRisk) query.set("risk", "yes");
  if (view.below !== null) query.set("below", view.below);
  if (view.numbers !== "level") query.set("show", view.numbers);
  return query.toString();
}

/** The rows that a view shows, in its order; ties by name and id. */
export function arranged(rows: readonly GridRow[], view: GridView): GridRow[] {
  const shown = rows.filter(
    (row) =>
      (view.year === null || yearOf(row) === view.year) &&
      (view.release === null || row.release === view.release) &&
      (!view.onlyAtRisk || row.isAtRisk) &&
      (view.below === null || !isMet(row, view.below)),
  );
  const turned = view.isDescending ? -1 : 1;
  return shown.sort((a, b) => turned * byColumn(a, b, view.sort) || byName(a, b));
}

export function yearOf({ month }: Pick<GridRow, "month">): number {
  return Math.max(1, Math.ceil(month / 12));
}

function isMet({ cells }: GridRow, epa: string): boolean {
  const state = cells.find((each) => each.epa === epa)?.state;
  return state === "met" || state === "enough";
}

function byColumn(a: GridRow, b: GridRow, column: string): number {
  if (column === "name") return byName(a, b);
  return orderOf(a, column) - orderOf(b, column);
}

function byName(a: GridRow, b: GridRow): number {
  return a.name.localeCompare(b.name, "en") || (a.fellowshipId < b.fellowshipId ? -1 : 1);
}

/** An EPA is ordered by its state, then by ratings, then by level. */
function orderOf(row: GridRow, column: string): number {
  if (column === "month") return row.month;
  if (column === "eligible") return (row.eligible ?? -1) / Math.max(1, row.credentials);
  if (column === "open") return row.openConfirmations;
  if (column === "last") return row.lastObservedAt ?? 0;
  const cell = row.cells.find((each) => each.epa === column);
  if (!cell) return -1;
  return cellStates.indexOf(cell.state) * 1_000 + cell.ratings * 10 + (cell.level ?? 0);
}
