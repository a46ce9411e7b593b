import type { Candidate } from "#app/domain/roster/alike.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { personsWithMail } from "#db/store/people-by-id.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { appointmentsAt, privilegesAt } from "#db/store/units.server.ts";
import { rosterableOf } from "../list-rosterable.server.ts";

export type KnownPerson = Candidate & {
  /** Was lately on the unit's roster, or holds a privilege or a post there. */
  readonly isOfUnit: boolean;
};

/** Whom a name of a unit's roster may mean: people of the unit first, then others who hold a registration. */
export async function knownPeople(
  tx: Transaction,
  unit: { readonly id: string },
  now: Instant,
): Promise<KnownPerson[]> {
  const rosterable = await rosterableOf(tx, unit, now);
  const rights = [
    ...(await privilegesAt(tx, unit.id, everything)),
    ...(await appointmentsAt(tx, unit.id, everything)),
  ];
  const entitled = new Set(
    rights.filter(({ during }) => holds(during, now)).map((each) => each.personId),
  );
  const listed = new Set(rosterable.map((each) => each.personId));
  const others = [...entitled].filter((id) => !listed.has(id));
  const held = (await registrationsOf(tx, others, everything)).filter((each) =>
    holds(each.during, now),
  );
  const persons = await personsWithMail(tx, [...listed, ...others]);
  const own = held.map((each) => ({ ...each, isOfUnit: true }));
  const people = [...own, ...rosterable].map(({ personId, registration, isOfUnit }) => ({
    registration,
    name: persons.get(personId)?.name ?? registration,
    email: persons.get(personId)?.email ?? null,
    isOfUnit: isOfUnit || entitled.has(personId),
  }));
  return people.sort((a, b) => Number(b.isOfUnit) - Number(a.isOfUnit));
}
