import { z } from "zod";
import { beginningOf, endOfDay } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { interval, overlaps } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type Fellowship,
  fellowshipTarget,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import {
  findWorkingTime,
  insertWorkingTime,
  workingTimesOf,
} from "#db/store/training/working-times.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";

/** Whole days on the programme's calendar, the last one included. Why is not asked: health is private. */
export const RecordWorkingTime = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  /** Of full time; 0 is leave. */
  percent: z.coerce.number().int().min(0).max(99),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  /** The entry that this one corrects. */
  supersedes: z.uuid().optional(),
});

/**
 * Leave or part-time of a fellow, or what is so instead of an earlier entry. Windows move by it.
 *
 * Refusals: `no_such_fellowship`, `own_record`, `ends_before_it_starts`, `working_time_outside`,
 * `period_overlaps`, `already_corrected`.
 */
export function recordWorkingTime(
  ctx: Context,
  input: z.output<typeof RecordWorkingTime>,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowshipId, percent, supersedes = null } = input;
  return act(ctx, "working_time.record", targetOf(fellowshipId), async ({ tx, record }) => {
    if (await findWorkingTime(tx, id)) return allow({ id });
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    if (fellowship.fellowId === ctx.actor.id) return refuse("own_record");
    const during = acceptDays(input, fellowship);
    if (!during.ok) return during;
    const standing = await workingTimesOf(tx, fellowship.fellowId);
    const own = standing.filter((each) => each.fellowshipId === fellowshipId);
    if (supersedes !== null && !own.some((each) => each.id === supersedes)) {
      return refuse("already_corrected");
    }
    const others = own.filter((each) => each.id !== supersedes);
    if (others.some((each) => overlaps(each.during, during.value))) {
      return refuse("period_overlaps", { field: "firstDay" });
    }
    const { start: startsAt, end: endsAt } = during.value;
    const fact = { id, fellowshipId, percent, startsAt, endsAt, supersedes, voided: false };
    const entrySeq = await record({ workingTime: fact });
    await insertWorkingTime(tx, { ...fact, fellowId: fellowship.fellowId, entrySeq });
    return allow({ id });
  });
}

export const VoidWorkingTime = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  /** The entry that never held. */
  of: z.uuid(),
});

/** Says that an entry never held. What was known while it stood stays known. */
export function voidWorkingTime(
  ctx: Context,
  { id, fellowshipId, of }: z.output<typeof VoidWorkingTime>,
): Promise<Result<{ readonly id: string }>> {
  return act(ctx, "working_time.record", targetOf(fellowshipId), async ({ tx, record }) => {
    if (await findWorkingTime(tx, id)) return allow({ id });
    const row = await findWorkingTime(tx, of);
    if (row?.fellowshipId !== fellowshipId) return refuse("no_such_fact");
    if (row.fellowId === ctx.actor.id) return refuse("own_record");
    const standing = await workingTimesOf(tx, row.fellowId);
    if (!standing.some((each) => each.id === of)) return refuse("already_corrected");
    const { fellowId, percent, startsAt, endsAt } = row;
    const fact = { id, fellowshipId, percent, startsAt, endsAt, supersedes: of, voided: true };
    const entrySeq = await record({ workingTime: fact });
    await insertWorkingTime(tx, { ...fact, fellowId, entrySeq });
    return allow({ id });
  });
}

function targetOf(fellowshipId: string) {
  return (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
}

function acceptDays(
  { firstDay, lastDay }: z.output<typeof RecordWorkingTime>,
  { during, timeZone }: Fellowship,
) {
  const start = beginningOf(firstDay, timeZone);
  const end = endOfDay(lastDay, timeZone);
  if (end <= start) return refuse("ends_before_it_starts", { field: "lastDay" });
  if (start < during.start) return refuse("working_time_outside", { field: "firstDay" });
  if (end > during.end) return refuse("working_time_outside", { field: "lastDay" });
  return allow(interval(start, end));
}
