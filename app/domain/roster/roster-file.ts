import type { RawRow, RowError } from "./row.ts";

/** What a roster file can be. `systole` and `json` are our own; the others are other systems' exports. */
export const fileFormats = ["systole", "amion", "qgenda", "icalendar", "json"] as const;
export type FileFormat = (typeof fileFormats)[number];

/**
 * One shift of one person as a file has it. `row` is where a person finds it: the line of the file, or the
 * place in a JSON list; occurrences and attendees of one calendar event share the line of its BEGIN:VEVENT.
 *
 * Times in `fields` are text: `2026-11-22T20:00` on the unit's clock, or with an offset. `fields.registration`,
 * `fields.role` and `fields.presence` are there only where the file itself says them; `fields.assignment` is
 * the file's own name of the duty.
 */
export type FileRow = RawRow & {
  /** The person as the file names them; null where only identifiers or a registration say who. */
  readonly name: string | null;
  /** What else names the person: staff ids, NPI, an e-mail address in small letters, "AUTHORITY:number". */
  readonly identifiers: readonly string[];
};

/**
 * A year of a large unit is some 10,000 rows; beyond this a body is a mistake, and naming its rows a
 * burden. The bytes that a body may have allow about twice as many.
 */
export const rosterRowsMost = 50_000;

/** What a reader passed over or settled by itself; worded in content/copy under `rows`. */
export type FileNote = {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};

/** A file read into rows; a bad row is an error of that row, and nothing is published while there is one. */
export type RosterFile = {
  readonly format: FileFormat;
  readonly rows: readonly FileRow[];
  readonly errors: readonly RowError[];
  readonly notes: readonly FileNote[];
};

/** A body that cannot be read as a roster at all; worded in content/copy under `rows`. */
export type UnreadableFile = {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** Where reading stopped, where there is such a line. */
  readonly line?: number;
};

export type FileReading = RosterFile | { readonly unreadable: UnreadableFile };
