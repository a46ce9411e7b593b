import { allow, type Result, refuse } from "#app/domain/result.ts";
import { deletePasskey, findPasskey, passkeysOf } from "#db/store/people/passkeys.server.ts";
import { passwordHashOf } from "#db/store/people/persons.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { verifyPassword } from "../sign-in.server.ts";

/**
 * Forgets a passkey of the signed-in person. What was signed with it keeps its own copy of the public half.
 * Refusals: `last_way_in`, `no_such_passkey`, those of `verifyPassword`.
 */
export async function removePasskey(
  ctx: Context,
  { id, password }: { readonly id: string; readonly password: string },
): Promise<Result<undefined>> {
  const { actor, db } = ctx;
  if (actor.kind !== "person") return refuse("not_signed_in");
  const ways = await unlessAway(async () => {
    const found = await findPasskey(db, id);
    if (found?.personId !== actor.id) return refuse("no_such_passkey");
    const others = (await passkeysOf(db, actor.id)).length - 1;
    const hasPassword = (await passwordHashOf(db, actor.id)) !== null;
    return others === 0 && !hasPassword ? refuse("last_way_in") : allow();
  });
  if (!ways.ok) return ways;
  const proven = await verifyPassword(ctx, actor.id, password);
  if (!proven.ok) return proven;
  return act(ctx, "passkey.remove", { personId: actor.id }, async ({ tx, record }) => {
    await deletePasskey(tx, id);
    await record({ personId: actor.id, passkey: id });
    return allow();
  });
}
