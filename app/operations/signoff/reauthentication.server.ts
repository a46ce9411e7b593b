import { type Instant, minute } from "#app/domain/time/instant.ts";

/** How and when a signer proved again who they are, just before signing. */
export type Reauthentication = { readonly method: "password"; readonly at: Instant };

/** A signature follows its re-authentication within so long, or is asked for again. */
const freshMs = 5 * minute;

export function isFresh({ at }: Reauthentication, now: Instant): boolean {
  return at <= now && now - at <= freshMs;
}
