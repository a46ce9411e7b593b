import { z } from "zod";
import { isReleased } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { findProgramme, scopeTarget } from "#db/store/people/places.server.ts";
import { fellowshipsOf, insertFellowship } from "#db/store/training/fellowships.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { releaseAt } from "#db/store/training/release-adoptions.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";

const At = z
  .number()
  .int()
  .transform((ms) => ms as Instant);

export const BeginFellowship = z.object({
  id: z.uuid(),
  fellowId: z.uuid(),
  programmeId: z.uuid(),
  startsAt: At,
  /** Left out: it is open until a later fact ends it. */
  endsAt: At.optional(),
  /** Left out: the release that the programme has adopted for fellows who start then. */
  release: z.string().optional(),
});

/**
 * A fellow begins in a programme under one release. One fellowship at a time in one programme.
 *
 * Refusals: `no_such_programme`, `no_such_person`, `no_such_release`, `not_a_fellow`,
 * `ends_before_it_starts`, `period_overlaps`.
 */
export function beginFellowship(
  ctx: Context,
  input: z.output<typeof BeginFellowship>,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowId, programmeId, startsAt } = input;
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return act(ctx, "fellowship.begin", target, async ({ tx, now, record }) => {
    const programme = await findProgramme(tx, programmeId);
    if (!programme) return refuse("no_such_programme");
    if (!(await findPerson(tx, fellowId))) return refuse("no_such_person");
    const release = input.release ?? (await releaseAt(tx, programme, startsAt));
    if (!isReleased(ctx.content, release)) return refuse("no_such_release");
    const endsAt = input.endsAt ?? null;
    if (endsAt !== null && endsAt <= startsAt) {
      return refuse("ends_before_it_starts", { field: "lastDay" });
    }
    const during = interval(startsAt, endsAt);
    const others = await fellowshipsOf(tx, fellowId);
    if (others.some((each) => each.id === id)) return allow({ id });
    const place = { programmeId, organisationId: programme.organisationId };
    const fellows = await holdersOf(tx, "fellow", place, now);
    if (!fellows.some((each) => each.id === fellowId)) {
      return refuse("not_a_fellow", { field: "fellowId" });
    }
    const here = others.filter((each) => each.programmeId === programmeId);
    if (here.some((each) => overlaps(each.during, during))) return refuse("period_overlaps");
    const fact = { id, fellowId, programmeId, release, startsAt, endsAt };
    const entrySeq = await record({ fellowship: fact });
    await insertFellowship(tx, { ...fact, entrySeq });
    return allow({ id });
  });
}
