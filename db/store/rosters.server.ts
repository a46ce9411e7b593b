import { and, asc, desc, eq, gt, inArray, lte, notLike, sql } from "drizzle-orm";
import type { UnitId } from "#app/domain/ids.ts";
import { type Assignment, type Publication, restatedMark } from "#app/domain/roster/publication.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { hubAgreement } from "../schema/coverage.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { assignment, feedCheck, rosterPublication } from "../schema/roster.ts";

export type SourcedPublication = Publication & {
  readonly unitId: string;
  readonly source: string;
  readonly kind: "pulled" | "pushed" | "uploaded";
};

/**
 * Publications of units whose period meets the window, as known through an entry, each with those of its
 * shifts that meet the window too.
 *
 * @param shiftsFrom  Shifts that ended by then are left out, though their publication is not.
 */
export async function publicationsOver(
  tx: Transaction,
  unitIds: readonly string[],
  window: Interval,
  knownThrough: number,
  shiftsFrom: Instant = window.start,
): Promise<SourcedPublication[]> {
  if (unitIds.length === 0) return [];
  const open = Number.isFinite(window.end) ? window.end : null;
  const rows = await tx
    .select({
      id: rosterPublication.id,
      unitId: rosterPublication.unitId,
      source: rosterPublication.source,
      kind: rosterPublication.kind,
      startsAt: rosterPublication.startsAt,
      endsAt: rosterPublication.endsAt,
      entrySeq: rosterPublication.entrySeq,
      recordedAt: ledgerEntry.recordedAt,
      planHash: rosterPublication.planHash,
    })
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(
      and(
        inArray(rosterPublication.unitId, [...unitIds]),
        lte(rosterPublication.entrySeq, knownThrough),
        gt(rosterPublication.endsAt, window.start),
        open === null ? undefined : lte(rosterPublication.startsAt, open),
      ),
    );
  const shifts = await shiftsOf(
    tx,
    rows.map((row) => row.id),
    { start: shiftsFrom, end: window.end },
  );
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unitId,
    source: row.source,
    kind: row.kind as SourcedPublication["kind"],
    entrySeq: row.entrySeq,
    recordedAt: row.recordedAt,
    period: interval(row.startsAt, row.endsAt),
    isRestated: row.planHash.startsWith(restatedMark),
    assignments: shifts.get(row.id) ?? [],
  }));
}

async function shiftsOf(tx: Transaction, publicationIds: readonly string[], window: Interval) {
  const found = new Map<string, Assignment[]>();
  if (publicationIds.length === 0) return found;
  const rows = await tx
    .select()
    .from(assignment)
    .where(
      and(
        inArray(assignment.publicationId, [...publicationIds]),
        gt(assignment.endsAt, window.start),
        Number.isFinite(window.end) ? lte(assignment.startsAt, window.end) : undefined,
      ),
    )
    .orderBy(assignment.startsAt, assignment.id);
  for (const row of rows) {
    const shift = assignmentOf(row);
    const known = found.get(row.publicationId);
    if (known) known.push(shift);
    else found.set(row.publicationId, [shift]);
  }
  return found;
}

export function assignmentOf(row: typeof assignment.$inferSelect): Assignment {
  return {
    id: row.id,
    registration: row.registration,
    nameText: row.nameText,
    role: row.role as ShiftRole,
    presence: row.presence as RosterPresence,
    shift: interval(row.startsAt, row.endsAt),
    responseMinutes: row.responseMinutes,
    assignment: row.assignment,
    contact: row.contact,
    reference: row.reference,
  };
}

/** A row of a unit's rosters by its id, with the source that published it. */
export async function assignmentWithSource(tx: Transaction, unitId: string, id: string) {
  const [found] = await tx
    .select({ row: assignment, source: rosterPublication.source })
    .from(assignment)
    .innerJoin(rosterPublication, eq(rosterPublication.id, assignment.publicationId))
    .where(and(eq(assignment.unitId, unitId), eq(assignment.id, id)));
  if (!found) return null;
  const { id: _, ...shift } = assignmentOf(found.row);
  return { source: found.source, shift };
}

export type SourceCheck = {
  readonly unitId: string;
  readonly source: string;
  readonly checkedAt: Instant;
};

/**
 * For each source of the units: when it was last published or confirmed, as known through an entry.
 * A check that could not be read, or was held, confirms nothing, nor does what was only restated.
 */
export async function lastChecks(
  tx: Transaction,
  unitIds: readonly string[],
  knownThrough: number,
): Promise<SourceCheck[]> {
  if (unitIds.length === 0) return [];
  const confirmations = tx
    .select({
      unitId: feedCheck.unitId,
      source: feedCheck.source,
      checkedAt: sql<string>`max(${ledgerEntry.recordedAt})`,
    })
    .from(feedCheck)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, feedCheck.entrySeq))
    .where(
      and(
        inArray(feedCheck.unitId, [...unitIds]),
        eq(feedCheck.outcome, "confirmed"),
        lte(feedCheck.entrySeq, knownThrough),
      ),
    )
    .groupBy(feedCheck.unitId, feedCheck.source);
  const publications = tx
    .select({
      unitId: rosterPublication.unitId,
      source: rosterPublication.source,
      checkedAt: sql<string>`max(${ledgerEntry.recordedAt})`,
    })
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(
      and(
        inArray(rosterPublication.unitId, [...unitIds]),
        lte(rosterPublication.entrySeq, knownThrough),
        notLike(rosterPublication.planHash, `${restatedMark}%`),
      ),
    )
    .groupBy(rosterPublication.unitId, rosterPublication.source);
  const [confirmed, published] = await Promise.all([confirmations, publications]);
  return [...confirmed, ...published].map((row) => ({
    unitId: row.unitId,
    source: row.source,
    checkedAt: ledgerEntry.recordedAt.mapFromDriverValue(row.checkedAt) as Instant,
  }));
}

