import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { findSignOff, insertWithdrawal } from "#db/store/signoff/sign-offs.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { signOffTarget } from "./targets.server.ts";

export const WithdrawSignOff = z.object({
  signOffId: z.uuid(),
  reason: z.string().trim().min(1).max(2_000),
});

/** Takes a sign-off back while nothing has been issued on it. After that, only a registrar can act. */
export function withdrawSignOff(ctx: Context, input: z.output<typeof WithdrawSignOff>) {
  const target = (tx: Parameters<typeof signOffTarget>[0]) => signOffTarget(tx, input.signOffId);
  return act(ctx, "sign_off.withdraw", target, async ({ tx, record }) => {
    const signOff = await findSignOff(tx, input.signOffId);
    if (!signOff) return refuse("no_such_sign_off");
    if (signOff.issued) return refuse("already_issued");
    if (signOff.withdrawnAt !== null) {
      const same = signOff.withdrawalReason === input.reason;
      return same ? allow({ reviewId: signOff.reviewId }) : refuse("sign_off_withdrawn");
    }
    const fact = { signOffId: signOff.id, reason: input.reason };
    await insertWithdrawal(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ reviewId: signOff.reviewId });
  });
}
