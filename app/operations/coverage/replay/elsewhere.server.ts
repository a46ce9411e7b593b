import {
  inForce,
  type RegistrationFact,
  type RosterSource,
  rowsInForce,
} from "#app/domain/roster/publication.ts";
import { type Interval, intersect, subtract } from "#app/domain/time/interval.ts";

/**
 * Who of these people is on site by another unit's roster, and when; without the time of leave there, whichever
 * of that unit's rosters grants it and whatever registration it names.
 */
export function onSiteThere(
  source: RosterSource,
  granting: readonly RosterSource[],
  registrations: readonly RegistrationFact[],
): { readonly personId: string; readonly during: Interval }[] {
  const leave = granting.flatMap(rowsOf).filter(({ assignment }) => isLeave(assignment));
  const onSite = rowsOf(source).filter(
    ({ assignment }) => assignment.presence === "on_site" && !isLeave(assignment),
  );
  const held = (rows: typeof leave, { registration, during }: RegistrationFact) =>
    rows
      .filter(({ assignment }) => assignment.registration === registration)
      .flatMap((row) => intersect(row.during, during) ?? []);
  return registrations.flatMap((each) => {
    const there = held(onSite, each);
    if (there.length === 0) return [];
    const { personId } = each;
    const own = registrations.filter((other) => other.personId === personId);
    const away = own.flatMap((other) => held(leave, other));
    return subtract(there, away).map((during) => ({ personId, during }));
  });
}

function rowsOf({ publications }: RosterSource) {
  return rowsInForce(inForce(publications));
}

function isLeave({ role }: { readonly role: string }): boolean {
  return role === "not_counted";
}
