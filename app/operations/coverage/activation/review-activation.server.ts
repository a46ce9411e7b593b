import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { insertReview, reviewsOf, unitOfActivation } from "#db/store/activations.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { caseOf } from "./activation-case.server.ts";
import { caseTarget } from "./activation-target.server.ts";
import { mayReview } from "./may-review.server.ts";

export const reviewOutcomes = ["agreed", "learning_point"] as const;
export const ReviewActivation = z.object({
  id: z.uuid(),
  outcome: z.enum(reviewOutcomes),
  words: z.string().trim().min(1).max(500),
});

/**
 * A call by the emergency path is looked at afterwards, by somebody who holds what the standard asks for and
 * took no part in it. Later than asked for is better than never: it is taken, and shown as late.
 *
 * @returns Refusals `review_not_asked`, `reviewer_not_entitled`, `reviewer_took_part`,
 *   `free_text_identifies`.
 */
export function reviewActivation(
  ctx: Context,
  activationId: string,
  { id, outcome, words }: z.output<typeof ReviewActivation>,
): Promise<Result<{ readonly id: string }>> {
  const target = caseTarget(ctx, activationId);
  return act(ctx, "activation.review", target, async ({ tx, now, record }) => {
    const unitId = await unitOfActivation(tx, activationId);
    const found = unitId && (await caseOf(ctx, tx, unitId, { id: activationId, now }));
    if (!found || ctx.actor.kind !== "person") return refuse("not_found");
    const before = await reviewsOf(tx, [found.standing.id]);
    if (before.some((each) => each.id === id)) return allow({ id });
    const may = await mayReview(ctx, tx, found, now);
    if (!may.ok) return may;
    const text = acceptFreeText(words, "words");
    if (!text.ok) return text;
    const standing = { activationId: found.standing.id, reviewedBy: ctx.actor.id };
    const fact = { id, ...standing, outcome, words: text.value };
    await insertReview(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}
