import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { presentMembers } from "#app/domain/signoff/meeting.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertConflict } from "#db/store/signoff/meetings.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { meetingTarget, roomForAct } from "./meeting-room.server.ts";

export const DeclareConflict = z.object({
  meetingId: z.uuid(),
  fellowshipId: z.uuid(),
  memberId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
});

/**
 * A member has an interest in one fellow and takes no part there; whoever keeps the meeting may enter it
 * for them. It cannot be taken back, and stands in the minutes.
 *
 * Refusals: `no_such_meeting`, `minutes_signed`, `not_on_agenda`, `not_at_the_meeting`,
 * `conflict_declared`, those of `acceptFreeText`.
 */
export function declareConflict(
  ctx: Context,
  input: z.output<typeof DeclareConflict>,
): Promise<Result<{ readonly id: string }>> {
  const { meetingId, fellowshipId, memberId, reason } = input;
  const target = (tx: Transaction) => meetingTarget(tx, meetingId);
  return act(ctx, "meeting.declare_conflict", target, async ({ tx, record }) => {
    const found = await roomForAct(tx, meetingId);
    if (!found.ok) return found;
    const { fellows, attendance, conflicts } = found.value;
    if (!fellows.some((each) => each.id === fellowshipId)) return refuse("not_on_agenda");
    const before = conflicts.find(
      (each) => each.fellowshipId === fellowshipId && each.memberId === memberId,
    );
    if (before) {
      return before.reason === reason ? allow({ id: meetingId }) : refuse("conflict_declared");
    }
    if (!presentMembers(attendance).includes(memberId)) {
      return refuse("not_at_the_meeting", { field: "memberId" });
    }
    const accepted = acceptFreeText(reason, "reason");
    if (!accepted.ok) return accepted;
    const fact = { meetingId, memberId, fellowshipId, reason };
    await insertConflict(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: meetingId });
  });
}
