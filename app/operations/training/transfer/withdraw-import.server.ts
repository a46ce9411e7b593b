import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { awaitsReview } from "#app/domain/training/evidence.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesOf } from "#db/store/training/cases.server.ts";
import { targetOf } from "#db/store/training/fellowships.server.ts";
import { insertWithdrawals } from "#db/store/training/imports.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { importOf } from "./show-import.server.ts";

export const WithdrawImport = z.object({
  importId: z.uuid(),
  reason: z.string().trim().min(3).max(500),
});

/**
 * A fellow takes everything that came in one file out of the count, confirmed or not, and says why; it
 * stays on record. Not while a complication in it awaits its review: `complication_under_review`.
 */
export function withdrawImport(
  ctx: Context,
  { importId, reason }: z.output<typeof WithdrawImport>,
): Promise<Result<{ readonly cases: number }>> {
  const target = async (tx: Transaction) => {
    const found = await importOf(tx, importId);
    return found.ok ? allow(targetOf(found.value)) : found;
  };
  return act(ctx, "import.withdraw", target, async ({ tx, record }) => {
    const found = await importOf(tx, importId);
    if (!found.ok) return found;
    const said = acceptFreeText(reason, "reason");
    if (!said.ok) return said;
    const all = await casesOf(tx, found.value.fellowId);
    const standing = all.filter((each) => each.importId === importId);
    if (standing.length === 0) return refuse("import_already_withdrawn");
    if (standing.some(awaitsReview)) return refuse("complication_under_review");
    const cases = standing.map((each) => each.id);
    const entrySeq = await record({ import: importId, cases, reason });
    await insertWithdrawals(tx, cases, { reason, entrySeq });
    return allow({ cases: cases.length });
  });
}
