import { releaseOf } from "#app/domain/content.ts";
import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Refused, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { type Finding, findingsOf } from "#db/store/signoff/findings.server.ts";
import {
  type AttendanceLine,
  attendanceOf,
  type ConflictLine,
  conflictsOf,
  findMeeting,
  type Meeting,
} from "#db/store/signoff/meetings.server.ts";
import { cohortOf, type Fellowship } from "#db/store/training/fellowships.server.ts";
import type { Context } from "../../context.server.ts";

/** A meeting with all that was recorded in it. */
export type MeetingRoom = {
  readonly meeting: Meeting;
  readonly attendance: readonly AttendanceLine[];
  readonly conflicts: readonly ConflictLine[];
  readonly findings: readonly Finding[];
  /** On the agenda, in its order. */
  readonly fellows: readonly Fellowship[];
};

export async function openRoom(tx: Transaction, meetingId: string): Promise<MeetingRoom | null> {
  const meeting = await findMeeting(tx, meetingId);
  if (!meeting) return null;
  const cohort = new Map((await cohortOf(tx, meeting.programmeId)).map((each) => [each.id, each]));
  return {
    meeting,
    attendance: await attendanceOf(tx, meetingId),
    conflicts: await conflictsOf(tx, meetingId),
    findings: await findingsOf(tx, meetingId),
    fellows: meeting.agenda.flatMap((id) => cohort.get(id) ?? []),
  };
}

/** The programme that a meeting is about. */
export async function meetingTarget(tx: Transaction, id: string): Promise<Result<Target>> {
  const meeting = await findMeeting(tx, id);
  if (!meeting) return refuse("no_such_meeting");
  const { programmeId, organisationId } = meeting;
  return allow({ programmeId, organisationId });
}

/** The same for reading: somebody who was there is themselves what it is about. */
export async function readableMeeting(
  tx: Transaction,
  { actor }: Pick<Context, "actor">,
  id: string,
): Promise<Result<Target>> {
  const found = await meetingTarget(tx, id);
  if (!found.ok) return refuse("not_found");
  const attendance = await attendanceOf(tx, id);
  const wasThere = attendance.some((each) => each.memberId === actor.id);
  return allow(wasThere && actor.id ? { ...found.value, personId: actor.id } : found.value);
}

/** An open room for an act; after the signature nothing changes: `minutes_signed`. */
export async function roomForAct(tx: Transaction, meetingId: string): Promise<Result<MeetingRoom>> {
  const room = await openRoom(tx, meetingId);
  if (!room) return refuse("no_such_meeting");
  return room.meeting.signedSeq === null ? allow(room) : minutesSigned();
}

export function minutesSigned(): Refused {
  return refuse("minutes_signed");
}

/** How many must take part where this fellow is spoken about. */
export function quorumFor({ content }: Pick<Context, "content">, { release }: Fellowship): number {
  return releaseOf(content, release).requirements.committeeMembers.value;
}

export function onAgenda({ id, fellowId }: Fellowship) {
  return { fellowshipId: id, fellowId };
}
