import type { FileReading, FileRow, RosterFile } from "#app/domain/roster/roster-file.ts";
import { rosterRowsMost } from "#app/domain/roster/roster-file.ts";
import type { RawRow } from "#app/domain/roster/row.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { decodeFile } from "../logbook-file/text.server.ts";
import { isAmion, readAmion } from "./amion.server.ts";
import { readCalendar } from "./calendar/read-calendar.server.ts";
import { slimCalendar } from "./calendar/slim-calendar.server.ts";
import { readWritten } from "./calendar/times.server.ts";
import { ianaZone } from "./calendar/zones.server.ts";
import { type RawRoster, readOwnTable } from "./csv.server.ts";
import { readJson } from "./json.server.ts";
import { qgendaHeader, readQgenda } from "./qgenda.server.ts";
import { delimiterOf, readTable } from "./table.server.ts";

export type RosterReading = {
  /** The unit's zone. */
  readonly timeZone: string;
  /** What is to be published; rows of other systems outside it are left out. Null: every row. */
  readonly period: Interval | null;
  /** What the sender calls it; what the bytes say goes before. */
  readonly contentType: string | null;
  readonly fileName: string | null;
};

const megabytesMost = 10;

/**
 * Reads a roster in whatever form it has: our CSV or JSON, Amion's or QGenda's export, or iCalendar, in UTF-8, UTF-16 or
 * Windows-1252, with commas, semicolons, tabs or bars. What it is, its bytes say.
 *
 * @returns Rows with the errors of single ones, or why it cannot be read at all; never throws.
 */
export function readRosterFile(bytes: Uint8Array, how: RosterReading): FileReading {
  if (bytes.length > megabytesMost * 1024 * 1024)
    return { unreadable: { code: "file_too_large", detail: { megabytes: megabytesMost } } };
  const decoded = decodeFile(bytes);
  if ("unreadable" in decoded) {
    const { code } = decoded.unreadable;
    if (code === "file_is_html") return { unreadable: { code: "html_not_a_roster" } };
    return decoded;
  }
  const reading = readText(decoded.text, how);
  if ("unreadable" in reading) return reading;
  if (reading.rows.length + reading.errors.length > rosterRowsMost)
    return { unreadable: { code: "too_many_rows", detail: { max: rosterRowsMost } } };
  return reading;
}

function readText(text: string, how: RosterReading): FileReading {
  const { timeZone, period, contentType, fileName } = how;
  if (/^\s*</.test(text)) return { unreadable: { code: "html_not_a_roster" } };
  if (isCalendar(text) || /calendar/i.test(contentType ?? "") || /\.ics$/i.test(fileName ?? ""))
    return readCalendar(text, { timeZone, period, rowsMost: rosterRowsMost });
  if (/^\s*[[{]/.test(text)) return ownFile("json", readJson(new TextEncoder().encode(text)));
  const delimiter = delimiterOf(text);
  const table = readTable(text, { delimiter, strict: false });
  if ("unreadable" in table) return table;
  const { lines } = table;
  if (qgendaHeader(lines) >= 0) return within(readQgenda(lines), how);
  if (isAmion(lines)) return within(readAmion(lines), how);
  return ownFile("systole", readOwnTable(lines));
}

function isCalendar(text: string): boolean {
  return /^\s*BEGIN:V(CALENDAR|EVENT)\b/im.test(text.slice(0, 20_000));
}

/** The same file, of a calendar without what is never looked at: it reads the same, to the line. */
export function slimRosterFile(bytes: Uint8Array): Uint8Array {
  if (bytes.length > megabytesMost * 1024 * 1024) return bytes;
  const decoded = decodeFile(bytes);
  if ("unreadable" in decoded || !isCalendar(decoded.text)) return bytes;
  return new TextEncoder().encode(slimCalendar(decoded.text));
}

function ownFile(format: "systole" | "json", raw: RawRoster): FileReading {
  if ("unreadable" in raw) return raw;
  return { format, rows: raw.rows.map(ownRow), errors: raw.errors, notes: [] };
}

/** A row that says its person and duty itself. */
function ownRow(raw: RawRow): FileRow {
  return { ...raw, name: null, identifiers: [] };
}

/** Exports hold whole months: what lies outside the period asked for is left out, and said. */
function within(reading: FileReading, { timeZone, period }: RosterReading): FileReading {
  if ("unreadable" in reading || period === null) return reading;
  const zone = ianaZone(timeZone);
  const at = (text: string | undefined) => {
    const written = readWritten(`${text}:00`);
    return written ? zone.read(written.wall).at : null;
  };
  const rows = reading.rows.filter(({ fields }) => {
    const [start, end] = [at(fields.start), at(fields.end)];
    if (start === null || end === null) return true;
    return start < period.end && end > period.start;
  });
  return noted(reading, rows, reading.rows.length - rows.length);
}

function noted(file: RosterFile, rows: readonly FileRow[], left: number): RosterFile {
  if (left === 0) return file;
  const note = { code: "outside_period_left_out", detail: { count: left } };
  return { ...file, rows, notes: [...file.notes, note] };
}
