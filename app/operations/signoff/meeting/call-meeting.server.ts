import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { findMeeting, insertMeeting } from "#db/store/signoff/meetings.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { momentOf, When } from "../../training/case/moments.server.ts";
import { programmeTarget } from "../targets.server.ts";

/** A meeting is called ahead, at most so long, and never entered long after it was held. */
const aheadDays = 366;
const agendaMax = 100;

export const CallMeeting = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  /** An instant, or local time on the programme's clock. */
  when: When,
  /** Fellowships, in order. */
  agenda: z.array(z.uuid()).min(1, "Choose at least one fellow.").max(agendaMax),
});

/**
 * The committee is called together about some fellows.
 *
 * Refusals: `no_such_programme`, `no_such_fellowship`, `meeting_in_the_past`, `meeting_too_far`,
 * `same_id_other_content`, those of `momentOf`.
 */
export function callMeeting(
  ctx: Context,
  input: z.output<typeof CallMeeting>,
): Promise<Result<{ readonly id: string }>> {
  const { id, programmeId } = input;
  const target = (tx: Transaction) => programmeTarget(tx, programmeId);
  return act(ctx, "meeting.call", target, async ({ tx, now, record }) => {
    const calledBy = ctx.actor.id;
    const programme = await findProgramme(tx, programmeId);
    if (!programme || calledBy === null) return refuse("no_such_programme");
    const read = momentOf(input.when, programme.timeZone, undefined);
    if (!read.ok) return read;
    const agenda = [...new Set(input.agenda)];
    const before = await findMeeting(tx, id);
    if (before) {
      const same = before.heldAt === read.value && before.agenda.join() === agenda.join();
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const wrong = wrongTime(read.value, now);
    if (wrong) return refuse(wrong, { field: "when" });
    const cohort = new Set((await cohortOf(tx, programmeId)).map((each) => each.id));
    if (!agenda.every((each) => cohort.has(each))) {
      return refuse("no_such_fellowship", { field: "agenda" });
    }
    const fact = { id, programmeId, heldAt: read.value, agenda, calledBy };
    await insertMeeting(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

function wrongTime(heldAt: Instant, now: Instant): string | null {
  if (heldAt < now - day) return "meeting_in_the_past";
  return heldAt > now + aheadDays * day ? "meeting_too_far" : null;
}
