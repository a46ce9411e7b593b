import { CsvError, type Info, parse } from "csv-parse/sync";
import { isIdentifying } from "#app/domain/training/transfer/columns.ts";
import { cellMax, rowsMax, type Sheet } from "#app/domain/training/transfer/sheet.ts";
import { decodeFile, type UnreadableFile } from "./text.server.ts";

const delimiters = { comma: ",", semicolon: ";", tab: "\t", bar: "|" } as const;
type Delimiter = keyof typeof delimiters;

/** Beyond this a file is no logbook of five thousand rows. */
const columnsMax = 60;
const bytesMax = 10 * 1024 * 1024;

/**
 * Reads a past log from the bytes of a file: encoding and delimiter are found out, a mark at the beginning
 * is dropped, and columns that could identify a patient are left out before anything else sees them.
 * Codes beside those of `decodeFile`: `file_too_large`, `quotes_never_closed`, `file_not_csv`,
 * `delimiter_not_found`, `no_rows`, `too_many_rows`, `too_many_columns`, `columns_repeated`.
 *
 * @source RFC 4180
 */
export function readLogbook(
  bytes: Uint8Array,
): { readonly sheet: Sheet } | { readonly unreadable: UnreadableFile } {
  if (bytes.length > bytesMax) return unreadable("file_too_large", { megabytes: 10 });
  const decoded = decodeFile(bytes);
  if ("unreadable" in decoded) return decoded;
  const delimiter = delimiterOf(decoded.text);
  if (!delimiter) return unreadable("delimiter_not_found");
  const records = parsed(decoded.text, delimiters[delimiter]);
  if ("unreadable" in records) return records;
  const [head, ...rows] = records.records;
  const header = head?.record.map((each) => each.trim()) ?? [];
  const wrong = wrongHeader(header) ?? (rows.length === 0 ? { code: "no_rows" } : null);
  if (wrong) return { unreadable: wrong };
  if (rows.length > rowsMax) return unreadable("too_many_rows", { max: rowsMax });
  return { sheet: { ...sheetOf(header, rows), encoding: decoded.encoding, delimiter } };
}

function unreadable(code: string, detail?: UnreadableFile["detail"]) {
  return { unreadable: detail ? { code, detail } : { code } };
}

type Row = { readonly record: readonly string[]; readonly info: Pick<Info, "lines"> };

function parsed(
  text: string,
  delimiter: string,
): { readonly records: readonly Row[] } | { readonly unreadable: UnreadableFile } {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 100_000,
      to: rowsMax + 2,
    }) as unknown as Row[];
    return { records };
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = typeof thrown.lines === "number" ? thrown.lines : 1;
    const isOpen = thrown.code === "CSV_QUOTE_NOT_CLOSED" || thrown.code === "CSV_MAX_RECORD_SIZE";
    return unreadable(isOpen ? "quotes_never_closed" : "file_not_csv", { line });
  }
}

/** The one that parts the first line, and the next ones alike, into most fields. */
function delimiterOf(text: string): Delimiter | null {
  const lines = text.split(/\r\n|\n|\r/, 20).filter((each) => each.trim() !== "");
  const counts = (Object.keys(delimiters) as Delimiter[]).map((name) => {
    const fields = lines.map((line) => outsideQuotes(line).split(delimiters[name]).length);
    const first = fields[0] ?? 1;
    return { name, first, alike: fields.filter((each) => each === first).length };
  });
  const parting = counts.filter(({ first }) => first > 1);
  parting.sort((a, b) => b.first * b.alike - a.first * a.alike);
  return parting[0]?.name ?? null;
}

const outsideQuotes = (line: string) => line.replace(/"(?:[^"]|"")*"/g, "");

function wrongHeader(header: readonly string[]): UnreadableFile | null {
  if (header.length > columnsMax) {
    return { code: "too_many_columns", detail: { max: columnsMax } };
  }
  const named = header.filter((each) => each !== "");
  const twice = named.find((each, i) => named.indexOf(each) !== i);
  if (twice !== undefined) {
    return { code: "columns_repeated", detail: { column: twice.slice(0, cellMax) } };
  }
  return named.length < 2 ? { code: "delimiter_not_found" } : null;
}

/** Long cells are cut: no code, name, or date of a log is that long. */
function sheetOf(header: readonly string[], rows: readonly Row[]) {
  const kept = header.flatMap((column, at) =>
    column === "" || isIdentifying(column) ? [] : [{ column, at }],
  );
  const wellShaped = rows.filter(({ record }) => record.length === header.length);
  return {
    header: kept.map(({ column }) => column.slice(0, cellMax)),
    ignored: header.filter(isIdentifying).map((each) => each.slice(0, cellMax)),
    rows: wellShaped.map(({ record, info }) => ({
      line: info.lines,
      cells: kept.map(({ at }) => (record[at] ?? "").slice(0, cellMax)),
    })),
    misshapen: rows
      .filter(({ record }) => record.length !== header.length)
      .map(({ record, info }) => ({ line: info.lines, got: record.length })),
  };
}
