import { stringify } from "csv-stringify/sync";

/**
 * A table as CSV (RFC 4180). A cell that a spreadsheet would run as a formula is written with a quote
 * before it.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | number)[])[]) {
  const cells = [[...header], ...rows.map((row) => [...row])];
  return stringify(cells, { escape_formulas: true, record_delimiter: "windows" });
}

export function csvResponse(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
