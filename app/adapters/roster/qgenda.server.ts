import type { FileReading, FileRow } from "#app/domain/roster/roster-file.ts";
import type { RowError } from "#app/domain/roster/row.ts";
import { foreignFile, type Left, personCells } from "./foreign.server.ts";
import { type ClockDate, clockTime, nextDay, realDate } from "./local-text.server.ts";
import { type Line, plainCell } from "./table.server.ts";

/** Column names of schedule exports, without case, blanks and marks; sets vary from customer to customer. */
const columns = {
  key: ["schedulekey", "scheduleentrykey"],
  date: ["scheduledate", "date"],
  startDate: ["startdate"],
  startTime: ["starttime", "taskstarttime"],
  endDate: ["enddate"],
  endTime: ["endtime", "taskendtime"],
  task: ["taskname", "task"],
  taskAbbreviation: ["taskabbrev", "taskabbreviation"],
  first: ["stafffname", "stafffirstname", "firstname"],
  last: ["stafflname", "stafflastname", "lastname"],
  staff: ["staffname", "staff"],
  abbreviation: ["staffabbrev", "staffabbreviation"],
  id: ["staffid"],
  staffKey: ["staffkey"],
  npi: ["npi", "staffnpi"],
  email: ["email", "staffemail"],
  struck: ["isstruck"],
  published: ["ispublished"],
} as const;
type Column = keyof typeof columns;
type Places = Readonly<Partial<Record<Column, number>>>;

/** The line of the header, within the first of a table; -1 where it is no schedule of this system. */
export function qgendaHeader(lines: readonly Line[]): number {
  return lines.slice(0, 20).findIndex(({ cells }) => isHeader(placesOf(cells)));
}

function placesOf(cells: readonly string[]): Places {
  const names = cells.map((each) => each.toLowerCase().replace(/[^a-z]/g, ""));
  const found = Object.entries(columns).flatMap(([column, known]) => {
    const at = names.findIndex((name) => new Set<string>(known).has(name));
    return at < 0 ? [] : [[column, at] as const];
  });
  return Object.fromEntries(found);
}

function isHeader(places: Places): boolean {
  const has = (...names: Column[]) => names.some((name) => places[name] !== undefined);
  return (
    has("date", "startDate") &&
    has("startTime") &&
    has("endTime") &&
    has("task", "taskAbbreviation") &&
    has("first", "last", "staff", "abbreviation", "id", "staffKey")
  );
}

/**
 * A schedule exported by QGenda, one line for each task of a person. Struck rows are deletions and left out,
 * so are those not published; times are on the unit's clock, and a task without times lasts its whole day.
 */
export function readQgenda(lines: readonly Line[]): FileReading {
  const at = qgendaHeader(lines);
  const header = lines[at]?.cells ?? [];
  const places = placesOf(header);
  const rows: FileRow[] = [];
  const errors: RowError[] = [];
  const left: Left = {};
  for (const line of lines.slice(at + 1)) {
    if (line.cells.length !== header.length) {
      const detail = { got: line.cells.length, want: header.length };
      errors.push({ row: line.line, field: "row", code: "wrong_width", detail });
      continue;
    }
    const read = readLine(line, places, left);
    if ("errors" in read) errors.push(...read.errors);
    else if (read.row) rows.push(read.row);
  }
  return foreignFile("qgenda", rows, errors, left);
}

type Cells = (column: Column) => string;

function readLine(
  { line, cells }: Line,
  places: Places,
  left: Left,
): { readonly row: FileRow | null } | { readonly errors: readonly RowError[] } {
  const cell: Cells = (column) => {
    const at = places[column];
    return at === undefined ? "" : plainCell(cells[at]);
  };
  const passed = isYes(cell("struck"))
    ? "struck_left_out"
    : isNo(cell("published")) && "unpublished_left_out";
  if (passed) {
    left[passed] = (left[passed] ?? 0) + 1;
    return { row: null };
  }
  const times = timesOf(line, cell);
  const name = [cell("first"), cell("last")].filter(Boolean).join(" ");
  const assignment = cell("task") || cell("taskAbbreviation");
  const npi = /^\d{10}$/.test(cell("npi")) ? `NPI:${cell("npi")}` : "";
  const ids = [npi, cell("id"), cell("email").toLowerCase(), cell("staffKey")];
  const who = name || cell("staff") || cell("abbreviation");
  const person = personCells(line, { name: who, assignment }, ids, left);
  const personErrors = "errors" in person ? person.errors : [];
  if (times.errors || "errors" in person)
    return { errors: [...(times.errors ?? []), ...personErrors] };
  const reference = cell("key").slice(0, 120);
  const fields = { ...person.row?.fields, ...times.fields, ...(reference && { reference }) };
  return { row: person.row && { ...person.row, fields } };
}

const isYes = (text: string) => /^(true|yes|y|1)$/i.test(text);
const isNo = (text: string) => /^(false|no|n|0)$/i.test(text);

/** An end at or before the start is the next day's, where the file does not name the day itself. */
function timesOf(
  row: number,
  cell: Cells,
):
  | { readonly errors: readonly RowError[] }
  | { readonly errors: null; readonly fields: { readonly start: string; readonly end: string } } {
  const errors: RowError[] = [];
  const amiss = (field: "start" | "end", code: string, given: string) =>
    errors.push({ row, field, code, detail: { given: given.slice(0, 40) } });
  const startText = cell("startDate") || cell("date");
  const start = dateOf(startText);
  if (!start) amiss("start", "not_a_date", startText);
  const endText = cell("endDate");
  const end = endText === "" ? start : dateOf(endText);
  if (!end && endText !== "") amiss("end", "not_a_date", endText);
  const isWholeDay = cell("startTime") === "" && cell("endTime") === "";
  const from = isWholeDay ? 0 : clockOf(cell("startTime"));
  const to = isWholeDay ? 0 : clockOf(cell("endTime"));
  if (from === null) amiss("start", "not_a_clock_time", cell("startTime"));
  if (to === null) amiss("end", "not_a_clock_time", cell("endTime"));
  if (!start || !end || from === null || to === null) return { errors };
  const isNextDay = isWholeDay || (endText === "" && to <= from);
  return {
    errors: null,
    fields: { start: clockTime(start, from), end: clockTime(isNextDay ? nextDay(end) : end, to) },
  };
}

/** "11/22/2026" (month first), "2026-11-22"; what follows a blank or T is a time and has its own column. */
function dateOf(text: string): ClockDate | null {
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text) ?? [];
  if (y) return realDate({ year: Number(y), month: Number(m), day: Number(d) });
  const [, month, date, year = ""] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?: .*)?$/.exec(text) ?? [];
  if (!month) return null;
  const whole = Number(year) + (year.length === 2 ? 2000 : 0);
  return realDate({ year: whole, month: Number(month), day: Number(date) });
}

/** "07:00", "7:00:00 PM", "1900", also behind a date: minutes after midnight. */
function clockOf(text: string): number | null {
  const time = /(?:^|[T ])(\d{1,2}):?(\d\d)(?::\d\d(?:\.\d+)?)?\s*([AP]\.?M\.?)?$/i.exec(text);
  const [, hourText, minuteText, half] = time ?? [];
  if (!hourText) return null;
  const [hours, minutes] = [Number(hourText), Number(minuteText)];
  if (minutes > 59 || hours > (half ? 12 : 23)) return null;
  const isAfternoon = /^p/i.test(half ?? "");
  return ((half ? hours % 12 : hours) + (isAfternoon ? 12 : 0)) * 60 + minutes;
}
