import { stringify } from "csv-stringify/sync";
import { strToU8, zipSync } from "fflate";

type Table = {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

/**
 * A table as CSV in UTF-8 with a mark, so that spreadsheets read its letters. A cell that one would run as
 * a formula is written with a quote before it.
 *
 * @source RFC 4180
 */
export function tableText({ header, rows }: Table): string {
  const cells = [[...header], ...rows.map((row) => [...row])];
  return stringify(cells, { escape_formulas: true, record_delimiter: "windows", bom: true });
}

/** Files under their names, in one archive. */
export function archiveOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const bytes = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(bytes), { level: 6 });
}
