import { createHash } from "node:crypto";
import { passwordMatches } from "#app/adapters/password-hash.server.ts";
import { failuresMax, windowAt } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { findAccount, passwordHashOf } from "#db/store/people/persons.server.ts";
import { countTry, forgetTries, uncountTry } from "#db/store/people/rate-limits.server.ts";
import type { House } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";

export type SignInTry = {
  readonly email: string;
  readonly password: string;
  /** Where the try comes from; all tries from one address share a limit. */
  readonly address: string;
};

/**
 * Whose address and password these are. Unknown accounts and wrong passwords get the same words and take
 * the same work.
 * @returns the person's id, or refusal `sign_in_failed`, `too_many_tries` (with `seconds`), `record_away`.
 */
export function checkSignIn(house: House, given: SignInTry): Promise<Result<string>> {
  const email = given.email.trim().toLowerCase();
  return unlessAway(async () => {
    const limits = [
      { key: limitKey("account", email), most: failuresMax.account },
      { key: limitKey("address", given.address), most: failuresMax.address },
    ];
    return limited(house, limits, async () => {
      const account = await findAccount(house.db, email);
      const matches = await passwordMatches(account?.passwordHash ?? null, given.password);
      return matches && account ? allow(account.personId) : refuse("sign_in_failed");
    });
  });
}

/**
 * Re-authentication of somebody who is signed in, such as before a signature.
 * @returns refusal `password_wrong`, `too_many_tries` (with `seconds`), or `record_away`.
 */
export function verifyPassword(
  house: House,
  personId: string,
  password: string,
): Promise<Result<undefined>> {
  return unlessAway(() =>
    limited(house, [{ key: limitKey("person", personId), most: failuresMax.account }], async () => {
      const stored = await passwordHashOf(house.db, personId);
      return (await passwordMatches(stored, password)) ? allow() : refuse("password_wrong");
    }),
  );
}

type Limit = { readonly key: string; readonly most: number };

/** Every try is counted before it is judged, so that many at once cannot slip through together. */
async function limited<T>(
  { db, clock }: House,
  limits: readonly Limit[],
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const now: Instant = clock.now();
  const window = windowAt(now);
  for (const { key, most } of limits) {
    const tries = await countTry(db, key, window.start);
    if (tries > most) return refuse("too_many_tries", { seconds: window.seconds });
  }
  const result = await attempt();
  if (!result.ok) return result;
  const [own, ...shared] = limits;
  if (own) await forgetTries(db, own.key, now);
  for (const { key } of shared) await uncountTry(db, key, window.start);
  return result;
}

/** Counts a try of another kind from an address; it is never taken back. */
export async function countedTry(
  { db, clock }: House,
  kind: string,
  address: string,
  most: number,
): Promise<Result<undefined>> {
  const window = windowAt(clock.now());
  const tries = await countTry(db, limitKey(kind, address), window.start);
  return tries > most ? refuse("too_many_tries", { seconds: window.seconds }) : allow();
}

/** Addresses of people are not kept in clear where they only serve to count. */
function limitKey(kind: string, value: string): string {
  return `sign-in:${kind}:${createHash("sha256").update(value).digest("base64url")}`;
}
