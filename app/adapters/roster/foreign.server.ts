import type { FileFormat, FileReading, FileRow } from "#app/domain/roster/roster-file.ts";
import type { RowError } from "#app/domain/roster/row.ts";

/** How many rows or cells a reader left out or changed by itself, by the code of the note that says so. */
export type Left = Record<string, number>;

/** The file of another system, with a note for whatever was left out. */
export function foreignFile(
  format: FileFormat,
  rows: readonly FileRow[],
  errors: readonly RowError[],
  left: Left,
): FileReading {
  const notes = Object.entries(left).flatMap(([code, count]) =>
    count > 0 ? [{ code, detail: { count } }] : [],
  );
  return { format, rows, errors, notes };
}

const textMost = 120;

/**
 * The person and the assignment of a row of another system. A shift of nobody is left out, since nobody is
 * on duty by it.
 *
 * @returns The row without its times, or what is wrong in its cells.
 */
export function personCells(
  row: number,
  { name, assignment }: { readonly name: string; readonly assignment: string },
  ids: readonly (string | undefined)[],
  left: Left,
): { readonly row: FileRow | null } | { readonly errors: readonly RowError[] } {
  const identifiers = [...new Set(ids.flatMap((each) => (each ? [each] : [])))];
  if (name === "" && identifiers.length === 0) {
    left.open_shifts_left_out = (left.open_shifts_left_out ?? 0) + 1;
    return { row: null };
  }
  const errors: RowError[] = [];
  const cell = (text: string, field: RowError["field"]) => {
    const wrong = faultIn(text);
    if (wrong) errors.push({ row, field, ...wrong });
    const plain = text.replace(/^[+-]+\s*/, "");
    if (plain !== text) left.cells_neutralised = (left.cells_neutralised ?? 0) + 1;
    return plain;
  };
  const [who, what] = [cell(name, "row"), cell(assignment, "assignment")];
  for (const each of identifiers) {
    const wrong = faultIn(each);
    if (wrong) errors.push({ row, field: "row", ...wrong });
  }
  if (errors.length > 0) return { errors };
  return { row: { row, fields: { assignment: what }, name: who || null, identifiers } };
}

/** A spreadsheet would run what begins with = or @; with + or - it is taken off, since names have it. */
function faultIn(text: string): Pick<RowError, "code" | "detail"> | null {
  if (/^[=@]/.test(text)) return { code: "formula_cell" };
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return { code: "not_plain_text" };
  return text.length > textMost ? { code: "too_long", detail: { max: textMost } } : null;
}
