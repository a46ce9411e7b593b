import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import { findSignOff, insertWithdrawal } from "#db/store/signoff/sign-offs.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { notProven, signedBy } from "./reauthentication.server.ts";
import { signOffTarget } from "./targets.server.ts";

export const WithdrawSignOff = z.object({
  signOffId: z.uuid(),
  reason: z.string().trim().min(1).max(2_000),
  /** The digest that the director signed, as the form showed it. */
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * Takes a sign-off back while nothing has been issued on it. After that, only a registrar can act.
 *
 * Refusals: `no_such_sign_off`, `already_issued_ask_registrar`, `sign_off_withdrawn`, those of `notProven`.
 */
export function withdrawSignOff(
  ctx: Context,
  input: z.output<typeof WithdrawSignOff> & { readonly reauthentication: Reauthentication },
) {
  const target = (tx: Parameters<typeof signOffTarget>[0]) => signOffTarget(tx, input.signOffId);
  return act(ctx, "sign_off.withdraw", target, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const signOff = await findSignOff(tx, input.signOffId);
    if (!signOff) return refuse("no_such_sign_off");
    if (signOff.issued) return refuse("already_issued_ask_registrar");
    if (signOff.withdrawnAt !== null) {
      const same = signOff.withdrawalReason === input.reason;
      return same ? allow({ reviewId: signOff.reviewId }) : refuse("sign_off_withdrawn");
    }
    if (signOff.evidenceDigest !== input.shownDigest) return refuse("evidence_changed");
    const { about } = signedBy({ intent: "withdraw", ...input });
    const unproven = await notProven(tx, ctx.actor.id, input.reauthentication, about, now);
    if (unproven) return unproven;
    const reauthentication = written(input.reauthentication);
    const fact = { signOffId: signOff.id, reason: input.reason, reauthentication };
    await insertWithdrawal(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ reviewId: signOff.reviewId });
  });
}
