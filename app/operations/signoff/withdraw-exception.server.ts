import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { notTakenBack } from "#app/domain/signoff/exception.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { findException, insertApproval } from "#db/store/signoff/exceptions.server.ts";
import { findReview } from "#db/store/signoff/reviews.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { exceptionText } from "./decide-exception.server.ts";
import { notProven, signedBy } from "./reauthentication.server.ts";
import { reviewTarget } from "./targets.server.ts";

export const WithdrawException = z.object({
  exceptionId: z.uuid(),
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

type Withdrawing = z.output<typeof WithdrawException> & {
  readonly reauthentication: Reauthentication;
};

/**
 * Who asked for an exception takes it back, as long as nobody has decided on it. It stays on record, and is
 * not asked for again in the same review.
 *
 * Refusals: those of `notTakenBack` and `notProven`, `no_such_exception`.
 */
export function withdrawException(ctx: Context, input: Withdrawing) {
  const target = async (tx: Transaction) => {
    const found = await findException(tx, input.exceptionId);
    return found ? reviewTarget(tx, found.reviewId) : refuse("no_such_exception");
  };
  return act(ctx, "exception.withdraw", target, async ({ tx, now, record }) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("not_permitted");
    const asked = await findException(tx, input.exceptionId);
    const review = asked ? await findReview(tx, asked.reviewId) : null;
    if (!asked || !review) return refuse("no_such_exception");
    if (asked.outcome === "withdrawn") return allow({ reviewId: review.id });
    const refused = notTakenBack({
      actorId: actor.id,
      proposerId: asked.proposedBy,
      decided: asked.outcome !== null,
      shown: input.shownDigest,
      current: sha256(exceptionText(asked, review)),
    });
    if (refused) return refused;
    const { about } = signedBy({ intent: "withdraw-exception", ...input });
    const unproven = await notProven(tx, actor.id, input.reauthentication, about, now);
    if (unproven) return unproven;
    const fact = {
      exceptionId: asked.id,
      outcome: "withdrawn",
      decidedBy: actor.id,
      reauthentication: written(input.reauthentication),
    };
    await insertApproval(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ reviewId: review.id });
  });
}
