import { canonical } from "#app/domain/ledger/canonical.ts";
import { type Refused, refuse } from "#app/domain/result.ts";
import { isFresh, type Reauthentication } from "#app/domain/signoff/reauthentication.ts";
import { type SigningForm, toSign } from "#app/domain/signoff/statement.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { findReauthentication } from "#db/store/signoff/reauthentications.server.ts";

/** The SHA-256 of what a signature through this form is over, and its text where it has one of its own. */
export function signedBy(form: SigningForm): { readonly about: string; readonly text?: string } {
  const signed = toSign(form);
  if ("digest" in signed) return { about: signed.digest };
  return { about: sha256(signed.text), text: signed.text };
}

/**
 * Why this re-authentication does not carry a signature over `about`; null when it does. It must be fresh,
 * stand in the record as this person's, and be over the very same bytes: alone, or as one item of a list.
 * Refusals: `reauthentication_required`, `signed_something_else`.
 */
export async function notProven(
  tx: Transaction,
  signerId: string,
  proof: Reauthentication,
  about: string,
  now: Instant,
): Promise<Refused | null> {
  if (!isFresh(proof, now)) return refuse("reauthentication_required");
  if (!covers(proof, about)) return refuse("signed_something_else");
  const entered = await findReauthentication(tx, proof.id);
  const same =
    entered?.personId === signerId &&
    entered.outcome === "proven" &&
    entered.method === proof.method &&
    entered.about === proof.about;
  return same ? null : refuse("reauthentication_required");
}

function covers({ about, batch }: Reauthentication, wanted: string): boolean {
  if (!batch) return about === wanted;
  return batch.digests.includes(wanted) && sha256(canonical(batch.digests)) === about;
}
