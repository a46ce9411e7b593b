import { z } from "zod";
import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertReview, reviewsOf, unitOfActivation } from "#db/store/activations.server.ts";
import { everything } from "#db/store/known.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { standingRules } from "../facts.server.ts";
import { type ActivationCase, caseOf } from "./activation-case.server.ts";
import { caseTarget } from "./activation-target.server.ts";

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

/** Whether the person who asks may review this call now, as far as the standard goes. */
export async function mayReview(
  { actor, content }: Context,
  tx: Transaction,
  { standing, versions, joined }: ActivationCase,
  now: Instant,
): Promise<Result<undefined>> {
  if (actor.kind !== "person") return refuse("reviewer_not_entitled", { codes: "" });
  if (!standing.emergency || standing.voided) return refuse("review_not_asked");
  const tookPart = [...versions.map((each) => each.recordedBy), ...joined.map((j) => j.personId)];
  if (tookPart.includes(actor.id)) return refuse("reviewer_took_part");
  const { reviewers } = content.shockTeam.emergency;
  const record = (await holderRecords(tx, [actor.id], everything)).get(actor.id);
  const held = record ? timelinesOf(record, standingRules(content)) : [];
  const counts = held.some(
    (each) => reviewers.includes(each.code) && stretchAt(each, now)?.counts === "yes",
  );
  return counts ? allow() : refuse("reviewer_not_entitled", { codes: reviewers.join(", ") });
}
