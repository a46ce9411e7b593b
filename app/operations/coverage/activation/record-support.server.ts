import { z } from "zod";
import { acceptSupportStart } from "#app/domain/coverage/team-times.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { insertSupport } from "#db/store/activations.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { ownCaseTarget } from "./activation-target.server.ts";
import { caseIn } from "./join-activation.server.ts";

export const RecordSupport = z.object({
  id: z.uuid(),
  startedAt: z.custom<Instant>((value) => Number.isInteger(value)),
  /** The row that was looked at; null where there was none. */
  supersedes: z.uuid().nullable().default(null),
});

/**
 * When mechanical support began in a call: one time for each, put right by a later row that names the one
 * it takes the place of. The same id sent again leaves nothing more.
 *
 * @returns Refusals of `acceptSupportStart`; `already_corrected` where somebody was quicker.
 */
export function recordSupport(
  ctx: Context,
  activationId: string,
  { id, startedAt, supersedes }: z.output<typeof RecordSupport>,
): Promise<Result<{ readonly id: string }>> {
  const target = ownCaseTarget(ctx, activationId);
  return act(ctx, "activation.correct", target, async ({ tx, now, record }) => {
    const found = await caseIn(ctx, tx, activationId, now);
    if (!found || found.case.standing.voided) return refuse("not_found");
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const { standing, support, supportRows } = found.case;
    if (supportRows.some((each) => each.id === id)) return allow({ id });
    if ((support?.id ?? null) !== supersedes) return refuse("already_corrected");
    const accepted = acceptSupportStart(standing, startedAt, now);
    if (!accepted.ok) return accepted;
    const fact = { id, activationId: standing.id, recordedBy: ctx.actor.id, supersedes };
    const entrySeq = await record({ ...fact, startedAt: formatInstant(startedAt) });
    await insertSupport(tx, { ...fact, startedAt, entrySeq });
    return allow({ id });
  });
}

export const TakeBackSupport = z.object({ id: z.uuid(), supersedes: z.uuid() });

/** That support began was recorded in error: the row stays, and counts no more. */
export function takeBackSupport(
  ctx: Context,
  activationId: string,
  { id, supersedes }: z.output<typeof TakeBackSupport>,
): Promise<Result<{ readonly id: string }>> {
  const target = ownCaseTarget(ctx, activationId);
  return act(ctx, "activation.correct", target, async ({ tx, now, record }) => {
    const found = await caseIn(ctx, tx, activationId, now);
    if (!found) return refuse("not_found");
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const { support, supportRows } = found.case;
    if (supportRows.some((each) => each.id === id)) return allow({ id });
    if (support?.id !== supersedes) return refuse("already_corrected");
    const { activationId: of, startedAt } = support;
    const fact = { id, activationId: of, recordedBy: ctx.actor.id, supersedes, voided: true };
    await insertSupport(tx, { ...fact, startedAt, entrySeq: await record(fact) });
    return allow({ id });
  });
}
