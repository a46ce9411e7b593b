import { z } from "zod";
import { acceptEnd } from "#app/domain/coverage/override.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { findOverride, insertOverrideEnd } from "#db/store/overrides.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { overrideTarget } from "./review-override.server.ts";

/** Made with the form, so that a repeated send is recognised. */
export const EndOverride = z.object({ id: z.uuid() });

/**
 * An override ends now, before its time: from this entry on it stands beside no answer. What was answered
 * before stays as it was, and it still has to be reviewed.
 *
 * @returns Refusals `override_ended`, `person_needed`.
 */
export function endOverride(
  ctx: Context,
  overrideId: string,
  { id }: z.output<typeof EndOverride>,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Transaction) => overrideTarget(tx, overrideId);
  return act(ctx, "override.end", target, async ({ tx, now, record }) => {
    const found = await findOverride(tx, overrideId);
    if (!found) return refuse("not_found");
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (found.ended?.id === id) return allow({ id });
    const accepted = acceptEnd(found.during, now);
    if (!accepted.ok) return accepted;
    const fact = { id, overrideId, unitId: found.unitId, endedBy: ctx.actor.id };
    const entrySeq = await record({ ...fact, endedAt: formatInstant(now) });
    await insertOverrideEnd(tx, { ...fact, endedAt: now, entrySeq });
    return allow({ id });
  });
}
