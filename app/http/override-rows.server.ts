import type { OverrideLine } from "#app/operations/coverage/override/show-overrides.server.ts";

/** Overrides as tables and files show them. */
export function overrideRows(lines: readonly OverrideLine[]) {
  return lines.map(overrideRow);
}

export function overrideRow(line: OverrideLine) {
  return {
    id: line.id,
    unit: line.unit.name,
    zone: line.unit.timeZone,
    doctor: line.doctor,
    declaredBy: line.declaredByName,
    reason: line.reason,
    start: line.during.start,
    end: line.during.end,
    declaredUntil: line.declaredUntil,
    endedBy: line.ended?.by ?? null,
    state: line.state,
    reviewDueAt: line.reviewDueAt,
    outcome: line.review?.outcome ?? null,
    mayEnd: line.mayEnd,
  };
}
