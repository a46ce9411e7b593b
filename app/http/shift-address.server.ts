import type { RosterShift } from "#app/domain/roster/row.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import { formatInstant, parseInstant } from "#app/domain/time/instant.ts";
import type { ShiftKey } from "#app/operations/roster/change-shift.server.ts";

/** The query of the page that changes one shift: what people can see of it names it. */
export function shiftAddress(source: string, { shift, ...each }: RosterShift): string {
  const named = {
    source,
    ...(each.registration === null ? {} : { registration: each.registration }),
    ...(each.registration !== null || each.nameText === null ? {} : { name: each.nameText }),
    role: each.role,
    presence: each.presence,
    start: formatInstant(shift.start),
    end: formatInstant(shift.end),
    ...(each.assignment === null ? {} : { assignment: each.assignment }),
  };
  return new URLSearchParams(named).toString();
}

/** Null where the query names no shift. */
export function shiftOfAddress(query: string): { source: string; key: ShiftKey } | null {
  const search = new URLSearchParams(query);
  const role = shiftRoles.find((each) => each === search.get("role"));
  const presence = rosterPresences.find((each) => each === search.get("presence"));
  const [start, end] = ["start", "end"].map((name) => parseInstant(search.get(name) ?? ""));
  const registration = search.get("registration") || null;
  const nameText = registration === null ? search.get("name") || null : null;
  const source = search.get("source");
  if (registration === null && nameText === null) return null;
  if (!source || !role || !presence || !start || !end || start >= end) return null;
  const assignment = search.get("assignment");
  return { source, key: { registration, nameText, role, presence, start, end, assignment } };
}
