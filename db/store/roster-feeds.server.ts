import { and, asc, eq, isNull, lte } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../client.server.ts";
import { rosterFeed } from "../schema/roster.ts";

export type FeedRow = typeof rosterFeed.$inferSelect;

export async function insertFeed(
  tx: Transaction,
  row: typeof rosterFeed.$inferInsert,
): Promise<void> {
  await tx.insert(rosterFeed).values(row);
}

/** The feeds of a unit that are not stopped, by source. */
export async function feedsOf(tx: Transaction, unitId: string): Promise<FeedRow[]> {
  return tx
    .select()
    .from(rosterFeed)
    .where(and(eq(rosterFeed.unitId, unitId), isNull(rosterFeed.stoppedAt)))
    .orderBy(asc(rosterFeed.source));
}

/** Also one that was stopped. */
export async function feedOfSource(
  tx: Transaction,
  unitId: string,
  source: string,
): Promise<FeedRow | null> {
  const [row] = await tx
    .select()
    .from(rosterFeed)
    .where(and(eq(rosterFeed.unitId, unitId), eq(rosterFeed.source, source)));
  return row ?? null;
}

export async function findFeed(tx: Transaction | Database, id: string): Promise<FeedRow | null> {
  const [row] = await tx.select().from(rosterFeed).where(eq(rosterFeed.id, id));
  return row ?? null;
}

/**
 * Takes the feed that is due longest for this process alone: nobody else finds it due before `until`, by
 * when it has been read or the process is gone.
 */
export async function claimDueFeed(
  db: Database,
  now: Instant,
  until: Instant,
): Promise<FeedRow | null> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .select()
      .from(rosterFeed)
      .where(and(isNull(rosterFeed.stoppedAt), lte(rosterFeed.nextTryAt, now)))
      .orderBy(asc(rosterFeed.nextTryAt), asc(rosterFeed.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!due) return null;
    await setFeed(tx, due.id, { nextTryAt: until, lastTriedAt: now });
    return due;
  });
}

export async function setFeed(
  tx: Transaction | Database,
  id: string,
  change: Partial<Omit<FeedRow, "id">>,
): Promise<void> {
  await tx.update(rosterFeed).set(change).where(eq(rosterFeed.id, id));
}
