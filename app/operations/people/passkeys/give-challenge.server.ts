import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { askOptions, enrolOptions } from "#app/adapters/passkeys.server.ts";
import { type CeremonyPurpose, ceremonyMs } from "#app/domain/people/passkey.ts";
import { failuresMax } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { later } from "#app/domain/time/instant.ts";
import { insertCeremony, passkeysOf } from "#db/store/people/passkeys.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import type { Context, House } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { countedTry } from "../sign-in.server.ts";

/** `options`: as the browser's own interface takes them, in JSON. */
export type Challenge = { readonly ceremony: string; readonly options: object };

/** For signing in: any passkey of this portal may answer. Given out to anybody, a few times a minute. */
export function challengeToSignIn(house: House, address: string): Promise<Result<Challenge>> {
  return unlessAway(async () => {
    const limit = await countedTry(house, "challenge", address, failuresMax.address * 4);
    if (!limit.ok) return limit;
    const challenge = randomBytes(32).toString("base64url");
    const ceremony = await given(house, null, "sign_in", challenge);
    return allow({ ceremony, options: await askOptions(house.settings.publicOrigin, challenge) });
  });
}

/** For a new passkey of the person who is signed in. */
export function challengeToEnrol(ctx: Context): Promise<Result<Challenge>> {
  const { actor, db, settings } = ctx;
  return unlessAway(async () => {
    if (actor.kind !== "person") return refuse("not_signed_in");
    const person = await findPerson(db, actor.id);
    if (!person) return refuse("not_signed_in");
    const challenge = randomBytes(32).toString("base64url");
    const known = await passkeysOf(db, actor.id);
    const options = await enrolOptions(settings.publicOrigin, person, challenge, known);
    return allow({ ceremony: await given(ctx, actor.id, "enrol", challenge), options });
  });
}

/**
 * For a signature: the challenge is the SHA-256 of what is to be signed, so that the passkey's answer is
 * itself a signature over it. Asked of the signer's own passkeys alone.
 * @param about  In hex.
 */
export function challengeToSign(ctx: Context, about: string): Promise<Result<Challenge>> {
  const { actor, db, settings } = ctx;
  return unlessAway(async () => {
    if (actor.kind !== "person") return refuse("not_signed_in");
    const known = await passkeysOf(db, actor.id);
    if (known.length === 0) return refuse("no_passkey");
    const challenge = challengeOf(about);
    const options = await askOptions(settings.publicOrigin, challenge, known);
    return allow({ ceremony: await given(ctx, actor.id, "sign", challenge), options });
  });
}

/** The bytes of a SHA-256 as a challenge. */
export function challengeOf(about: string): string {
  return Buffer.from(about, "hex").toString("base64url");
}

async function given(
  { db, clock }: House,
  personId: string | null,
  purpose: CeremonyPurpose,
  challenge: string,
): Promise<string> {
  const id = uuidv7();
  const now = clock.now();
  const expiresAt = later(now, ceremonyMs);
  await insertCeremony(db, { id, personId, purpose, challenge, expiresAt }, now);
  return id;
}
