import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, max, or } from "drizzle-orm";
import type { Assignment } from "#app/domain/roster/publication.ts";
import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Database, Transaction } from "../client.server.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { assignment, calendarFeed, rosterPublication } from "../schema/roster.ts";
import { assignmentOf, type SourcedPublication } from "./rosters.server.ts";

export type CalendarFeed = typeof calendarFeed.$inferSelect;

export async function findFeedByToken(
  tx: Transaction,
  tokenHash: string,
): Promise<CalendarFeed | null> {
  const [row] = await tx
    .select()
    .from(calendarFeed)
    .where(and(eq(calendarFeed.tokenHash, tokenHash), isNull(calendarFeed.revokedAt)));
  return row ?? null;
}

export async function findCalendarFeed(tx: Transaction, id: string): Promise<CalendarFeed | null> {
  const [row] = await tx.select().from(calendarFeed).where(eq(calendarFeed.id, id));
  return row ?? null;
}

/** A person's own feeds, or all of a unit, the newest first; revoked ones too. */
export async function calendarFeedsOf(
  tx: Transaction,
  whose: { readonly ownerId: string } | { readonly unitId: string },
): Promise<CalendarFeed[]> {
  const wanted =
    "unitId" in whose
      ? eq(calendarFeed.unitId, whose.unitId)
      : and(eq(calendarFeed.ownerId, whose.ownerId), eq(calendarFeed.kind, "person"));
  return tx
    .select()
    .from(calendarFeed)
    .where(wanted)
    .orderBy(desc(calendarFeed.createdAt), desc(calendarFeed.id));
}

export async function insertCalendarFeed(
  tx: Transaction,
  row: typeof calendarFeed.$inferInsert,
): Promise<void> {
  await tx.insert(calendarFeed).values(row);
}

export async function revokeCalendarFeed(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx
    .update(calendarFeed)
    .set({ revokedAt: at })
    .where(and(eq(calendarFeed.id, id), isNull(calendarFeed.revokedAt)));
}

/** A reading is noted to the hour: calendars ask often, and nobody needs to know more exactly. */
export async function noteFeedRead(db: Database, id: string, now: Instant): Promise<void> {
  const old = or(isNull(calendarFeed.lastReadAt), lt(calendarFeed.lastReadAt, later(now, -hour)));
  await db
    .update(calendarFeed)
    .set({ lastReadAt: now })
    .where(and(eq(calendarFeed.id, id), old));
}

/** Units on whose rosters one of these registrations ever stood in a stretch. */
export async function unitsEverNaming(
  tx: Transaction,
  registrations: readonly string[],
  window: Interval,
): Promise<string[]> {
  if (registrations.length === 0) return [];
  const rows = await tx
    .selectDistinct({ unitId: assignment.unitId })
    .from(assignment)
    .where(
      and(
        inArray(assignment.registration, [...registrations]),
        gt(assignment.endsAt, window.start),
        lt(assignment.startsAt, window.end),
      ),
    );
  return rows.map(({ unitId }) => unitId);
}

/** The unit of the next shift of one of these registrations that is not over, else of the last; null: none. */
export async function unitNearest(
  tx: Transaction,
  registrations: readonly string[],
  now: Instant,
): Promise<string | null> {
  if (registrations.length === 0) return null;
  const named = inArray(assignment.registration, [...registrations]);
  const wanted = { unitId: assignment.unitId };
  const [next] = await tx
    .select(wanted)
    .from(assignment)
    .where(and(named, gt(assignment.endsAt, now)))
    .orderBy(asc(assignment.startsAt))
    .limit(1);
  const last = () => tx.select(wanted).from(assignment).where(named);
  const [found] = next ? [next] : await last().orderBy(desc(assignment.endsAt)).limit(1);
  return found?.unitId ?? null;
}

/** The last publication of these units: what a calendar of theirs depends on; 0 where there is none. */
export async function lastPublication(
  tx: Transaction,
  unitIds: readonly string[],
): Promise<number> {
  if (unitIds.length === 0) return 0;
  const [row] = await tx
    .select({ last: max(rosterPublication.entrySeq) })
    .from(rosterPublication)
    .where(inArray(rosterPublication.unitId, [...unitIds]));
  return row?.last ?? 0;
}

/**
 * Everything that was ever published for these units in a stretch, in the order of publication, each with
 * its shifts that meet the stretch.
 *
 * @param registrations  Of these people alone; null: of everybody.
 */
export async function publishedHistory(
  tx: Transaction,
  unitIds: readonly string[],
  window: Interval,
  registrations: readonly string[] | null,
): Promise<SourcedPublication[]> {
  if (unitIds.length === 0) return [];
  const published = await tx
    .select({ row: rosterPublication, recordedAt: ledgerEntry.recordedAt })
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(
      and(
        inArray(rosterPublication.unitId, [...unitIds]),
        gt(rosterPublication.endsAt, window.start),
        lte(rosterPublication.startsAt, window.end),
      ),
    )
    .orderBy(asc(rosterPublication.entrySeq));
  const shifts = await tx
    .select()
    .from(assignment)
    .where(
      and(
        inArray(assignment.unitId, [...unitIds]),
        registrations === null ? undefined : inArray(assignment.registration, [...registrations]),
        gt(assignment.endsAt, window.start),
        lt(assignment.startsAt, window.end),
      ),
    )
    .orderBy(asc(assignment.startsAt), asc(assignment.id));
  const byPublication = new Map<string, Assignment[]>();
  for (const row of shifts) {
    const known = byPublication.get(row.publicationId);
    if (known) known.push(assignmentOf(row));
    else byPublication.set(row.publicationId, [assignmentOf(row)]);
  }
  return published.map(({ row, recordedAt }) => ({
    ...{ id: row.id, unitId: row.unitId, source: row.source, entrySeq: row.entrySeq, recordedAt },
    kind: row.kind as SourcedPublication["kind"],
    period: interval(row.startsAt, row.endsAt),
    assignments: byPublication.get(row.id) ?? [],
  }));
}
