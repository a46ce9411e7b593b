import { z } from "zod";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { exceptionOutcomes, notDecidable } from "#app/domain/signoff/exception.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import {
  findException,
  insertApproval,
  type RequirementException,
} from "#db/store/signoff/exceptions.server.ts";
import { findReview, type Review, votesOf } from "#db/store/signoff/reviews.server.ts";
import { signOffsOf } from "#db/store/signoff/sign-offs.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { notProven, signedBy } from "./reauthentication.server.ts";
import { reviewTarget } from "./targets.server.ts";

export const DecideException = z.object({
  exceptionId: z.uuid(),
  outcome: z.enum(exceptionOutcomes),
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * A second person, a committee member without a conflict of interest or another director of the programme,
 * agrees to an exception or does not, with a re-authentication over exactly what they were shown.
 *
 * Refusals: those of `notDecidable` and `notProven`, `no_such_exception`.
 */
export function decideException(
  ctx: Context,
  input: z.output<typeof DecideException> & { readonly reauthentication: Reauthentication },
) {
  const target = async (tx: Transaction) => {
    const found = await findException(tx, input.exceptionId);
    return found ? reviewTarget(tx, found.reviewId) : refuse("no_such_exception");
  };
  return act(ctx, "exception.decide", target, async ({ tx, now, record }) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("not_permitted");
    const asked = await findException(tx, input.exceptionId);
    const review = asked ? await findReview(tx, asked.reviewId) : null;
    if (!asked || !review) return refuse("no_such_exception");
    const mine = asked.decidedBy === actor.id && asked.outcome === input.outcome;
    if (mine) return allow({ reviewId: review.id });
    const votes = await votesOf(tx, [review.id]);
    const refused = notDecidable({
      deciderId: actor.id,
      proposerId: asked.proposedBy,
      personId: review.personId,
      conflicted: votes.some((each) => each.memberId === actor.id && each.conflictOfInterest),
      decided: asked.outcome !== null || (await signOffsOf(tx, [review.id])).length > 0,
      shown: input.shownDigest,
      current: sha256(exceptionText(asked, review)),
    });
    if (refused) return refused;
    const { about } = signedBy({ intent: "decide-exception", ...input });
    const unproven = await notProven(tx, actor.id, input.reauthentication, about, now);
    if (unproven) return unproven;
    const fact = {
      exceptionId: asked.id,
      outcome: input.outcome,
      decidedBy: actor.id,
      reauthentication: written(input.reauthentication),
    };
    await insertApproval(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ reviewId: review.id });
  });
}

/** What the second person is shown and signs: who asks to leave what aside for whom, and why. */
export function exceptionText(asked: RequirementException, review: Review): string {
  const { id, line, reason, proposedBy, proposedByName } = asked;
  return canonical({
    exception: id,
    review: review.id,
    person: { id: review.personId, name: review.personName },
    programme: { id: review.programmeId, name: review.programmeName },
    credential: review.credentialCode,
    curriculum: review.release,
    line,
    reason,
    proposedBy: { id: proposedBy, name: proposedByName },
  });
}
