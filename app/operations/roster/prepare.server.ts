import type { Content } from "#app/domain/content.ts";
import { overlapping } from "#app/domain/roster/plan.ts";
import type { RawRow, RosterShift, RowError } from "#app/domain/roster/row.ts";
import { readRow } from "#app/domain/roster/row.ts";
import type { Interval } from "#app/domain/time/interval.ts";

export type Prepared =
  | { readonly ok: true; readonly shifts: readonly RosterShift[] }
  | { readonly ok: false; readonly rows: readonly RowError[] };

/** Reads every row, outside any turn; one bad row refuses the whole body, and all bad rows are named. */
export function prepareRows(
  content: Content,
  unit: { readonly timeZone: string; readonly defaultResponse: Readonly<Record<string, number>> },
  period: Interval,
  raw: { readonly rows: readonly RawRow[]; readonly errors: readonly RowError[] },
): Prepared {
  const how = {
    timeZone: unit.timeZone,
    defaultResponse: unit.defaultResponse,
    period,
    shiftDaysMax: content.staffing.shiftDaysMax.value,
    known: new Map(),
  };
  const errors: RowError[] = [...raw.errors];
  const read: { row: number; shift: RosterShift }[] = [];
  for (const row of raw.rows) {
    const result = readRow(row, how);
    if ("shift" in result) read.push({ row: row.row, shift: result.shift });
    else errors.push(...result.errors);
  }
  errors.push(...overlapping(read));
  if (errors.length > 0) return { ok: false, rows: errors.sort((a, b) => a.row - b.row) };
  return { ok: true, shifts: read.map((each) => each.shift) };
}
