import { allow, type Result } from "#app/domain/result.ts";
import { rulingDecisions } from "#app/domain/signoff/entrustment.ts";
import { decisionsAround, type NamedDecision } from "#db/store/signoff/entrustments.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { programmesOf } from "../training/cohort/programmes.server.ts";

export type ShownEntrustments = {
  readonly decisions: readonly NamedDecision[];
  /** Whether the person who asks sits on one of the committees. */
  readonly mayDecide: boolean;
};

/** The entrustment decisions that hold, or will, in the programmes of the person who asks. */
export function showEntrustments(ctx: Context): Promise<Result<ShownEntrustments>> {
  return ask<ShownEntrustments>(ctx, "reviews.list", {}, async ({ tx, now }) => {
    const roles = ["committee_member", "programme_director"] as const;
    const ids = (await programmesOf(tx, ctx.actor, roles, now)).map((each) => each.id);
    const seats = await programmesOf(tx, ctx.actor, ["committee_member"], now);
    const ruling = rulingDecisions(await decisionsAround(tx, ids), now);
    return allow({
      decisions: ruling.filter((each) => ids.includes(each.programmeId)),
      mayDecide: seats.length > 0,
    });
  });
}
