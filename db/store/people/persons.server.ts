import { asc, eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "../../client.server.ts";
import { password } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
};

const columns = { id: person.id, name: person.name, email: person.email, phone: person.phone };

export async function findPerson(db: Database | Transaction, id: string): Promise<Person | null> {
  const [row] = await db.select(columns).from(person).where(eq(person.id, id));
  return row ?? null;
}

/** @param email  In lower case, as it is kept. */
export async function findPersonByEmail(tx: Transaction, email: string): Promise<Person | null> {
  const [row] = await tx.select(columns).from(person).where(eq(person.email, email));
  return row ?? null;
}

export async function listPersons(tx: Transaction): Promise<Person[]> {
  return tx.select(columns).from(person).orderBy(asc(person.name), asc(person.id));
}

/** Names by id, for showing who did what. */
export async function namesOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = inArray(person.id, [...new Set(ids)]);
  const rows = await tx.select({ id: person.id, name: person.name }).from(person).where(wanted);
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function insertPerson(tx: Transaction, row: Person): Promise<void> {
  await tx.insert(person).values(row);
}

export type Account = { readonly personId: string; readonly passwordHash: string | null };

/** The account that signs in with this address, with or without a password set. */
export async function findAccount(db: Database, email: string): Promise<Account | null> {
  const [row] = await db
    .select({ personId: person.id, passwordHash: password.hash })
    .from(person)
    .leftJoin(password, eq(password.personId, person.id))
    .where(eq(person.email, email));
  return row ?? null;
}

export async function passwordHashOf(
  db: Database | Transaction,
  personId: string,
): Promise<string | null> {
  const [row] = await db
    .select({ hash: password.hash })
    .from(password)
    .where(eq(password.personId, personId));
  return row?.hash ?? null;
}

export async function setPassword(
  tx: Transaction,
  row: { readonly personId: string; readonly hash: string; readonly changedAt: number },
): Promise<void> {
  const kept = { hash: row.hash, changedAt: new Date(row.changedAt) };
  await tx
    .insert(password)
    .values({ personId: row.personId, ...kept })
    .onConflictDoUpdate({ target: password.personId, set: kept });
}
