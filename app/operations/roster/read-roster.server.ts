import { readCsv } from "#app/adapters/roster/csv.server.ts";
import { readJson } from "#app/adapters/roster/json.server.ts";
import { readRosterFile } from "#app/adapters/roster/read-roster-file.server.ts";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { allow, type Result } from "#app/domain/result.ts";
import {
  type RosterFile,
  rosterRowsMost,
  type UnreadableFile,
} from "#app/domain/roster/roster-file.ts";
import type { RawRow, RosterField, RowError } from "#app/domain/roster/row.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Context } from "../context.server.ts";
import { matchFile } from "./match-rows.server.ts";
import { publishableUnit } from "./plan-shifts.server.ts";

/** The ways in which a roster can be sent, by media type. */
export const rosterTypes = ["text/csv", "text/calendar", "application/json"] as const;
export type RosterType = (typeof rosterTypes)[number];
const ownReaders = { "text/csv": readCsv, "application/json": readJson } as const;

/** The rows of a body of ours as text, each bad one named, or why it is no roster at all. */
export function readRoster(type: keyof typeof ownReaders, body: Uint8Array) {
  const raw = ownReaders[type](body);
  if ("unreadable" in raw || raw.rows.length + raw.errors.length <= rosterRowsMost) return raw;
  return { unreadable: { code: "too_many_rows", detail: { max: rosterRowsMost } } };
}

export type SentRoster = {
  readonly type: RosterType;
  readonly bytes: Uint8Array;
  readonly period: Interval;
};
export type ReadRoster =
  | {
      readonly rows: readonly RawRow[];
      readonly errors: readonly RowError[];
      /** What stands in a row, for people to find it by, where its number alone says little. */
      readonly labels: ReadonlyMap<number, string>;
    }
  | { readonly unreadable: UnreadableFile };

/**
 * The rows of whatever a roster system sends: ours as it is, a calendar or another system's export by what
 * the unit has taught of its words.
 */
export async function readSentRoster(
  ctx: Context,
  unitCode: string,
  { type, bytes, period }: SentRoster,
): Promise<Result<ReadRoster>> {
  // Before a byte is read: who may not publish costs nothing.
  const unit = await publishableUnit(ctx, unitCode);
  if (!unit.ok) return unit;
  const own = type === "text/calendar" ? null : readRoster(type, bytes);
  if (own && !("unreadable" in own)) return allow({ ...own, labels: new Map() });
  if (own?.unreadable.code === "too_many_rows") return allow(own);
  const { timeZone } = unit.value;
  const file = readRosterFile(bytes, { timeZone, period, contentType: type, fileName: null });
  const isForeign = "format" in file && file.format !== "systole" && file.format !== "json";
  if (own && !isForeign) return allow(own);
  if ("unreadable" in file) return allow(file);
  const found = await matchFile(ctx, unitCode, file);
  return found.ok ? allow({ ...found.value.raw, labels: labelsOf(file) }) : found;
}

/** Who and what each row of a file is about, in the file's own words. */
function labelsOf({ rows }: RosterFile): Map<number, string> {
  const labels = rows.map(({ row, name, fields }) => {
    const words = [fields.assignment, name ?? fields.registration].filter(Boolean);
    return [row, words.join(", ").slice(0, 120)] as const;
  });
  return new Map(labels.filter(([, label]) => label !== ""));
}

/** Bodies that are not even text of their kind; what else is wrong can be named in it. */
const unparsable = [
  ...["not_utf8", "not_text", "not_csv", "not_json", "not_a_calendar", "calendar_cut_off"],
  ...["file_empty", "file_not_text", "file_encoding_unknown", "file_is_excel", "file_is_pdf"],
  ...["html_not_a_roster", "amion_no_file"],
];
export function isUnparsable(code: string): boolean {
  return unparsable.includes(code);
}

/** "response_minutes": as the column is called. */
function columnOf(field: RosterField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * A JSON pointer to what is wrong: `/rows/7/start` is line 7 of a CSV or of a calendar, `/shifts/5/start` the
 * sixth shift of a JSON body.
 */
export function rowPointer(type: RosterType, { row, field }: RowError): string {
  const isJson = type === "application/json";
  const place = isJson ? `/shifts/${row - 1}` : `/rows/${row}`;
  if (field === "row") return place;
  return `${place}/${isJson ? field : columnOf(field)}`;
}

export function rowWords(content: Content, { code, detail }: Pick<RowError, "code" | "detail">) {
  return say(content.copy, `rows.${code}`, detail);
}
