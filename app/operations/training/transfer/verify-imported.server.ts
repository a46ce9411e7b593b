import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesToConfirm } from "#db/store/training/cases.server.ts";
import { fellowshipTarget } from "#db/store/training/fellowships.server.ts";
import { insertVerifications } from "#db/store/training/imports.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";

/** As many as fit on one page, so that all that is confirmed was seen. */
export const batchMax = 100;

export const VerifyImported = z.object({
  fellowshipId: z.uuid(),
  /** Everything that was on the page. */
  shown: z.array(z.uuid()).min(1).max(batchMax),
  /** Those of it that were not so. */
  declined: z.array(z.uuid()).max(batchMax).default([]),
  reason: z.string().trim().max(500).default(""),
});

/**
 * The supervisor whom imported cases name says for a page of them which were so, and why the others were
 * not: one entry for all. Cases that were answered or changed meanwhile are left alone.
 */
export function verifyImported(
  ctx: Context,
  input: z.output<typeof VerifyImported>,
): Promise<Result<{ readonly confirmed: number; readonly declined: number }>> {
  const { fellowshipId, shown, declined } = input;
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return act(ctx, "case.verify", target, async ({ tx, record }) => {
    const verifiedBy = ctx.actor.id;
    if (verifiedBy === null) return refuse("not_the_supervisor");
    if (declined.length > 0 && input.reason.length < 3) {
      return refuse("reason_required", { field: "reason" });
    }
    const said = acceptFreeText(input.reason, "reason");
    if (!said.ok) return said;
    const waiting = (await casesToConfirm(tx, verifiedBy)).filter(
      (each) =>
        each.fellowshipId === fellowshipId &&
        each.provenance === "imported" &&
        shown.includes(each.id),
    );
    const words = waiting.map(({ id: caseId }) =>
      declined.includes(caseId)
        ? { caseId, outcome: "declined", reason: input.reason }
        : { caseId, outcome: "confirmed", reason: null },
    );
    const count = (outcome: string) => words.filter((each) => each.outcome === outcome).length;
    const done = { confirmed: count("confirmed"), declined: count("declined") };
    if (words.length === 0) return allow(done);
    const entrySeq = await record({ fellowship: fellowshipId, words });
    await insertVerifications(
      tx,
      words.map((each) => ({ ...each, verifiedBy, entrySeq })),
    );
    return allow(done);
  });
}
