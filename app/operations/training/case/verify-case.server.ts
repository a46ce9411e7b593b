import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { insertVerification } from "#db/store/training/cases.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { caseTarget, standingCase } from "./case-target.server.ts";

export const ConfirmCase = z.object({ caseId: z.uuid() });
export const DeclineCase = ConfirmCase.extend({ reason: z.string().trim().min(3).max(500) });

/** The supervisor named in a case says that it was so. */
export function confirmCase(ctx: Context, { caseId }: z.output<typeof ConfirmCase>) {
  return verify(ctx, { caseId, outcome: "confirmed", reason: null });
}

/** The supervisor named in a case says that it was not so, and why. */
export function declineCase(ctx: Context, { caseId, reason }: z.output<typeof DeclineCase>) {
  return verify(ctx, { caseId, outcome: "declined", reason });
}

type Word = {
  readonly caseId: string;
  readonly outcome: "confirmed" | "declined";
  readonly reason: string | null;
};

/** Said once for each version of a case: the same word again is answered the same, another word is refused. */
function verify(ctx: Context, word: Word): Promise<Result<undefined>> {
  const { caseId, outcome } = word;
  return act(
    ctx,
    "case.verify",
    (tx) => caseTarget(tx, caseId),
    async ({ tx, record }) => {
      const standing = await standingCase(tx, caseId);
      if (!standing.ok) return standing;
      const { value: found } = standing;
      const verifiedBy = ctx.actor.id;
      if (verifiedBy === null || found.supervisorId !== verifiedBy)
        return refuse("not_the_supervisor");
      if (found.verification) {
        if (found.verification.outcome === outcome) return allow();
        const said = found.verification.outcome === "confirmed";
        return refuse(said ? "case_already_confirmed" : "case_declined");
      }
      if (found.withdrawnBecause !== null) return refuse("case_already_withdrawn");
      const said = acceptFreeText(word.reason ?? "", "reason");
      if (!said.ok) return said;
      const entrySeq = await record({ ...word });
      await insertVerification(tx, { ...word, verifiedBy, entrySeq });
      return allow();
    },
  );
}
