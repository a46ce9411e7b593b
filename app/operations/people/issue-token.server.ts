import { randomBytes } from "node:crypto";
import { z } from "zod";
import { permit } from "#app/domain/people/permit.ts";
import { staysWithinUnits, tokenDaysMax, tokenScopes } from "#app/domain/people/token-scopes.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { findToken, insertToken, isTokenKnown } from "#db/store/people/tokens.server.ts";
import { act, type Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { tokenHashOf } from "./actor.server.ts";

export const IssueToken = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(tokenScopes)).min(1, "Choose at least one."),
  /** Null: every unit. */
  unitIds: z.array(z.uuid()).min(1, "Choose at least one unit.").max(200).nullable(),
  days: z.coerce.number().int().min(1).max(tokenDaysMax),
});
type Wish = z.output<typeof IssueToken>;
export type IssuedToken = { readonly id: string; readonly token: string | null };

/**
 * Lets a machine in. @returns the token, which is shown this once and kept nowhere: null when the same
 * wish is sent again.
 */
export function issueToken(ctx: Context, wish: Wish): Promise<Result<IssuedToken>> {
  const token = `sys_${randomBytes(32).toString("base64url")}`;
  return act<IssuedToken>(
    ctx,
    "token.issue",
    (tx) => reachOf(tx, wish),
    async ({ tx, now, record }) => {
      if (await findToken(tx, wish.id)) return allow({ id: wish.id, token: null });
      for (const unitId of wish.unitIds ?? []) {
        const target = await unitTargetById(tx, unitId);
        if (!target.ok) return target;
        const permitted = permit(ctx.actor, "token.issue", target.value, now);
        if (!permitted.ok) return permitted;
      }
      await enter(tx, wish, token, later(now, wish.days * day), record);
      return allow({ id: wish.id, token });
    },
  );
}

/** Responsible for every unit of it, and for everything where the token reaches beyond units. */
async function reachOf(tx: Transaction, { scopes, unitIds }: Wish) {
  const [first] = unitIds ?? [];
  if (!first || !staysWithinUnits(scopes, unitIds)) return allow({});
  return unitTargetById(tx, first);
}

async function enter(
  tx: Transaction,
  { id, name, scopes, unitIds }: Omit<Wish, "days">,
  token: string,
  expiresAt: ReturnType<typeof later>,
  record: Turn["record"],
) {
  await record({ tokenId: id, name, scopes, unitIds, expiresAt });
  await insertToken(tx, { id, name, scopes, unitIds, expiresAt, tokenHash: tokenHashOf(token) });
}

/**
 * A token whose text was chosen elsewhere, such as that of the demonstration: made if it is not there yet.
 * @param wish.days  Valid for so long from its first making.
 */
export function ensureToken(ctx: Context, wish: Wish, token: string) {
  return act(ctx, "token.issue", {}, async ({ tx, now, record }) => {
    if (!/^sys_[A-Za-z0-9_-]{32,128}$/.test(token)) return refuse("token_invalid");
    if (await isTokenKnown(tx, tokenHashOf(token))) return allow({ isNew: false });
    await enter(tx, wish, token, later(now, wish.days * day), record);
    return allow({ isNew: true });
  });
}
