import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import { holds, type Instant, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { grantEnd, roleGrant } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { appointment } from "../../schema/roster.ts";
import { everything, knownRows } from "../known.server.ts";

export type Reader = { readonly name: string; readonly email: string };
type Place = { readonly id: string; readonly organisationId: string };

/** Who leads a unit at an instant, there, in its organisation or everywhere, and has an address. */
export async function leadsOf(tx: Transaction, unit: Place, at: Instant): Promise<Reader[]> {
  return once(await holdersAt(tx, unit, ["unit_lead"], at));
}

/** Who holds one of these roles at an instant in a unit, its organisation or everywhere; with an address. */
export async function holdersAt(
  tx: Transaction,
  unit: Place,
  roles: readonly string[],
  at: Instant,
): Promise<(Reader & { readonly id: string })[]> {
  const reaching = or(
    eq(roleGrant.scopeKind, "everywhere"),
    and(eq(roleGrant.scopeKind, "unit"), eq(roleGrant.scopeId, unit.id)),
    and(eq(roleGrant.scopeKind, "organisation"), eq(roleGrant.scopeId, unit.organisationId)),
  );
  const rows = await tx
    .select({ person, grant: roleGrant, endedAt: grantEnd.endsAt })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .leftJoin(grantEnd, eq(grantEnd.grantId, roleGrant.id))
    .where(and(inArray(roleGrant.role, [...roles]), reaching, isNotNull(person.email)));
  const found = rows.flatMap(({ person: { id, name, email }, grant, endedAt }) => {
    const isGiven = holds(interval(grant.startsAt, grant.endsAt), at);
    const isHeld = isGiven && (endedAt === null || at < endedAt);
    return isHeld && email !== null ? [{ id, name, email }] : [];
  });
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

/** Who is appointed its director at an instant and has an address. */
export async function directorsOf(tx: Transaction, unit: Place, at: Instant): Promise<Reader[]> {
  const wanted = and(
    eq(appointment.unitId, unit.id),
    eq(appointment.post, "unit_director"),
    isNotNull(person.email),
    knownRows(appointment, everything),
  );
  const rows = await tx
    .select({ name: person.name, email: person.email, post: appointment })
    .from(appointment)
    .innerJoin(person, eq(person.id, appointment.personId))
    .where(wanted);
  return once(rows.filter(({ post }) => holds(interval(post.startsAt, post.endsAt), at)));
}

/** Each address once, in order. */
export function once(
  people: readonly { readonly name: string; readonly email: string | null }[],
): Reader[] {
  const found = new Map(
    people.flatMap(({ name, email }) => (email ? [[email, { name, email }]] : [])),
  );
  return [...found.values()].sort((a, b) => (a.email < b.email ? -1 : 1));
}
