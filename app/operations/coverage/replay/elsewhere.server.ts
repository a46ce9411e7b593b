import {
  inForce,
  type RegistrationFact,
  type RosterSource,
  rowsInForce,
} from "#app/domain/roster/publication.ts";
import { type Interval, intersect, subtract } from "#app/domain/time/interval.ts";

/** Who of these people is on site by another unit's roster, and when; without the time of leave there. */
export function onSiteThere(
  source: RosterSource,
  registrations: readonly RegistrationFact[],
): { readonly personId: string; readonly during: Interval }[] {
  const rows = rowsInForce(inForce(source.publications));
  return registrations.flatMap(({ registration, personId, during }) => {
    const own = rows.filter(({ assignment }) => assignment.registration === registration);
    const leave = own.filter(({ assignment }) => assignment.role === "not_counted");
    const there = own.filter(({ assignment }) => {
      return assignment.presence === "on_site" && assignment.role !== "not_counted";
    });
    return there
      .flatMap((row) =>
        subtract(
          [row.during],
          leave.map((each) => each.during),
        ),
      )
      .flatMap((part) => intersect(part, during) ?? [])
      .map((part) => ({ personId, during: part }));
  });
}
