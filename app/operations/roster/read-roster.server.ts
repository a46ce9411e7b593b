import { readCsv } from "#app/adapters/roster/csv.server.ts";
import { readJson } from "#app/adapters/roster/json.server.ts";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { RosterField, RowError } from "#app/domain/roster/row.ts";

/** The ways in which a roster can be sent, by media type. */
const readers = { "text/csv": readCsv, "application/json": readJson } as const;
export type RosterType = keyof typeof readers;
export const rosterTypes = Object.keys(readers) as RosterType[];

/** A year of a large unit is some 10,000 rows; beyond this a body is a mistake, and naming its rows a burden. */
const rowsMost = 50_000;

/** The rows of a body as text, each bad one named, or why it is no roster at all. */
export function readRoster(type: RosterType, body: Uint8Array) {
  const raw = readers[type](body);
  if ("unreadable" in raw || raw.rows.length + raw.errors.length <= rowsMost) return raw;
  return { unreadable: { code: "too_many_rows", detail: { max: rowsMost } } };
}

/** Bodies that are not even text of their kind; what else is wrong can be named in it. */
const unparsable = ["not_utf8", "not_text", "not_csv", "not_json"];
export function isUnparsable(code: string): boolean {
  return unparsable.includes(code);
}

/** "response_minutes": as the column is called. */
function columnOf(field: RosterField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * A JSON pointer to what is wrong: `/rows/7/start` is line 7 of a CSV, `/shifts/5/start` the sixth shift
 * of a JSON body.
 */
export function rowPointer(type: RosterType, { row, field }: RowError): string {
  const place = type === "text/csv" ? `/rows/${row}` : `/shifts/${row - 1}`;
  if (field === "row") return place;
  return `${place}/${type === "text/csv" ? columnOf(field) : field}`;
}

export function rowWords(content: Content, { code, detail }: Pick<RowError, "code" | "detail">) {
  return say(content.copy, `rows.${code}`, detail);
}
