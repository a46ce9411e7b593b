import { z } from "zod";
import { permit } from "#app/domain/people/permit.ts";
import { allow, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { findToken, listTokens, revokeTokenRow } from "#db/store/people/tokens.server.ts";
import { act } from "../act.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export const RevokeToken = z.object({ id: z.uuid() });

/** Locks a machine out from its next call on. Revoking twice changes nothing. */
export function revokeToken(ctx: Context, { id }: z.output<typeof RevokeToken>) {
  const target = async (tx: Transaction) => {
    const found = await findToken(tx, id);
    if (!found) return refuse("no_such_token");
    const [first] = found.unitIds ?? [];
    return first ? unitTargetById(tx, first) : allow({});
  };
  return act(ctx, "token.revoke", target, async ({ tx, now, record }) => {
    const found = await findToken(tx, id);
    if (found?.revokedAt !== null) return allow({ id });
    await record({ tokenId: id, revokedAt: now });
    await revokeTokenRow(tx, id, now);
    return allow({ id });
  });
}

/** The tokens that the asker may revoke, never their text. */
export function showTokens(ctx: Context) {
  return ask(ctx, "token.list", {}, async ({ tx, now }) => {
    const tokens = await listTokens(tx);
    const reached = await Promise.all(
      tokens.map(async (token) => {
        const [first] = token.unitIds ?? [];
        const target = first ? await unitTargetById(tx, first) : allow({});
        return target.ok && permit(ctx.actor, "token.revoke", target.value, now).ok;
      }),
    );
    return allow(tokens.filter((_, i) => reached[i]));
  });
}
