import { z } from "zod";
import { findEpa } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { mayActOn } from "#app/domain/signoff/meeting.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { findEntrustment, insertEntrustment } from "#db/store/signoff/entrustments.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { onAgenda, quorumFor, roomForAct } from "./meeting/meeting-room.server.ts";
import { programmeTarget } from "./targets.server.ts";

const Moment = z.custom<Instant>((value) => Number.isInteger(value));

export const DecideEntrustment = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  programmeId: z.uuid(),
  /** The sitting that decides; it must have its quorum for this fellow. */
  meetingId: z.uuid(),
  epa: z.string().min(1).max(32),
  level: z.coerce.number().int().min(1).max(5),
  /** Left out: from now on. */
  startsAt: Moment.optional(),
  /** Left out: until a later decision about the same activity. */
  endsAt: Moment.optional(),
});

/**
 * A committee in session entrusts a fellow on its agenda with an activity at a level, from now on or from
 * a later day. The latest decision about an activity rules, so trust is taken back by a lower level.
 *
 * Refusals: `no_such_programme`, `no_such_person`, `no_such_epa`, `no_such_meeting`, `minutes_signed`,
 * `not_on_agenda`, those of `mayActOn`, `effective_in_the_past`, `ends_before_it_starts`,
 * `same_id_other_content`.
 */
export function decideEntrustment(
  ctx: Context,
  input: z.output<typeof DecideEntrustment>,
): Promise<Result<{ readonly id: string }>> {
  const { id, personId, programmeId, meetingId, epa, level, endsAt = null } = input;
  const target = (tx: Transaction) => programmeTarget(tx, programmeId);
  return act(ctx, "entrustment.decide", target, async ({ tx, now, record }) => {
    const decidedBy = ctx.actor.id;
    if (decidedBy === null) return refuse("not_permitted");
    const before = await findEntrustment(tx, id);
    if (before) {
      const same = before.personId === personId && before.epa === epa && before.level === level;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    if (personId === decidedBy) return refuse("fellow_in_committee");
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    const programme = await findProgramme(tx, programmeId);
    const release = ctx.content.releases.get(programme?.release ?? "");
    if (!release) return refuse("no_such_programme");
    if (!findEpa(release, epa)) return refuse("no_such_epa");
    const heard = await heardIn(ctx, tx, input, decidedBy);
    if (!heard.ok) return heard;
    const startsAt = input.startsAt ?? now;
    if (startsAt < now) return refuse("effective_in_the_past", { field: "firstDay" });
    if (endsAt !== null && endsAt <= startsAt) {
      return refuse("ends_before_it_starts", { field: "lastDay" });
    }
    const given = { id, personId, programmeId, meetingId, epa, level };
    const fact = { ...given, decidedBy, startsAt, endsAt };
    await insertEntrustment(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

/** Whether the meeting is open, has this fellow on its agenda, and a quorum without the conflicted. */
async function heardIn(
  ctx: Context,
  tx: Transaction,
  { meetingId, personId, programmeId }: z.output<typeof DecideEntrustment>,
  memberId: string,
): Promise<Result<undefined>> {
  const found = await roomForAct(tx, meetingId);
  if (!found.ok) return found;
  const room = found.value;
  if (room.meeting.programmeId !== programmeId) return refuse("no_such_meeting");
  const fellow = room.fellows.find((each) => each.fellowId === personId);
  if (!fellow) return refuse("not_on_agenda");
  return mayActOn(room, onAgenda(fellow), { memberId, quorum: quorumFor(ctx, fellow) });
}
