import { CsvError, parse } from "csv-parse/sync";
import { rosterRowsMost, type UnreadableFile } from "#app/domain/roster/roster-file.ts";

/** One record of a table, with the line on which it ends. */
export type Line = { readonly line: number; readonly cells: readonly string[] };
export type Delimiter = "," | ";" | "\t" | "|";

const delimiters: readonly Delimiter[] = [",", "\t", ";", "|"];
const recordMost = 20_000;
/** With what stands above a table; a file of more is too long, and the rest of it is not read. */
const linesMost = rosterRowsMost + 100;

/**
 * A text as records of cells.
 * @param strict  A quote inside a bare cell stops the reading; other systems write such cells.
 * @source RFC 4180
 */
export function readTable(
  text: string,
  { delimiter, strict }: { readonly delimiter: Delimiter; readonly strict: boolean },
): { readonly lines: readonly Line[] } | { readonly unreadable: UnreadableFile } {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      delimiter,
      relax_quotes: !strict,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordMost,
      to: linesMost + 1,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length > linesMost)
      return { unreadable: { code: "too_many_rows", detail: { max: rosterRowsMost } } };
    return { lines: records.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = typeof thrown.lines === "number" ? thrown.lines : 0;
    return { unreadable: { code: "not_csv", detail: { line }, line } };
  }
}

/** What parts the lines: of the four, the one that parts one of the first lines into most cells. */
export function delimiterOf(text: string): Delimiter {
  const lines = text
    .slice(0, 40_000)
    .split(/\r\n|\n|\r/, 60)
    .map((line) => line.replace(/"[^"]*"/g, ""));
  const widths = delimiters.map((each) =>
    Math.max(...lines.map((line) => line.split(each).length)),
  );
  return delimiters[widths.indexOf(Math.max(...widths))]!;
}

/** A cell as a person reads it: without outer blanks and doubled ones inside. */
export function plainCell(cell: string | undefined): string {
  return (cell ?? "").replace(/\s+/g, " ").trim();
}
