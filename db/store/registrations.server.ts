import { and, asc, inArray, sql } from "drizzle-orm";
import type { RegistrationFact } from "#app/domain/roster/publication.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { registration } from "../schema/people.ts";
import { knownRows } from "./known.server.ts";

export type Registration = RegistrationFact & {
  readonly id: string;
  readonly authority: string;
  readonly number: string;
  readonly entrySeq: number;
};

const columns = {
  id: registration.id,
  personId: registration.personId,
  authority: registration.authority,
  number: registration.number,
  startsAt: registration.startsAt,
  endsAt: registration.endsAt,
  entrySeq: registration.entrySeq,
};

const written = sql<string>`${registration.authority} || ':' || ${registration.number}`;

/** Who held these registrations ("AUTHORITY:number") and when, as known through an entry. */
export async function registrationsHeld(
  tx: Transaction,
  registrations: readonly string[],
  knownThrough: number,
): Promise<RegistrationFact[]> {
  if (registrations.length === 0) return [];
  const rows = await tx
    .select({ ...columns, registration: written })
    .from(registration)
    .where(and(numbered(registrations), knownRows(registration, knownThrough)))
    .orderBy(asc(registration.entrySeq));
  return rows.map((row) => ({
    registration: row.registration,
    personId: row.personId,
    during: interval(row.startsAt, row.endsAt),
  }));
}

/** By authority and number, so that the index serves. */
function numbered(registrations: readonly string[]) {
  const pairs = registrations.map((each) => {
    const at = each.indexOf(":");
    return sql`(${each.slice(0, at)}, ${each.slice(at + 1)})`;
  });
  return sql`(${registration.authority}, ${registration.number}) in (${sql.join(pairs, sql`, `)})`;
}

/** The registrations of these people, as known through an entry; oldest first. */
export async function registrationsOf(
  tx: Transaction,
  personIds: readonly string[],
  knownThrough: number,
): Promise<Registration[]> {
  if (personIds.length === 0) return [];
  const wanted = inArray(registration.personId, [...personIds]);
  const rows = await tx
    .select(columns)
    .from(registration)
    .where(and(wanted, knownRows(registration, knownThrough)))
    .orderBy(asc(registration.entrySeq));
  return rows.map(({ startsAt, endsAt, ...row }) => ({
    ...row,
    registration: `${row.authority}:${row.number}`,
    during: interval(startsAt, endsAt),
  }));
}
