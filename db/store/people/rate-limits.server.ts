import { and, eq, lt, sql } from "drizzle-orm";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import type { Database } from "../../client.server.ts";
import { rateLimit } from "../../schema/people.ts";

/**
 * Counts one try in the window that holds `now` and says how many there were with it. One statement, so
 * tries at the same moment, also on other server processes, cannot pass together.
 */
export async function countTry(db: Database, key: string, windowStart: Instant): Promise<number> {
  const [row] = await db
    .insert(rateLimit)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: [rateLimit.key, rateLimit.windowStart],
      set: { count: sql`${rateLimit.count} + 1` },
    })
    .returning({ count: rateLimit.count });
  return row?.count ?? 1;
}

/** Takes back a try that turned out to be right. */
export async function uncountTry(db: Database, key: string, windowStart: Instant): Promise<void> {
  await db
    .update(rateLimit)
    .set({ count: sql`greatest(${rateLimit.count} - 1, 0)` })
    .where(and(eq(rateLimit.key, key), eq(rateLimit.windowStart, windowStart)));
}

/** Forgets the tries of a key, and of everybody once they are a day old. */
export async function forgetTries(db: Database, key: string, now: Instant): Promise<void> {
  await db.delete(rateLimit).where(eq(rateLimit.key, key));
  await db.delete(rateLimit).where(lt(rateLimit.windowStart, later(now, -day)));
}
