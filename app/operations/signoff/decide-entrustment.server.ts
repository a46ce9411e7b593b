import { z } from "zod";
import { findEpa } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { findEntrustment, insertEntrustment } from "#db/store/signoff/entrustments.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { programmeTarget } from "./targets.server.ts";

const Moment = z.custom<Instant>((value) => Number.isInteger(value));

export const DecideEntrustment = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  programmeId: z.uuid(),
  epa: z.string().min(1).max(32),
  level: z.coerce.number().int().min(1).max(5),
  /** Left out: from now on. */
  startsAt: Moment.optional(),
  /** Left out: until a later decision about the same activity. */
  endsAt: Moment.optional(),
});

/**
 * A committee entrusts a person with an activity at a level, from now on or from a later day. The latest
 * decision about an activity rules, so trust is taken back by deciding on a lower level.
 *
 * Refusals: `no_such_programme`, `no_such_person`, `no_such_epa`, `fellow_in_committee`,
 * `effective_in_the_past`, `ends_before_it_starts`, `same_id_other_content`.
 */
export function decideEntrustment(
  ctx: Context,
  input: z.output<typeof DecideEntrustment>,
): Promise<Result<{ readonly id: string }>> {
  const { id, personId, programmeId, epa, level, endsAt = null } = input;
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
    const startsAt = input.startsAt ?? now;
    if (startsAt < now) return refuse("effective_in_the_past", { field: "firstDay" });
    if (endsAt !== null && endsAt <= startsAt) {
      return refuse("ends_before_it_starts", { field: "lastDay" });
    }
    const fact = { id, personId, programmeId, epa, level, decidedBy, startsAt, endsAt };
    await insertEntrustment(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}
