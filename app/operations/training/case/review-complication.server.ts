import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { awaitsReview } from "#app/domain/training/evidence.ts";
import { findCase, insertComplicationReview } from "#db/store/training/cases.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { caseTarget } from "./case-target.server.ts";

/** How a review ends. None of them counts against the fellow; what follows is agreed between people. */
export const reviewOutcomes = ["no_concern", "learning_agreed", "supervision_agreed"] as const;

export const ReviewComplication = z.object({ caseId: z.uuid(), outcome: z.enum(reviewOutcomes) });

/** The director closes the review of a high-grade complication, which then blocks nothing any longer. */
export function reviewComplication(
  ctx: Context,
  { caseId, outcome }: z.output<typeof ReviewComplication>,
): Promise<Result<undefined>> {
  return act(
    ctx,
    "complication.review",
    (tx) => caseTarget(tx, caseId),
    async (turn) => {
      const found = await findCase(turn.tx, caseId);
      const reviewedBy = ctx.actor.id;
      if (!found || reviewedBy === null) return refuse("no_such_case");
      if (found.fellowId === reviewedBy) return refuse("not_permitted");
      if (found.withdrawnBecause !== null || !awaitsReview(found)) return refuse("already_decided");
      const entrySeq = await turn.record({ case: caseId, outcome });
      await insertComplicationReview(turn.tx, { caseId, reviewedBy, outcome, entrySeq });
      return allow();
    },
  );
}