export type NewPublication = {
  readonly id: string;
  readonly unitId: UnitId | string;
  readonly source: string;
  readonly kind: SourcedPublication["kind"];
  readonly period: Interval;
  readonly planHash: string;
  readonly reason: string | null;
  readonly entrySeq: number;
};

/**
 * Inserts a publication and its shifts. The latter go as one JSON text: with a placeholder for each value
 * the statement alone would take longer than the rows.
 */
export async function insertPublication(
  tx: Transaction,
  publication: NewPublication,
  shifts: readonly Assignment[],
): Promise<void> {
  const { period, ...rest } = publication;
  await tx
    .insert(rosterPublication)
    .values({ ...rest, startsAt: period.start, endsAt: period.end });
  for (let from = 0; from < shifts.length; from += 20_000) {
    const rows = JSON.stringify(shifts.slice(from, from + 20_000).map(columnsOf));
    await tx.execute(sql`
      insert into ${assignment} (
        id, publication_id, unit_id, registration, name_text, role, presence, starts_at, ends_at,
        response_minutes, assignment, contact, reference
      )
      select
        id, ${publication.id}::uuid, ${publication.unitId}::uuid, registration, name_text, role, presence,
        to_timestamp(starts_at / 1000.0), to_timestamp(ends_at / 1000.0),
        response_minutes, assignment, contact, reference
      from json_to_recordset(${rows}::text::json) as shift (
        id uuid, registration text, name_text text, role text, presence text, starts_at bigint,
        ends_at bigint, response_minutes integer, assignment text, contact text, reference text
      )`);
  }
}

/** As the statement above names them; times in milliseconds, so that nothing has to format or read them. */
function columnsOf(row: Assignment) {
  return {
    id: row.id,
    registration: row.registration,
    name_text: row.nameText,
    role: row.role,
    presence: row.presence,
    starts_at: row.shift.start,
    ends_at: row.shift.end,
    response_minutes: row.responseMinutes,
    assignment: row.assignment,
    contact: row.contact,
    reference: row.reference,
  };
}

export async function insertFeedCheck(
  tx: Transaction,
  check: typeof feedCheck.$inferInsert,
): Promise<void> {
  await tx.insert(feedCheck).values(check);
}

export type PublicationLine = {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly recordedAt: Instant;
  readonly reason: string | null;
};

/** The latest publications of a unit, for people to see what was fed and when. */
export async function latestPublications(
  tx: Transaction,
  unitId: string,
  limit = 20,
): Promise<PublicationLine[]> {
  return tx
    .select({
      id: rosterPublication.id,
      source: rosterPublication.source,
      kind: rosterPublication.kind,
      startsAt: rosterPublication.startsAt,
      endsAt: rosterPublication.endsAt,
      recordedAt: ledgerEntry.recordedAt,
      reason: rosterPublication.reason,
    })
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(eq(rosterPublication.unitId, unitId))
    .orderBy(desc(rosterPublication.entrySeq))
    .limit(limit);
}

/** For each source of a unit, the end of the last period that was published; null where it is open. */
export async function publishedThrough(
  tx: Transaction,
  unitId: string,
): Promise<{ readonly source: string; readonly endsAt: Instant | null }[]> {
  return tx
    .selectDistinctOn([rosterPublication.source], {
      source: rosterPublication.source,
      endsAt: rosterPublication.endsAt,
    })
    .from(rosterPublication)
    .where(eq(rosterPublication.unitId, unitId))
    .orderBy(asc(rosterPublication.source), sql`${rosterPublication.endsAt} desc nulls first`);
}

/** Units whose rosters name one of these registrations on site in the window. */
export async function unitsNaming(
  tx: Transaction,
  registrations: readonly string[],
  window: Interval,
  knownThrough: number,
): Promise<string[]> {
  if (registrations.length === 0) return [];
  const rows = await tx
    .selectDistinct({ unitId: assignment.unitId })
    .from(assignment)
    .innerJoin(rosterPublication, eq(rosterPublication.id, assignment.publicationId))
    .where(
      and(
        inArray(assignment.registration, [...registrations]),
        eq(assignment.presence, "on_site"),
        gt(assignment.endsAt, window.start),
        Number.isFinite(window.end) ? lte(assignment.startsAt, window.end) : undefined,
        lte(rosterPublication.entrySeq, knownThrough),
      ),
    );
  return rows.map((row) => row.unitId);
}

/** Units whose rosters name one of these registrations in the window, and units that such a unit is hub of. */
export async function unitsNamingAnywhere(
  tx: Transaction,
  registrations: readonly string[],
  window: Interval,
): Promise<Set<string>> {
  if (registrations.length === 0) return new Set();
  const rows = await tx
    .selectDistinct({ unitId: assignment.unitId, served: hubAgreement.unitId })
    .from(assignment)
    .leftJoin(hubAgreement, eq(hubAgreement.hubUnitId, assignment.unitId))
    .where(
      and(
        inArray(assignment.registration, [...registrations]),
        gt(assignment.endsAt, window.start),
        lte(assignment.startsAt, window.end),
      ),
    );
  return new Set(rows.flatMap((row) => (row.served ? [row.unitId, row.served] : [row.unitId])));
}
