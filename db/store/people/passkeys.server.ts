import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import { type Instant, later } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { passkey, passkeyCeremony } from "../../schema/people.ts";

export type Passkey = typeof passkey.$inferSelect;

type Reader = Database | Transaction;

export async function passkeysOf(db: Reader, personId: string): Promise<Passkey[]> {
  return db
    .select()
    .from(passkey)
    .where(eq(passkey.personId, personId))
    .orderBy(asc(passkey.createdAt), asc(passkey.id));
}

export async function findPasskey(db: Reader, id: string): Promise<Passkey | null> {
  const [row] = await db.select().from(passkey).where(eq(passkey.id, id));
  return row ?? null;
}

/** False where a passkey of this id is kept already. */
export async function insertPasskey(db: Reader, row: typeof passkey.$inferInsert) {
  const made = await db.insert(passkey).values(row).onConflictDoNothing().returning({
    id: passkey.id,
  });
  return made.length > 0;
}

/**
 * Notes a use. One statement, so that two answers with one counter cannot both pass: false where the counter
 * has been used meanwhile. Passkeys that do not count say nought always.
 */
export async function notePasskeyUse(
  db: Reader,
  { id, counter, at }: { readonly id: string; readonly counter: number; readonly at: Instant },
): Promise<boolean> {
  const rises = sql`(${passkey.counter} < ${counter} or (${passkey.counter} = 0 and ${counter} = 0))`;
  const noted = await db
    .update(passkey)
    .set({ counter, lastUsedAt: at })
    .where(and(eq(passkey.id, id), rises))
    .returning({ id: passkey.id });
  return noted.length > 0;
}

export async function deletePasskey(db: Reader, id: string) {
  await db.delete(passkey).where(eq(passkey.id, id));
}

export type Ceremony = typeof passkeyCeremony.$inferSelect;

/** Gives a challenge out, and forgets those that nobody may answer any more. */
export async function insertCeremony(db: Reader, row: Ceremony, now: Instant) {
  // An hour after its end, so that an answer that comes late is still told from an invented one.
  await db.delete(passkeyCeremony).where(lt(passkeyCeremony.expiresAt, later(now, -3_600_000)));
  await db.insert(passkeyCeremony).values(row);
}

/** Takes a challenge back, for good: whoever comes second, or late, or for something else, gets null. */
export async function takeCeremony(
  db: Reader,
  { id, purpose, now }: { readonly id: string; readonly purpose: string; readonly now: Instant },
): Promise<Ceremony | null> {
  const [row] = await db
    .delete(passkeyCeremony)
    .where(
      and(
        eq(passkeyCeremony.id, id),
        eq(passkeyCeremony.purpose, purpose),
        gt(passkeyCeremony.expiresAt, now),
      ),
    )
    .returning();
  return row ?? null;
}
