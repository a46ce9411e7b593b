import { inArray } from "drizzle-orm";
import type { Transaction } from "../client.server.ts";
import { person } from "../schema/person.ts";

export type PersonCard = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
};

/** Name and telephone of people, for showing who is meant and how to reach them. */
export async function personsById(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, PersonCard>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: person.id, name: person.name, phone: person.phone })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

export type MailCard = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
};

/** Name and address of people, to know them again in what another system writes. */
export async function personsWithMail(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, MailCard>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
