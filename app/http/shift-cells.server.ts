import type { RosterShift } from "#app/domain/roster/row.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { plainTime } from "./unit-time.server.ts";

/** The columns of our own CSV first, so that a file of shifts can be sent back as it is; then words for people. */
export const shiftColumns = [
  ...["registration", "role", "presence", "start", "end", "response_minutes"],
  ...["assignment", "contact", "reference", "name", "start_local", "end_local"],
] as const;

/** @param name  Whom the registration means; else as the roster names them. */
export function shiftCells(shift: RosterShift, zone: string, name: string | null) {
  const { registration, role, presence, responseMinutes, assignment, contact, reference } = shift;
  const times = [shift.shift.start, shift.shift.end];
  return [
    ...[registration ?? "", role, presence, ...times.map((at) => formatInstant(at))],
    ...[presence === "on_site" ? "" : responseMinutes, assignment ?? "", contact ?? ""],
    ...[reference ?? "", name ?? shift.nameText ?? "", ...times.map((at) => plainTime(at, zone))],
  ];
}
