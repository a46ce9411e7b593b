import { v4 as uuidv4 } from "uuid";
import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { acceptAnswers } from "#app/domain/training/feedback/feedback-round.ts";
import { findRater, markAnswered } from "#db/store/training/feedback-raters.server.ts";
import { insertAnswer } from "#db/store/training/feedback-rounds.server.ts";
import { insertNarrative } from "#db/store/training/observations.server.ts";
import { act } from "../../act.server.ts";
import { contextAs, type House, system } from "../../context.server.ts";
import { tokenHashOf } from "../../people/actor.server.ts";
import { narrativeOf } from "../assessment/narrative.server.ts";

export const AnswerFeedback = z.object({
  group: z.string("Choose one.").min(1).max(32),
  levels: z.record(z.string().max(64), z.number().int()),
  /** One thing to keep, one to try. */
  text: z.string().trim().min(1).max(1000, "Use at most 1000 characters.").optional(),
});

/**
 * Takes the answers of whoever holds the key, once. Nothing kept with them says who it was: the portal
 * itself is the actor, no request is named, ids are random, and an invitation only says that it was used.
 * What remains is when the ledger took the entry, and that an invitation was used by then: somebody who
 * watches both tables while a round runs can match them.
 *
 * Refusals: `feedback_link_over`, `feedback_given`, those of `acceptAnswers` and `acceptFreeText`.
 */
export function answerFeedback(
  house: House,
  key: string,
  { group, levels, text }: z.output<typeof AnswerFeedback>,
): Promise<Result<undefined>> {
  const tokenHash = tokenHashOf(key);
  const said = text ? narrativeOf(text) : null;
  const narrative = said && { ...said.row, id: uuidv4() };
  return act(contextAs(house, system), "feedback.answer", {}, async ({ tx, now, record }) => {
    const rater = await findRater(tx, tokenHash, now);
    if (!rater) return refuse("feedback_link_over");
    if (rater.isUsed) return refuse("feedback_given");
    const accepted = acceptAnswers({ group, levels }, house.content.feedback);
    if (!accepted.ok) return accepted;
    const free = text ? acceptFreeText(text, "text") : allow();
    if (!free.ok) return free;
    const { roundId } = rater;
    const fact = {
      id: uuidv4(),
      roundId,
      raterGroup: accepted.value.group,
      levels: { ...accepted.value.levels },
      narrativeDigest: said?.digest ?? null,
    };
    const entrySeq = await record({ feedbackResponse: fact });
    if (narrative) await insertNarrative(tx, narrative);
    await insertAnswer(tx, { ...fact, narrativeId: narrative?.id ?? null, entrySeq });
    await markAnswered(tx, rater);
    return allow();
  });
}
