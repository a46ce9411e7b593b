import { canonical, type Json } from "../ledger/canonical.ts";
import { formatInstant, type Instant, minute } from "../time/instant.ts";

export const reauthenticationMethods = ["password", "passkey"] as const;
export type ReauthenticationMethod = (typeof reauthenticationMethods)[number];
export const reauthenticationOutcomes = [
  "proven",
  "not_proven",
  "wrong_person",
  "signed_out",
] as const;
export type ReauthenticationOutcome = (typeof reauthenticationOutcomes)[number];

/** A passkey's answer as it came, all base64url: enough to verify it without the portal. */
export type PasskeyProof = {
  readonly credentialId: string;
  /** COSE key. */
  readonly publicKey: string;
  readonly authenticatorData: string;
  readonly clientData: string;
  readonly signature: string;
};

/** How and when a signer proved again who they are, and over what, just before signing. */
export type Reauthentication = {
  /** Of its own entry in the record. */
  readonly id: string;
  readonly method: ReauthenticationMethod;
  readonly at: Instant;
  /** SHA-256, in hex, of what was to be signed: the challenge that a passkey answered. */
  readonly about: string;
  /** The text with that digest, where it is not the shown document itself. */
  readonly text?: string;
  /** The list that was signed at once, and the digests of its items in order. */
  readonly batch?: { readonly id: string; readonly digests: readonly string[] };
  readonly passkey?: PasskeyProof;
};

/** A signature follows its re-authentication within so long, or is asked for again. */
const freshMs = 5 * minute;

export function isFresh({ at }: Pick<Reauthentication, "at">, now: Instant): boolean {
  return at <= now && now - at <= freshMs;
}

/** As it stands in the record, in canonical JSON. */
export function written({ at, ...proof }: Reauthentication): string {
  return canonical({ ...proof, at: formatInstant(at) } as Json);
}

/** How a page names a method. */
export const methodWords: Readonly<Record<ReauthenticationMethod, string>> = {
  password: "Password, entered again",
  passkey: "Passkey, whose own signature is over this digest",
};

/** The method of what stands in the record, which older entries say in other words; null: unknown. */
export function methodWritten(text: string | null): ReauthenticationMethod | null {
  if (text === null) return null;
  try {
    const { method } = JSON.parse(text) as { method?: string };
    return reauthenticationMethods.find((each) => each === method) ?? null;
  } catch {
    return reauthenticationMethods.find((each) => each === text) ?? null;
  }
}
