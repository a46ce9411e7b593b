import { z } from "zod";
import { programmePosts, unitPosts } from "#app/domain/people/posts.ts";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { forever } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { appointment } from "#db/schema/roster.ts";
import { findRow, findStandingRow, insertRow } from "#db/store/corrections.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { scopeTarget } from "#db/store/people/places.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { type Correction, correct } from "../people/correction.server.ts";

export const RecordAppointment = Validity.extend({
  id: z.uuid(),
  personId: z.uuid(),
  unitId: z.uuid().optional(),
  programmeId: z.uuid().optional(),
  post: z.enum([...new Set([...unitPosts, ...programmePosts])]),
  supersedes: z.uuid().optional(),
}).refine((given) => (given.unitId === undefined) !== (given.programmeId === undefined), {
  message: "Name a unit or a programme.",
  path: ["unitId"],
});

/** Appoints a person to a post at a unit or a programme. It gives no role in the portal by itself. */
export function recordAppointment(ctx: Context, input: z.output<typeof RecordAppointment>) {
  const { id, personId, post, supersedes = null } = input;
  const place = { unitId: input.unitId ?? null, programmeId: input.programmeId ?? null };
  return act(ctx, "appointment.record", placeTarget(place), async ({ tx, record }) => {
    if (await findRow(tx, appointment, id)) return allow({ id });
    const posts: readonly string[] = place.unitId ? unitPosts : programmePosts;
    if (!posts.includes(post)) return refuse("unknown_code", { given: post });
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    const during = validityOf(input);
    if (!during) return refuse("ends_before_it_starts");
    if (supersedes) {
      const before = await findStandingRow(tx, appointment, supersedes);
      const same = before?.unitId === place.unitId && before.programmeId === place.programmeId;
      if (!before || !same) return refuse("already_corrected");
    }
    const fact = {
      ...{ id, personId, ...place, post, supersedes },
      startsAt: during.start,
      endsAt: during.end === forever ? null : during.end,
      appointedBy: ctx.actor.id,
    };
    await insertRow(tx, appointment, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

/** Ends or voids an appointment. */
export function correctAppointment(ctx: Context, correction: Correction) {
  return correct(
    ctx,
    {
      deed: "appointment.record",
      table: appointment,
      target: (tx, row) => placeTarget(row)(tx),
    },
    correction,
  );
}

type Place = { readonly unitId: string | null; readonly programmeId: string | null };

function placeTarget({ unitId, programmeId }: Place) {
  return (tx: Transaction) => scopeTarget(tx, unitId ? "unit" : "programme", unitId ?? programmeId);
}
