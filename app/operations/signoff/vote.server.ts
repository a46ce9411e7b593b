import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { isConsistent, votes } from "#app/domain/signoff/committee.ts";
import { sha256 } from "#db/ledger.server.ts";
import {
  decidedReviews,
  findReview,
  insertVote,
  votesOf,
} from "#db/store/signoff/reviews.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { reviewTarget } from "./targets.server.ts";

export const CastVote = z.object({
  reviewId: z.uuid(),
  vote: z.enum(votes),
  /** Everybody says whether they have a conflict of interest; nobody is asked to leave it out. */
  conflict: z.enum(["yes", "no"]).transform((said) => said === "yes"),
  rationale: z.string().trim().min(1).max(2_000),
});

/** A member of the committee votes on a review, once, and says why. */
export function castVote(ctx: Context, input: z.output<typeof CastVote>) {
  const target = (tx: Parameters<typeof reviewTarget>[0]) => reviewTarget(tx, input.reviewId);
  return act(ctx, "review.vote", target, async ({ tx, record }) => {
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const { id: memberId } = ctx.actor;
    const review = await findReview(tx, input.reviewId);
    if (!review) return refuse("no_such_review");
    if (review.personId === memberId) return refuse("fellow_in_committee");
    const { vote, conflict: conflictOfInterest } = input;
    const cast = (await votesOf(tx, [review.id])).find((each) => each.memberId === memberId);
    if (cast) {
      const same = cast.vote === vote && cast.conflictOfInterest === conflictOfInterest;
      return same && cast.rationale === input.rationale
        ? allow({ reviewId: review.id })
        : refuse("already_voted");
    }
    const decided = await decidedReviews(tx, [review.id]);
    if (decided.has(review.id)) return refuse("review_closed");
    if (!isConsistent({ vote, conflictOfInterest })) return refuse("conflict_must_abstain");
    const salt = randomBytes(16).toString("hex");
    const digest = sha256(salt + input.rationale);
    const fact = { reviewId: review.id, memberId, vote, conflictOfInterest };
    const entrySeq = await record({ ...fact, narrativeDigest: digest });
    const said = { id: uuidv7(), salt, text: input.rationale, digest };
    await insertVote(tx, { ...fact, entrySeq }, said);
    return allow({ reviewId: review.id });
  });
}
