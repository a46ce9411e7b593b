import { allow, type Result } from "#app/domain/result.ts";
import { day, later } from "#app/domain/time/instant.ts";
import { type ObservationRequest, openRequestsOf } from "#db/store/training/observations.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";

/** From so many days before its end on, an unanswered request is worth a word to the assessor. */
const soonDays = 3;

/** What the asker requested, was not given, and will end soon; what ends first on top. */
export function expiringRequests(ctx: Context): Promise<Result<readonly ObservationRequest[]>> {
  const personId = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId }, async ({ tx, now }) => {
    if (personId === undefined) return allow([]);
    const open = await openRequestsOf(tx, personId, now);
    return allow(open.filter((each) => each.expiresAt <= later(now, soonDays * day)));
  });
}
