import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";

/** The only file that knows the library. All bytes go in and out as base64url. */

/** How long a browser waits for a person, in milliseconds. @source W3C WebAuthn level 3, 15.1 */
const patienceMs = 300_000;

export type KnownPasskey = {
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
};

/** Passkeys hold for the host of the portal's own address, and are answered from that address alone. */
function party(publicOrigin: string) {
  return { rpID: new URL(publicOrigin).hostname, origin: publicOrigin };
}

/** What a browser needs to make a passkey for this person, who must be verified and named by it. */
export function enrolOptions(
  publicOrigin: string,
  person: { readonly id: string; readonly name: string; readonly email: string | null },
  challenge: string,
  known: readonly KnownPasskey[],
) {
  return generateRegistrationOptions({
    rpName: "Systole",
    rpID: party(publicOrigin).rpID,
    userID: handleOf(person.id),
    userName: person.email ?? person.name,
    userDisplayName: person.name,
    challenge: bytes(challenge),
    timeout: patienceMs,
    excludeCredentials: known.map(described),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: [-7, -8, -257],
  });
}

/** What a browser needs to ask for a passkey: one of those named, or whichever the person chooses. */
export function askOptions(
  publicOrigin: string,
  challenge: string,
  among: readonly KnownPasskey[] = [],
) {
  return generateAuthenticationOptions({
    rpID: party(publicOrigin).rpID,
    challenge: bytes(challenge),
    timeout: patienceMs,
    userVerification: "required",
    allowCredentials: among.length > 0 ? among.map(described) : undefined,
  });
}

/** A new passkey as it is to be kept; null where the answer does not hold. */
export async function enrolled(
  publicOrigin: string,
  challenge: string,
  answer: unknown,
): Promise<KnownPasskey | null> {
  const { rpID, origin } = party(publicOrigin);
  const verified = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs: [-7, -8, -257],
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
  return { id, publicKey: text(publicKey), counter, transports: transports ?? [] };
}

export type Answered =
  | { readonly outcome: "proven"; readonly counter: number }
  /** `copied`: its counter went back, so there are two of it. */
  | { readonly outcome: "not_proven" | "copied" };

/** Whether a passkey answered this challenge, here, with its holder verified. */
export async function answered(
  publicOrigin: string,
  challenge: string,
  answer: unknown,
  known: KnownPasskey,
): Promise<Answered> {
  const { rpID, origin } = party(publicOrigin);
  // The counter is compared afterwards: only a true answer may tell that there are two of the key.
  const verified = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: known.id, publicKey: bytes(known.publicKey), counter: 0 },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return { outcome: "not_proven" };
  const counter = verified.authenticationInfo.newCounter;
  const counts = counter > 0 || known.counter > 0;
  if (counts && counter <= known.counter) return { outcome: "copied" };
  return { outcome: "proven", counter };
}

/** Whose a passkey says it is; null where it does not say. */
export function personOfHandle(handle: string | undefined): string | null {
  if (!handle) return null;
  const hex = Buffer.from(handle, "base64url").toString("hex");
  if (hex.length !== 32) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function handleOf(personId: string) {
  return new Uint8Array(Buffer.from(personId.replaceAll("-", ""), "hex"));
}

function described({ id, transports }: KnownPasskey) {
  return { id, transports: [...transports] as AuthenticatorTransport[] };
}

function bytes(base64url: string) {
  return new Uint8Array(Buffer.from(base64url, "base64url"));
}

function text(data: Uint8Array): string {
  return Buffer.from(data).toString("base64url");
}
