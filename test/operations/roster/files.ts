import { readRosterFile } from "#app/adapters/roster/read-roster-file.server.ts";
import type { RosterFile } from "#app/domain/roster/roster-file.ts";
import { parseInstant } from "#app/domain/time/instant.ts";
import { type Instant, interval } from "#app/domain/time/interval.ts";

export const at = (text: string) => parseInstant(text) as Instant;
export const span = (from: string, to: string) => interval(at(from), at(to));
/** November and December, by the clock of Berlin. */
export const winter = span("2026-10-31T23:00:00Z", "2026-12-31T23:00:00Z");

type How = Partial<Parameters<typeof readRosterFile>[1]>;

/** Reads a text, or bytes, as a roster of a unit in Berlin. */
export function reading(body: string | Uint8Array, how: How = {}) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const given = { timeZone: "Europe/Berlin", period: winter, contentType: null, fileName: null };
  return readRosterFile(bytes, { ...given, ...how });
}

/** @throws Where it cannot be read at all. */
export function fileOf(body: string | Uint8Array, how: How = {}): RosterFile {
  const read = reading(body, how);
  if ("unreadable" in read) throw new Error(JSON.stringify(read.unreadable));
  return read;
}

export function codeOf(body: string | Uint8Array, how: How = {}): string | null {
  const read = reading(body, how);
  return "unreadable" in read ? read.unreadable.code : null;
}

/** "12 start not_a_time": every error of a file by its line. */
export function errorsOf(body: string | Uint8Array, how: How = {}): string[] {
  return fileOf(body, how).errors.map(({ row, field, code }) => `${row} ${field} ${code}`);
}

/** "2026-11-23T19:00:00Z/2026-11-24T07:00:00Z": when each row is. */
export function timesOf(body: string | Uint8Array, how: How = {}): string[] {
  const { rows, errors } = fileOf(body, how);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return rows.map(({ fields }) => `${fields.start}/${fields.end}`);
}

export const calendar = (...lines: readonly string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ward//EN", ...lines, "END:VCALENDAR", ""].join(
    "\r\n",
  );

/** One event, of Dr Ida unless the lines say otherwise; its BEGIN is line 4 of a calendar that begins with it. */
export const event = (...lines: readonly string[]) => {
  const summary = lines.some((each) => each.startsWith("SUMMARY")) ? [] : ["SUMMARY:Dr Ida"];
  const uid = lines.some((each) => each.startsWith("UID")) ? [] : ["UID:1@ward"];
  return ["BEGIN:VEVENT", ...uid, ...summary, ...lines, "END:VEVENT"].join("\r\n");
};
