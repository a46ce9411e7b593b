import { z } from "zod";
import { acceptReviewer, overrideOutcomes } from "#app/domain/coverage/override.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { findOverride, insertOverrideReview } from "#db/store/overrides.server.ts";
import { findUnitById } from "#db/store/unit-lookup.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { plainOf } from "./override-words.server.ts";

export const ReviewOverride = z.object({
  id: z.uuid(),
  outcome: z.enum(overrideOutcomes),
  words: z.string().trim().min(1).max(1000),
});

/** The unit of an override, as a target. @returns Refusal `not_found`. */
export async function overrideTarget(tx: Transaction, overrideId: string) {
  const found = await findOverride(tx, overrideId);
  const unit = found && (await findUnitById(tx, found.unitId));
  return unit
    ? allow({ unitId: unit.id, organisationId: unit.organisationId })
    : refuse("not_found");
}

/**
 * A second person says afterwards whether an override was justified, once. Later than asked for is better
 * than never: it is taken, and shown as late.
 *
 * @returns Refusals `override_own`, `override_running`, `override_reviewed`, `free_text_identifies`.
 */
export function reviewOverride(
  ctx: Context,
  overrideId: string,
  input: z.output<typeof ReviewOverride>,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Transaction) => overrideTarget(tx, overrideId);
  return act(ctx, "override.review", target, async ({ tx, now, record }) => {
    const found = await findOverride(tx, overrideId);
    const { actor } = ctx;
    if (!found || actor.kind !== "person") return refuse("not_found");
    const { id, outcome } = input;
    if (found.review?.id === id) return allow({ id });
    if (found.review) return refuse("override_reviewed");
    const accepted = acceptReviewer(actor.id, found, found.during, now);
    if (!accepted.ok) return accepted;
    const words = plainOf(input.words, "words");
    if (!words.ok) return words;
    const fact = { id, overrideId, reviewedBy: actor.id, outcome, words: words.value };
    await insertOverrideReview(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}
