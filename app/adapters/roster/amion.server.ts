import type { FileReading, FileRow } from "#app/domain/roster/roster-file.ts";
import type { RowError } from "#app/domain/roster/row.ts";
import { foreignFile, type Left, personCells } from "./foreign.server.ts";
import { type ClockDate, clockTime, nextDay, realDate } from "./local-text.server.ts";
import { type Line, plainCell } from "./table.server.ts";

/** Name, its two ids, assignment, its two ids, date, start, end; a division may stand before them. */
const cellsOfRow = 9;
const namesBefore = 6;

/** Whether a table, behind its preamble, has rows of the schedule report, or the error that stands for it. */
export function isAmion(lines: readonly Line[]): boolean {
  const first = lines.slice(0, 60);
  return first.some((each) => dateAt(each.cells) >= 0) || first.some(isNoFile) || isTitled(first);
}

const isNoFile = ({ cells }: Line) => /\bNOFI=/.test(cells.join(","));
const isTitled = (lines: readonly Line[]) =>
  lines.slice(0, 10).filter(({ cells }) => /^\s*"?Field\s*\d/i.test(cells[0] ?? "")).length > 1;

/**
 * Amion's schedule report (`Rpt=619`, `619tabs--`): a preamble, then one line for each person and assignment
 * of a day. Dates are month-day-year, clock times without leading zeros; one that ends as it starts lasts 24 hours, one that ends
 * earlier ends the next day.
 */
export function readAmion(lines: readonly Line[]): FileReading {
  if (lines.some(isNoFile)) return { unreadable: { code: "amion_no_file" } };
  const begin = lines.findIndex((each) => dateAt(each.cells) >= 0);
  const rows: FileRow[] = [];
  const errors: RowError[] = [];
  const left: Left = { open_shifts_left_out: 0, cells_neutralised: 0 };
  for (const line of begin < 0 ? [] : lines.slice(begin)) {
    const read = readLine(line, left);
    if ("errors" in read) errors.push(...read.errors);
    else if (read.row) rows.push(read.row);
  }
  return foreignFile("amion", rows, errors, left);
}

/** Where the date of a row stands, with a clock time on either place behind it; -1 for no such row. */
function dateAt(cells: readonly string[]): number {
  if (cells.length < cellsOfRow) return -1;
  return [namesBefore, namesBefore + 1].find((at) => isDateCell(cells[at])) ?? -1;
}

const dateCell = /^\s*(\d{1,2})[-/](\d{1,2})[-/](\d{2}|\d{4})\s*$/;
const isDateCell = (cell: string | undefined) => dateCell.test(cell ?? "");

function readLine(
  { line, cells }: Line,
  left: Left,
): { readonly row: FileRow | null } | { readonly errors: readonly RowError[] } {
  if (cells.length < cellsOfRow) {
    const detail = { got: cells.length, want: cellsOfRow };
    return { errors: [{ row: line, field: "row", code: "wrong_width", detail }] };
  }
  const at = dateAt(cells);
  if (at < 0) {
    const given = plainCell(cells[namesBefore]).slice(0, 40);
    return { errors: [{ row: line, field: "start", code: "not_a_date", detail: { given } }] };
  }
  const date = dateOf(cells[at] ?? "");
  const [start, end] = [clockOf(cells[at + 1]), clockOf(cells[at + 2])];
  const errors: RowError[] = [];
  const amiss = (field: "start" | "end", code: string, cell: string | undefined) =>
    errors.push({ row: line, field, code, detail: { given: plainCell(cell).slice(0, 40) } });
  if (!date) amiss("start", "not_a_date", cells[at]);
  if (start === null) amiss("start", "not_a_clock_time", cells[at + 1]);
  if (end === null) amiss("end", "not_a_clock_time", cells[at + 2]);
  if (!date || start === null || end === null) return { errors };
  const [name, id, backup, duty] = cells.slice(at - namesBefore).map(plainCell);
  const division = at > namesBefore ? plainCell(cells[at - namesBefore - 1]) : "";
  const assignment = [division, duty].filter(Boolean).join(": ");
  const person = personCells(line, { name: name ?? "", assignment }, [id, backup], left);
  if ("errors" in person) return person;
  const times = {
    start: clockTime(date, start),
    end: clockTime(end > start ? date : nextDay(date), end),
  };
  return { row: person.row && { ...person.row, fields: { ...person.row.fields, ...times } } };
}

function dateOf(cell: string): ClockDate | null {
  const [, month, date, year = ""] = dateCell.exec(cell) ?? [];
  const whole = Number(year) + (year.length === 2 ? 2000 : 0);
  return realDate({ year: whole, month: Number(month), day: Number(date) });
}

/** "0", "700", "1900", "2400", also "07:00": minutes after midnight. */
function clockOf(cell: string | undefined): number | null {
  const digits = plainCell(cell).replace(":", "");
  if (!/^\d{1,4}$/.test(digits)) return null;
  const [hours, minutes] = [Math.floor(Number(digits) / 100), Number(digits) % 100];
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null;
  return (hours % 24) * 60 + minutes;
}
