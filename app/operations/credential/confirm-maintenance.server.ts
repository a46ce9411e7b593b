import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  findMaintenance,
  insertConfirmation,
  type LoggedMaintenance,
  maintenanceToConfirm,
} from "#db/store/credential/maintenance.server.ts";
import { act } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { mayProctor } from "./entitled-confirmers.server.ts";

export const ConfirmMaintenance = z
  .object({
    caseId: z.uuid(),
    word: z.enum(["confirmed", "declined"]),
    reason: z.string().trim().max(500).optional(),
  })
  .refine((given) => given.word === "confirmed" || (given.reason?.length ?? 0) >= 3, {
    error: "Say why it was not so.",
    path: ["reason"],
  });

/**
 * The person whom a holder's case names says that it was so, or not. Said once.
 *
 * Refusals: `no_such_case` (also for everybody else's), `case_already_confirmed`, `case_declined`,
 * `proctor_not_entitled`, `free_text_identifies`.
 */
export function confirmMaintenance(
  ctx: Context,
  { caseId, word, reason = "" }: z.output<typeof ConfirmMaintenance>,
): Promise<Result<undefined>> {
  const target = async (tx: Transaction) => {
    const found = await findMaintenance(tx, caseId);
    return found ? allow({ personId: found.confirmerId }) : refuse("no_such_case");
  };
  return act(ctx, "maintenance.confirm", target, async ({ tx, record }) => {
    const found = await findMaintenance(tx, caseId);
    if (!found) return refuse("no_such_case");
    if (found.outcome === word) return allow();
    if (found.outcome) {
      return refuse(found.outcome === "confirmed" ? "case_already_confirmed" : "case_declined");
    }
    const said = acceptFreeText(reason, "reason");
    if (!said.ok) return said;
    const entitled = !found.proctored || (await mayProctor(ctx, tx, found.confirmerId, found));
    if (word === "confirmed" && !entitled) return refuse("proctor_not_entitled");
    const fact = { caseId, outcome: word, reason: word === "declined" ? reason : null };
    await insertConfirmation(tx, { ...fact, entrySeq: await record(fact) });
    return allow();
  });
}

/** The cases of holders that wait for whoever asks. */
export function maintenanceInbox(ctx: Context): Promise<Result<LoggedMaintenance[]>> {
  const personId = ctx.actor.id ?? undefined;
  return ask(ctx, "maintenance.confirm", { personId }, async ({ tx }) =>
    allow(await maintenanceToConfirm(tx, personId ?? "")),
  );
}
