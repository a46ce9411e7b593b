import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import {
  committeeMeeting,
  meetingAttendance,
  meetingConflict,
  meetingMinutes,
} from "../../schema/committee.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";

export type Meeting = {
  readonly id: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly organisationId: string;
  readonly timeZone: string;
  readonly heldAt: Instant;
  /** Fellowships, in order. */
  readonly agenda: readonly string[];
  readonly calledBy: string;
  readonly calledByName: string;
  /** The entry that signed the minutes; null while they are not. */
  readonly signedSeq: number | null;
};

const caller = alias(person, "caller");

function select(tx: Transaction) {
  return tx
    .select({
      id: committeeMeeting.id,
      programmeId: committeeMeeting.programmeId,
      programmeName: programme.name,
      organisationId: programme.organisationId,
      timeZone: programme.timeZone,
      heldAt: committeeMeeting.heldAt,
      agenda: committeeMeeting.agenda,
      calledBy: committeeMeeting.calledBy,
      calledByName: caller.name,
      signedSeq: meetingMinutes.entrySeq,
    })
    .from(committeeMeeting)
    .innerJoin(programme, eq(programme.id, committeeMeeting.programmeId))
    .innerJoin(caller, eq(caller.id, committeeMeeting.calledBy))
    .leftJoin(meetingMinutes, eq(meetingMinutes.meetingId, committeeMeeting.id));
}

export async function findMeeting(tx: Transaction, id: string): Promise<Meeting | null> {
  if (!isId(id)) return null;
  const [row] = await select(tx).where(eq(committeeMeeting.id, id));
  return row ?? null;
}

/** Meetings of these programmes, latest first. */
export async function meetingsOf(
  tx: Transaction,
  programmeIds: readonly string[],
  limit = 100,
): Promise<Meeting[]> {
  if (programmeIds.length === 0) return [];
  return select(tx)
    .where(inArray(committeeMeeting.programmeId, [...programmeIds]))
    .orderBy(desc(committeeMeeting.heldAt), desc(committeeMeeting.id))
    .limit(limit);
}

/** Meetings in which somebody was present at some time. */
export async function meetingsAttended(tx: Transaction, memberId: string): Promise<Meeting[]> {
  const attended = tx
    .select({ id: meetingAttendance.meetingId })
    .from(meetingAttendance)
    .where(and(eq(meetingAttendance.memberId, memberId), eq(meetingAttendance.isPresent, true)));
  return select(tx)
    .where(inArray(committeeMeeting.id, attended))
    .orderBy(desc(committeeMeeting.heldAt), desc(committeeMeeting.id));
}

export async function insertMeeting(tx: Transaction, row: typeof committeeMeeting.$inferInsert) {
  await tx.insert(committeeMeeting).values(row);
}

export type AttendanceLine = {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly isPresent: boolean;
  readonly entrySeq: number;
  readonly at: Instant;
};

/** Who came and went, in order of recording. */
export async function attendanceOf(tx: Transaction, meetingId: string): Promise<AttendanceLine[]> {
  return tx
    .select({
      id: meetingAttendance.id,
      memberId: meetingAttendance.memberId,
      memberName: person.name,
      isPresent: meetingAttendance.isPresent,
      entrySeq: meetingAttendance.entrySeq,
      at: ledgerEntry.recordedAt,
    })
    .from(meetingAttendance)
    .innerJoin(person, eq(person.id, meetingAttendance.memberId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, meetingAttendance.entrySeq))
    .where(eq(meetingAttendance.meetingId, meetingId))
    .orderBy(asc(meetingAttendance.entrySeq));
}

export async function insertAttendance(
  tx: Transaction,
  row: typeof meetingAttendance.$inferInsert,
) {
  await tx.insert(meetingAttendance).values(row);
}

export type ConflictLine = {
  readonly memberId: string;
  readonly memberName: string;
  readonly fellowshipId: string;
  readonly reason: string;
  readonly entrySeq: number;
  readonly at: Instant;
};

export async function conflictsOf(tx: Transaction, meetingId: string): Promise<ConflictLine[]> {
  return tx
    .select({
      memberId: meetingConflict.memberId,
      memberName: person.name,
      fellowshipId: meetingConflict.fellowshipId,
      reason: meetingConflict.reason,
      entrySeq: meetingConflict.entrySeq,
      at: ledgerEntry.recordedAt,
    })
    .from(meetingConflict)
    .innerJoin(person, eq(person.id, meetingConflict.memberId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, meetingConflict.entrySeq))
    .where(eq(meetingConflict.meetingId, meetingId))
    .orderBy(asc(meetingConflict.entrySeq));
}

export async function insertConflict(tx: Transaction, row: typeof meetingConflict.$inferInsert) {
  await tx.insert(meetingConflict).values(row);
}

export type SignedMinutes = typeof meetingMinutes.$inferSelect & { readonly signedAt: Instant };

export async function minutesOf(tx: Transaction, meetingId: string): Promise<SignedMinutes | null> {
  const [row] = await tx
    .select({ row: meetingMinutes, signedAt: ledgerEntry.recordedAt })
    .from(meetingMinutes)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, meetingMinutes.entrySeq))
    .where(eq(meetingMinutes.meetingId, meetingId));
  return row ? { ...row.row, signedAt: row.signedAt } : null;
}

export async function insertMinutes(tx: Transaction, row: typeof meetingMinutes.$inferInsert) {
  await tx.insert(meetingMinutes).values(row);
}
