import { allow, type Result } from "#app/domain/result.ts";
import { hour, type Instant } from "#app/domain/time/instant.ts";
import { findingsOf } from "#db/store/signoff/findings.server.ts";
import { type Meeting, meetingsAttended, meetingsOf } from "#db/store/signoff/meetings.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { programmesOf } from "../../training/cohort/programmes.server.ts";

export type ListedMeeting = Pick<
  Meeting,
  "id" | "programmeId" | "programmeName" | "timeZone" | "heldAt"
> & {
  readonly fellows: number;
  readonly found: number;
  readonly isSigned: boolean;
};
export type ListedMeetings = {
  readonly meetings: readonly ListedMeeting[];
  /** Whether the person who asks may call one. */
  readonly mayCall: boolean;
};

/** The committee's meetings in the programmes of whoever asks, and those they attended; latest first. */
export function listMeetings(ctx: Context): Promise<Result<ListedMeetings>> {
  return ask<ListedMeetings>(ctx, "meetings.list", {}, async ({ tx, now }) => {
    const readers = ["committee_member", "programme_director", "auditor"] as const;
    const callers = ["committee_member", "programme_director"] as const;
    const programmes = await programmesOf(tx, ctx.actor, readers, now);
    const ids = programmes.map((each) => each.id);
    const attended = ctx.actor.id === null ? [] : await meetingsAttended(tx, ctx.actor.id);
    const beyond = attended.filter((each) => !ids.includes(each.programmeId));
    const found = [...(await meetingsOf(tx, ids)), ...beyond];
    const meetings: ListedMeeting[] = [];
    for (const { id, programmeId, programmeName, timeZone, heldAt, agenda, signedSeq } of found) {
      const findings = await findingsOf(tx, id);
      const row = { id, programmeId, programmeName, timeZone, heldAt };
      const counts = { fellows: agenda.length, found: findings.length };
      meetings.push({ ...row, ...counts, isSigned: signedSeq !== null });
    }
    const mayCall = (await programmesOf(tx, ctx.actor, callers, now)).length > 0;
    return allow({ meetings: meetings.sort((a, b) => b.heldAt - a.heldAt), mayCall });
  });
}

/** Whether a meeting of that time may go on: its day has come, and it ends when its minutes are signed. */
export function isOpenAt(heldAt: Instant, now: Instant): boolean {
  return heldAt - 12 * hour <= now;
}
