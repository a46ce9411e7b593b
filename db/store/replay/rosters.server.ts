import { and, asc, eq, gt, inArray, lt, ne, or, sql } from "drizzle-orm";
import { type RosterSource, restatedMark } from "#app/domain/roster/publication.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { assignment, feedCheck, rosterPublication } from "../../schema/roster.ts";

/** A publication without its shifts. */
export type PublicationHead = {
  readonly id: string;
  readonly unitId: string;
  readonly source: string;
  readonly kind: RosterSource["kind"];
  readonly period: Interval;
  readonly entrySeq: number;
  readonly recordedAt: Instant;
  /** It says nothing of how fresh its source is. */
  readonly isRestated: boolean;
};

/** Every publication of these units recorded before an instant, in order of recording. */
export async function publicationHeads(
  tx: Transaction,
  unitIds: readonly string[],
  before: Instant,
): Promise<PublicationHead[]> {
  const { id, unitId, source, kind, startsAt, endsAt, entrySeq } = rosterPublication;
  const { recordedAt } = ledgerEntry;
  const isRestated = sql<boolean>`${rosterPublication.planHash} like ${`${restatedMark}%`}`;
  const rows = await tx
    .select({ id, unitId, source, kind, startsAt, endsAt, entrySeq, recordedAt, isRestated })
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(and(inArray(unitId, [...unitIds]), lt(recordedAt, before)))
    .orderBy(asc(entrySeq));
  return rows.map(({ startsAt: start, endsAt: end, ...row }) => ({
    ...row,
    kind: row.kind as RosterSource["kind"],
    period: interval(start, end),
  }));
}

/** When a unit's source was confirmed. */
export type CheckTime = {
  readonly unitId: string;
  readonly source: string;
  readonly at: Instant;
};

/** Confirmations of these units' sources inside a window, and for each source the last one before it. */
export async function checkTimes(
  tx: Transaction,
  unitIds: readonly string[],
  window: Interval,
): Promise<CheckTime[]> {
  const { unitId, source, outcome, entrySeq } = feedCheck;
  const ofUnits = and(inArray(unitId, [...unitIds]), eq(outcome, "confirmed"));
  const within = and(
    gt(ledgerEntry.recordedAt, window.start),
    lt(ledgerEntry.recordedAt, window.end),
  );
  const [during, before] = await Promise.all([
    tx
      .select({ unitId, source, at: ledgerEntry.recordedAt })
      .from(feedCheck)
      .innerJoin(ledgerEntry, eq(ledgerEntry.seq, entrySeq))
      .where(and(ofUnits, within))
      .orderBy(asc(entrySeq)),
    tx
      .select({ unitId, source, at: sql<string>`max(${ledgerEntry.recordedAt})` })
      .from(feedCheck)
      .innerJoin(ledgerEntry, eq(ledgerEntry.seq, entrySeq))
      .where(and(ofUnits, sql`${ledgerEntry.recordedAt} <= ${formatInstant(window.start)}`))
      .groupBy(unitId, source),
  ]);
  const earlier = before.map((row) => ({
    ...row,
    at: ledgerEntry.recordedAt.mapFromDriverValue(row.at) as Instant,
  }));
  return [...earlier, ...during];
}

/** Other units whose rosters ever named one of these registrations on site inside a window. */
export async function unitsEverNaming(
  tx: Transaction,
  registrations: readonly string[],
  window: Interval,
  except: string,
): Promise<string[]> {
  if (registrations.length === 0) return [];
  const rows = await tx
    .selectDistinct({ unitId: assignment.unitId })
    .from(assignment)
    .where(
      and(
        inArray(assignment.registration, [...registrations]),
        eq(assignment.presence, "on_site"),
        ne(assignment.unitId, except),
        gt(assignment.endsAt, window.start),
        lt(assignment.startsAt, window.end),
      ),
    );
  return rows.map(({ unitId }) => unitId);
}

export type ShiftRow = typeof assignment.$inferSelect;

/** So many publications are asked about in one statement. */
const together = 200;

/**
 * The shifts of publications, of each only those inside a stretch of time of its own.
 *
 * @param registrations  Where given, only the shifts of these.
 */
export async function shiftsWithin(
  tx: Transaction,
  stretches: ReadonlyMap<string, Interval>,
  registrations: readonly string[] | null = null,
): Promise<ShiftRow[]> {
  const all = [...stretches];
  const found: ShiftRow[] = [];
  for (let from = 0; from < all.length; from += together) {
    const wanted = all
      .slice(from, from + together)
      .map(([id, { start, end }]) =>
        and(
          eq(assignment.publicationId, id),
          gt(assignment.endsAt, start),
          lt(assignment.startsAt, end),
        ),
      );
    const named = registrations ? inArray(assignment.registration, [...registrations]) : undefined;
    const rows = await tx
      .select()
      .from(assignment)
      .where(and(or(...wanted), named))
      .orderBy(assignment.startsAt, assignment.id);
    found.push(...rows);
  }
  return found;
}

/** Registrations that any publication of these units named, whenever. */
export async function registrationsEverNamed(
  tx: Transaction,
  unitIds: readonly string[],
  window: Interval,
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ registration: assignment.registration })
    .from(assignment)
    .where(
      and(
        inArray(assignment.unitId, [...unitIds]),
        gt(assignment.endsAt, window.start),
        lt(assignment.startsAt, window.end),
      ),
    );
  return rows.flatMap(({ registration }) => registration ?? []);
}
