import type { RosterShift } from "#app/domain/roster/row.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import { formatInstant, parseInstant } from "#app/domain/time/instant.ts";
import type { ShiftKey } from "#app/operations/roster/change-shift.server.ts";

/** The query of the page that changes one shift: what people can see of it names it. */
export function shiftAddress(source: string, { shift, ...each }: RosterShift): string {
  const named = {
    source,
    registration: each.registration,
    role: each.role,
    presence: each.presence,
    start: formatInstant(shift.start),
    end: formatInstant(shift.end),
    ...(each.assignment === null ? {} : { assignment: each.assignment }),
  };
  return new URLSearchParams(named).toString();
}

/** Null where the address names no shift. */
export function shiftOfAddress(request: Request): { source: string; key: ShiftKey } | null {
  const search = new URL(request.url).searchParams;
  const role = shiftRoles.find((each) => each === search.get("role"));
  const presence = rosterPresences.find((each) => each === search.get("presence"));
  const [start, end] = ["start", "end"].map((name) => parseInstant(search.get(name) ?? ""));
  const registration = search.get("registration");
  const source = search.get("source");
  if (!source || !registration || !role || !presence || !start || !end || start >= end) return null;
  const assignment = search.get("assignment");
  return { source, key: { registration, role, presence, start, end, assignment } };
}
