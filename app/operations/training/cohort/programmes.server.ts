import { type Actor, reaches } from "#app/domain/people/grant.ts";
import type { Role } from "#app/domain/people/roles.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { listProgrammes, type Programme } from "#db/store/people/places.server.ts";

/** The programmes that grants of some roles reach now, by name. */
export async function programmesOf(
  tx: Transaction,
  actor: Actor,
  roles: readonly Role[],
  now: Instant,
): Promise<Programme[]> {
  if (actor.kind !== "person") return [];
  const grants = actor.grants.filter((each) => roles.includes(each.role));
  const all = await listProgrammes(tx);
  return all.filter(({ id: programmeId, organisationId }) =>
    grants.some((each) => reaches(each, { programmeId, organisationId }, now)),
  );
}
