import { and, asc, eq, gt, inArray, isNotNull, lte, max, min, sql } from "drizzle-orm";
import type { MappingFact, MappingKind, Meaning } from "#app/domain/roster/mapping.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../client.server.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { assignment, rosterMapping, rosterPublication } from "../schema/roster.ts";

export type MappingLine = MappingFact & {
  readonly id: string;
  readonly recordedAt: Instant;
  /** Null: the portal itself, or a machine. */
  readonly recordedBy: string | null;
};

/** Everything that a unit taught of its rosters, as known through an entry; in order of recording. */
export async function mappingsOf(
  tx: Transaction,
  unitId: string,
  knownThrough: number,
): Promise<MappingLine[]> {
  const rows = await tx
    .select({
      id: rosterMapping.id,
      kind: rosterMapping.kind,
      given: rosterMapping.given,
      meaning: rosterMapping.meaning,
      registration: rosterMapping.registration,
      role: rosterMapping.role,
      presence: rosterMapping.presence,
      responseMinutes: rosterMapping.responseMinutes,
      recordedAt: ledgerEntry.recordedAt,
      actorKind: ledgerEntry.actorKind,
      actorId: ledgerEntry.actorId,
    })
    .from(rosterMapping)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterMapping.entrySeq))
    .where(and(eq(rosterMapping.unitId, unitId), lte(rosterMapping.entrySeq, knownThrough)))
    .orderBy(asc(rosterMapping.entrySeq), asc(rosterMapping.id));
  return rows.map(({ actorKind, actorId, ...row }) => ({
    ...row,
    kind: row.kind as MappingKind,
    meaning: row.meaning as Meaning,
    role: row.role as ShiftRole | null,
    presence: row.presence as RosterPresence | null,
    recordedBy: actorKind === "person" ? actorId : null,
  }));
}

export async function insertMappings(
  tx: Transaction,
  rows: readonly (typeof rosterMapping.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(rosterMapping).values([...rows]);
}

/** The names in a unit's rosters, alone or beside the registration that they were taught to mean. */
export async function namesWritten(tx: Transaction, unitId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ nameText: assignment.nameText })
    .from(assignment)
    .where(and(eq(assignment.unitId, unitId), isNotNull(assignment.nameText)));
  return rows.flatMap((row) => row.nameText ?? []).sort();
}

export type NamedStretch = {
  readonly source: string;
  readonly start: Instant;
  readonly end: Instant;
};

/** For each source of a unit, from when to when rows under one of these names were ever published. */
export async function stretchesNaming(
  tx: Transaction,
  unitId: string,
  names: readonly string[],
): Promise<NamedStretch[]> {
  if (names.length === 0) return [];
  const rows = await tx
    .select({
      source: rosterPublication.source,
      start: min(assignment.startsAt),
      end: max(assignment.endsAt),
    })
    .from(assignment)
    .innerJoin(rosterPublication, eq(rosterPublication.id, assignment.publicationId))
    .where(and(eq(assignment.unitId, unitId), inArray(assignment.nameText, [...names])))
    .groupBy(rosterPublication.source)
    .orderBy(asc(rosterPublication.source));
  return rows.flatMap(({ source, start, end }) =>
    start === null || end === null ? [] : [{ source, start, end }],
  );
}

export type WrittenDuty = {
  /** Null: the roster gives it no name. */
  readonly given: string | null;
  readonly role: ShiftRole;
  readonly presence: RosterPresence;
  readonly responseMinutes: number;
};

/** As what people were rostered in a unit since an instant, the commonest first. */
export async function dutiesWritten(
  tx: Transaction,
  unitId: string,
  since: Instant,
): Promise<WrittenDuty[]> {
  const rows = await tx
    .select({
      given: assignment.assignment,
      role: assignment.role,
      presence: assignment.presence,
      responseMinutes: assignment.responseMinutes,
    })
    .from(assignment)
    .where(and(eq(assignment.unitId, unitId), gt(assignment.endsAt, since)))
    .groupBy(
      assignment.assignment,
      assignment.role,
      assignment.presence,
      assignment.responseMinutes,
    )
    .orderBy(sql`count(*) desc`);
  return rows.map((row) => ({
    ...row,
    role: row.role as ShiftRole,
    presence: row.presence as RosterPresence,
  }));
}
