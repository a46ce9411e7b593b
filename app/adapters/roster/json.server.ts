import { z } from "zod";
import { rosterRowsMost } from "#app/domain/roster/roster-file.ts";
import type { RawRow, RowError } from "#app/domain/roster/row.ts";
import type { RawRoster } from "./csv.server.ts";
import { decode } from "./text.server.ts";

const Text = z.string().nullish();
const Shift = z.strictObject({
  registration: Text,
  role: Text,
  presence: Text,
  start: Text,
  end: Text,
  responseMinutes: z.number().nullish(),
  assignment: Text,
  contact: Text,
  reference: Text,
});
/** The JSON twin of our CSV: `{"shifts": [{registration, role, presence, start, end, …}]}`. */
export const RosterBody = z.strictObject({ shifts: z.array(Shift) });

/** Rows are counted from 1, as in the CSV without its header. */
export function readJson(body: Uint8Array): RawRoster {
  const decoded = decode(body);
  if ("unreadable" in decoded) return decoded;
  let value: unknown;
  try {
    value = JSON.parse(decoded.text);
  } catch {
    return { unreadable: { code: "not_json" } };
  }
  const outer = z.strictObject({ shifts: z.array(z.unknown()) }).safeParse(value);
  if (!outer.success) return { unreadable: { code: "no_shifts" } };
  if (outer.data.shifts.length > rosterRowsMost)
    return { unreadable: { code: "too_many_rows", detail: { max: rosterRowsMost } } };
  const rows: RawRow[] = [];
  const errors: RowError[] = [];
  outer.data.shifts.forEach((each, index) => {
    const shift = Shift.safeParse(each);
    if (shift.success) rows.push({ row: index + 1, fields: textsOf(shift.data) });
    else errors.push(...shift.error.issues.map((issue) => errorAt(index + 1, issue)));
  });
  return { rows, errors };
}

function textsOf(shift: z.output<typeof Shift>): RawRow["fields"] {
  const texts = Object.entries(shift).map(([name, value]) => [
    name,
    value == null ? "" : String(value),
  ]);
  return Object.fromEntries(texts);
}

function errorAt(row: number, issue: z.core.$ZodIssue): RowError {
  if (issue.code === "unrecognized_keys")
    return {
      row,
      field: "row",
      code: "unknown_columns",
      detail: { columns: issue.keys.join(", ") },
    };
  const field = issue.path[0];
  const known = typeof field === "string" && field in Shift.shape;
  return { row, field: known ? (field as keyof typeof Shift.shape) : "row", code: "wrong_type" };
}
