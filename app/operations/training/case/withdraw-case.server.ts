import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { awaitsReview } from "#app/domain/training/evidence.ts";
import { insertWithdrawal } from "#db/store/training/cases.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { caseTarget, standingCase } from "./case-target.server.ts";

export const WithdrawCase = z.object({
  caseId: z.uuid(),
  reason: z.string().trim().min(3).max(500),
});

/**
 * A fellow takes a case out of the count, confirmed or not, and says why; the case stays on record. Not
 * while a complication awaits its review: `complication_under_review`. Of a corrected case, only the latest
 * version can be withdrawn.
 */
export function withdrawCase(
  ctx: Context,
  { caseId, reason }: z.output<typeof WithdrawCase>,
): Promise<Result<undefined>> {
  return act(
    ctx,
    "case.withdraw",
    (tx) => caseTarget(tx, caseId),
    async ({ tx, record }) => {
      const found = await standingCase(tx, caseId);
      if (!found.ok) return found;
      if (found.value.withdrawnBecause !== null) return refuse("case_already_withdrawn");
      if (awaitsReview(found.value)) return refuse("complication_under_review");
      const said = acceptFreeText(reason, "reason");
      if (!said.ok) return said;
      const entrySeq = await record({ case: caseId, reason });
      await insertWithdrawal(tx, { caseId, reason, entrySeq });
      return allow();
    },
  );
}
