import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { presentMembers } from "#app/domain/signoff/meeting.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertAttendance } from "#db/store/signoff/meetings.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { isOpenAt } from "./list-meetings.server.ts";
import { meetingTarget, roomForAct } from "./meeting-room.server.ts";

export const AttendMeeting = z.object({
  meetingId: z.uuid(),
  /** Everybody who is there now; whoever was and is not named has left. */
  present: z.array(z.uuid()).max(50).default([]),
});

/**
 * Who is there from now on. What did not change is not recorded again.
 *
 * Refusals: `no_such_meeting`, `minutes_signed`, `meeting_not_begun`, `not_a_committee_member`.
 */
export function attendMeeting(
  ctx: Context,
  input: z.output<typeof AttendMeeting>,
): Promise<Result<{ readonly id: string }>> {
  const { meetingId } = input;
  const target = (tx: Transaction) => meetingTarget(tx, meetingId);
  return act(ctx, "meeting.attend", target, async ({ tx, now, record }) => {
    const found = await roomForAct(tx, meetingId);
    if (!found.ok) return found;
    const { meeting, attendance } = found.value;
    if (!isOpenAt(meeting.heldAt, now)) return refuse("meeting_not_begun");
    const there = new Set(presentMembers(attendance));
    const wanted = new Set(input.present);
    const members = new Set(
      (await holdersOf(tx, "committee_member", meeting, now)).map((each) => each.id),
    );
    const coming = [...wanted].filter((each) => !there.has(each));
    if (!coming.every((each) => members.has(each))) {
      return refuse("not_a_committee_member", { field: "present" });
    }
    const leaving = [...there].filter((each) => !wanted.has(each));
    for (const memberId of [...coming, ...leaving]) {
      const fact = { id: uuidv7(), meetingId, memberId, isPresent: wanted.has(memberId) };
      await insertAttendance(tx, { ...fact, entrySeq: await record(fact) });
    }
    return allow({ id: meetingId });
  });
}
