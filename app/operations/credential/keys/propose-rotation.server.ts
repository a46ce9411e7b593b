import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { notProven, signedBy } from "../../signoff/reauthentication.server.ts";
import { openWish, shownText } from "./wish.server.ts";

export const ProposeRotation = z.object({ shownDigest: z.string().regex(/^[0-9a-f]{64}$/) });

type Proposing = z.output<typeof ProposeRotation> & { readonly reauthentication: Reauthentication };

/**
 * A first registrar wants new signing keys. Nothing changes until a second one confirms it. Sent again, it
 * is answered the same.
 *
 * @returns The ledger entry that holds it.
 * Refusals: `rotation_proposed` by another, `keys_changed`, those of `notProven`.
 */
export function proposeRotation(ctx: Context, input: Proposing): Promise<Result<number>> {
  return act<number>(ctx, "keys.propose_rotation", {}, async ({ tx, now, record }) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("not_permitted");
    const open = await openWish(tx, now);
    if (open) return open.proposerId === actor.id ? allow(open.seq) : refuse("rotation_proposed");
    const { text, digest } = shownText(ctx);
    if (input.shownDigest !== digest) return refuse("keys_changed");
    const { about } = signedBy({ intent: "propose-rotation", ...input });
    const unproven = await notProven(tx, actor.id, input.reauthentication, about, now);
    if (unproven) return unproven;
    const reauthentication = written(input.reauthentication);
    return allow(await record({ wanted: text, proposedBy: actor.id, reauthentication }));
  });
}

/** Any registrar closes a wish for new keys, also the one whose it is. Refusal: `no_such_rotation`. */
export function dismissRotation(ctx: Context, { wish }: { readonly wish: number }) {
  return act<number>(ctx, "keys.dismiss_rotation", {}, async ({ tx, now, record }) => {
    const open = await openWish(tx, now);
    if (open?.seq !== wish) return refuse("no_such_rotation");
    return allow(await record({ dismissed: wish, dismissedBy: ctx.actor.id }));
  });
}
