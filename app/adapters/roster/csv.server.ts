import type { RawRow, RosterField, RowError } from "#app/domain/roster/row.ts";
import { type Line, readTable } from "./table.server.ts";
import { decode, type Unreadable } from "./text.server.ts";

const columns: Readonly<Record<string, RosterField>> = {
  registration: "registration",
  role: "role",
  presence: "presence",
  start: "start",
  end: "end",
  response_minutes: "responseMinutes",
  assignment: "assignment",
  contact: "contact",
  reference: "reference",
};
const required = ["registration", "role", "presence", "start", "end"];

export type RawRoster =
  | { readonly rows: readonly RawRow[]; readonly errors: readonly RowError[] }
  | { readonly unreadable: Unreadable };

/**
 * Our CSV: a header naming the columns in any order, comma-separated, UTF-8. A row of the wrong width is
 * an error of that row; a header that is not ours makes the whole body unreadable.
 *
 * @source RFC 4180
 */
export function readCsv(body: Uint8Array): RawRoster {
  const decoded = decode(body);
  if ("unreadable" in decoded) return decoded;
  const table = readTable(decoded.text, { delimiter: ",", strict: true });
  return "unreadable" in table ? table : readOwnTable(table.lines);
}

/** The same from records, however they were parted. */
export function readOwnTable([header, ...body]: readonly Line[]): RawRoster {
  const named = readHeader(header?.cells ?? []);
  if ("unreadable" in named) return named;
  const errors: RowError[] = [];
  const rows: RawRow[] = [];
  for (const { cells, line: row } of body) {
    if (cells.length !== named.fields.length) {
      const detail = { got: cells.length, want: named.fields.length };
      errors.push({ row, field: "row", code: "wrong_width", detail });
    } else {
      const fields: Partial<Record<RosterField, string>> = {};
      for (let i = 0; i < cells.length; i += 1) fields[named.fields[i]!] = cells[i] ?? "";
      rows.push({ row, fields });
    }
  }
  return { rows, errors };
}

function readHeader(
  record: readonly string[],
): { fields: RosterField[] } | { unreadable: Unreadable } {
  const names = record.map((name) => name.trim().toLowerCase());
  if (names.length === 1 && /[;\t|]/.test(names[0] ?? ""))
    return { unreadable: { code: "wrong_delimiter" } };
  const unknown = names.filter((name) => !Object.hasOwn(columns, name));
  if (unknown.length > 0)
    return {
      unreadable: {
        code: "unknown_columns",
        detail: { columns: unknown.join(", ").slice(0, 200) },
      },
    };
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return { unreadable: { code: "missing_columns", detail: { columns: missing.join(", ") } } };
  if (new Set(names).size !== names.length) return { unreadable: { code: "repeated_columns" } };
  return { fields: names.map((name) => columns[name] as RosterField) };
}
