import { enrolled } from "#app/adapters/passkeys.server.ts";
import { isId } from "#app/domain/ids.ts";
import { parsedJson, passkeysMax } from "#app/domain/people/passkey.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { insertPasskey, passkeysOf, takeCeremony } from "#db/store/people/passkeys.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { verifyPassword } from "../sign-in.server.ts";

export type Enrolment = {
  readonly name: string;
  /** Again, so that nobody adds a passkey of theirs at a screen that was left open. */
  readonly password: string;
  readonly ceremony: string;
  readonly assertion: string;
};

/** Keeps the public half of a passkey that the signed-in person has just made. */
export async function enrolPasskey(
  ctx: Context,
  { name, password, ceremony, assertion }: Enrolment,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, clock, settings } = ctx;
  if (actor.kind !== "person") return refuse("not_signed_in");
  const proven = await verifyPassword(ctx, actor.id, password);
  if (!proven.ok) return proven;
  return unlessAway(async () => {
    const now = clock.now();
    const wanted = { id: ceremony, purpose: "enrol", now };
    const taken = isId(ceremony) ? await takeCeremony(db, wanted) : null;
    if (!taken) return refuse("challenge_over");
    if (taken.personId !== actor.id) return refuse("signer_changed");
    const answer = parsedJson(assertion);
    const made = await enrolled(settings.publicOrigin, taken.challenge, answer);
    if (!made) return refuse("passkey_not_enrolled");
    const kept = { ...made, transports: [...made.transports], personId: actor.id, name };
    return keep(ctx, { ...kept, createdAt: now, lastUsedAt: null });
  });
}

/** That a key was added is an entry of its own: what it signs later can be told from what it could not. */
function keep(ctx: Context, kept: Parameters<typeof insertPasskey>[1]) {
  const { id, personId, publicKey } = kept;
  return act(ctx, "passkey.enrol", { personId }, async ({ tx, record }) => {
    const known = await passkeysOf(tx, personId);
    if (known.length >= passkeysMax) return refuse("too_many_passkeys", { most: passkeysMax });
    if (!(await insertPasskey(tx, kept))) return refuse("passkey_known_already");
    await record({ personId, passkey: id, publicKey: String(publicKey) });
    return allow({ id });
  });
}
