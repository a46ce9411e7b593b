import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { notProposable, placeOf } from "#app/domain/signoff/exception.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import {
  exceptionsOf,
  findException,
  insertException,
} from "#db/store/signoff/exceptions.server.ts";
import { findReview } from "#db/store/signoff/reviews.server.ts";
import { signOffsOf } from "#db/store/signoff/sign-offs.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { gather } from "./gather.server.ts";
import { notProven, signedBy } from "./reauthentication.server.ts";
import { reviewTarget } from "./targets.server.ts";

export const ProposeException = z.object({
  id: z.uuid(),
  reviewId: z.uuid(),
  /** Where in the dossier: "CIC-HEM-01 recent". */
  line: z.string().min(3).max(120),
  reason: z.string().trim().min(20).max(2_000),
});

/**
 * The director asks to leave one unmet requirement aside for one review, and says why. Nothing is left aside
 * before a second person agrees.
 *
 * Refusals: those of `notProposable`, `acceptFreeText` and `notProven`, `no_such_review`.
 */
export function proposeException(
  ctx: Context,
  {
    reauthentication,
    ...input
  }: z.output<typeof ProposeException> & { readonly reauthentication: Reauthentication },
) {
  const target = (tx: Parameters<typeof reviewTarget>[0]) => reviewTarget(tx, input.reviewId);
  return act(ctx, "exception.propose", target, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const review = await findReview(tx, input.reviewId);
    if (!review) return refuse("no_such_review");
    const said = acceptFreeText(input.reason, "reason");
    if (!said.ok) return said;
    const made = await findException(tx, input.id);
    if (made) return allow({ id: made.id });
    const { gaps } = await gather(tx, ctx.content, review, now);
    const earlier = await exceptionsOf(tx, [review.id]);
    const refused = notProposable({
      gap: gaps.find((each) => placeOf(each) === input.line) ?? null,
      proposerId: ctx.actor.id,
      personId: review.personId,
      decided: (await signOffsOf(tx, [review.id])).length > 0,
      alreadyAsked: earlier.some((each) => each.line === input.line),
    });
    if (refused) return refused;
    const { about } = signedBy({ intent: "propose-exception", ...input });
    const unproven = await notProven(tx, ctx.actor.id, reauthentication, about, now);
    if (unproven) return unproven;
    const fact = { ...input, proposedBy: ctx.actor.id };
    const entrySeq = await record({ ...fact, reauthentication: written(reauthentication) });
    await insertException(tx, { ...fact, entrySeq });
    return allow({ id: input.id });
  });
}
