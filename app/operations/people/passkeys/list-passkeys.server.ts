import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { ReauthenticationMethod } from "#app/domain/signoff/reauthentication.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { passkeysOf } from "#db/store/people/passkeys.server.ts";
import type { Context } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";

export type OwnPasskey = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
};

/** The passkeys of whoever is signed in, oldest first. */
export function listPasskeys({ db, actor }: Context): Promise<Result<readonly OwnPasskey[]>> {
  return unlessAway(async () => {
    if (actor.kind !== "person") return refuse("not_signed_in");
    const found = await passkeysOf(db, actor.id);
    return allow(
      found.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt })),
    );
  });
}

/** How the signed-in person proves who they are before a signature: never by less than they have. */
export async function methodToSign(ctx: Context): Promise<Result<ReauthenticationMethod>> {
  const own = await listPasskeys(ctx);
  return own.ok ? allow(own.value.length > 0 ? "passkey" : "password") : own;
}
