import type { Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type FindingWord, presentMembers, takingPart } from "#app/domain/signoff/meeting.ts";
import type { Transaction } from "#db/client.server.ts";
import type { AttendanceLine, ConflictLine, Meeting } from "#db/store/signoff/meetings.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { onAgenda, openRoom, quorumFor, readableMeeting } from "./meeting-room.server.ts";

export type AgendaFellow = {
  readonly fellowshipId: string;
  readonly name: string;
  readonly release: string;
  readonly part: number;
  readonly quorum: number;
  readonly conflicted: readonly string[];
  readonly finding: FindingWord | null;
  readonly hasDissent: boolean;
};
export type MeetingView = {
  readonly meeting: Meeting;
  /** Everybody on the committee, with who came though they are on it no longer. */
  readonly members: readonly (NamedPerson & { readonly isPresent: boolean })[];
  readonly attendance: readonly AttendanceLine[];
  readonly conflicts: readonly ConflictLine[];
  readonly fellows: readonly AgendaFellow[];
  readonly may: {
    readonly attend: boolean;
    readonly find: boolean;
    readonly sign: boolean;
    /** Into the fellows' screens: who only was there once reads the minutes alone. */
    readonly look: boolean;
  };
};

/** A meeting: who is there, who is spoken about, and what was found so far. */
export function showMeeting(ctx: Context, meetingId: string): Promise<Result<MeetingView>> {
  const target = (tx: Transaction) => readableMeeting(tx, ctx, meetingId);
  return ask<MeetingView>(ctx, "meeting.read", target, async ({ tx, now }) => {
    const room = await openRoom(tx, meetingId);
    if (!room) return refuse("not_found");
    const { meeting, attendance, conflicts, findings } = room;
    const present = presentMembers(attendance);
    const holders = await holdersOf(tx, "committee_member", meeting, now);
    const came = attendance.map(({ memberId: id, memberName: name }) => ({ id, name }));
    const members = [...new Map([...holders, ...came].map((each) => [each.id, each])).values()];
    const fellows = room.fellows.map((fellow): AgendaFellow => {
      const finding = findings.find((each) => each.fellowshipId === fellow.id);
      return {
        fellowshipId: fellow.id,
        name: fellow.fellowName,
        release: fellow.release,
        part: takingPart(room, onAgenda(fellow), finding?.entrySeq).length,
        quorum: quorumFor(ctx, fellow),
        conflicted: conflicts
          .filter((each) => each.fellowshipId === fellow.id)
          .map((each) => each.memberName),
        finding: finding?.recommendation ?? null,
        hasDissent: (finding?.dissenters.length ?? 0) > 0,
      };
    });
    return allow({
      meeting,
      members: members.map((each) => ({ ...each, isPresent: present.includes(each.id) })),
      attendance,
      conflicts,
      fellows,
      may: mayIn(ctx, meeting),
    });
  });
}

/** What the person who asks may do while the minutes are not signed. */
export function mayIn(ctx: Context, { programmeId, organisationId, signedSeq }: Meeting) {
  const place: Target = { programmeId, organisationId };
  const may = (deed: "meeting.attend" | "meeting.find" | "minutes.sign") =>
    signedSeq === null && permit(ctx.actor, deed, place, ctx.now).ok;
  return {
    attend: may("meeting.attend"),
    find: may("meeting.find"),
    sign: may("minutes.sign"),
    look: permit(ctx.actor, "training.read", place, ctx.now).ok,
  };
}
