import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import type { PreparedCredential } from "#app/domain/credential/lint.ts";
import { statusBits } from "#app/domain/credential/status-list.ts";
import type { Verification } from "#app/domain/credential/verification.ts";
import {
  formatInstant,
  type Instant,
  later,
  minute,
  parseInstant,
} from "#app/domain/time/instant.ts";
import { didDocumentOf, didWebOf, publishedKey } from "./credentials/did.server.ts";
import { compactJws } from "./credentials/jws.server.ts";
import { signJwt } from "./credentials/jwt.server.ts";
import { openKeyFile, rotateKeyFile } from "./credentials/key-file.server.ts";
import { proofThread, rememberingLists } from "./credentials/proof-threads.server.ts";
import { packBits } from "./credentials/status.server.ts";
import { type VerifyOptions, verifyDocument } from "./credentials/verify.server.ts";

export type SignedDocument = {
  /** Canonical JSON with its proof: what is stored and served, byte for byte. */
  readonly text: string;
  readonly keyId: string;
};

export type StatusList = {
  /** "https://portal.example/status/1" */
  readonly url: string;
  /** Places whose credential is revoked. */
  readonly revoked: Iterable<number>;
  /** The instant it shows; it is to be asked for again a quarter of an hour later. */
  readonly at: Instant;
};

/** The portal's key, and the only way to it. */
export type Signer = {
  readonly did: string;
  readonly keyId: string;
  /** Signing the same prepared credential again gives the same bytes. About 7 ms of another thread. */
  sign(prepared: PreparedCredential): Promise<SignedDocument>;
  /** The JWT twin of what `sign` gave; again, the same bytes. */
  signTwin(signed: SignedDocument): Promise<SignedDocument>;
  signStatusList(list: StatusList): Promise<SignedDocument>;
  /** A compact JWS (EdDSA) over a text, such as the canonical form of an answer. */
  signText(text: string): string;
  /** @param given  A document, or the text of a JWT. `document`: what was signed, where it could be read. */
  verify(
    given: JsonValue,
    options: VerifyOptions,
  ): Promise<Verification & { readonly document: JsonObject | null }>;
  didDocument(): JsonObject;
  jwks(): JsonObject;
  close(): Promise<void>;
};

/**
 * Opens the signing key, making it on the first start.
 *
 * @param publicOrigin  "https://portal.example": it names the issuer, did:web:portal.example.
 * @throws CannotStart when others may read the key file or it is not one.
 */
export async function openSigner(options: {
  readonly keyFile: string;
  readonly publicOrigin: string;
}): Promise<Signer> {
  const keys = openKeyFile(options.keyFile);
  const did = didWebOf(options.publicOrigin);
  const published = await Promise.all(keys.published.map((each) => publishedKey(did, each)));
  const { id: keyId } = await publishedKey(did, keys.proof.publicJwk);
  const { id: jwtKeyId } = await publishedKey(did, keys.jwt.publicJwk);
  const own = didDocumentOf(did, published);
  const thread = proofThread({ privateKey: keys.proof.privateKey, keyId });
  const proofHolds = rememberingLists(thread.verify);
  const prove = async (document: JsonObject, at: Instant) => ({
    text: await thread.sign(document, at),
    keyId,
  });
  return {
    did,
    keyId,
    sign: ({ document }) => prove(document, awardedAt(document)),
    signTwin: async ({ text }) => ({
      text: await signJwt(JSON.parse(text) as JsonObject, keys.jwt, jwtKeyId),
      keyId: jwtKeyId,
    }),
    signStatusList: (list) => prove(statusListDocument(did, list), list.at),
    signText: (text) => compactJws(text, keys.proof, keyId),
    verify: (given, how) => verifyDocument(given, { own, proofHolds }, how),
    didDocument: () => own,
    jwks: () => ({ keys: published.map(({ jwk }) => jwk) }),
    close: thread.close,
  };
}

/** New keys sign from the next start on; the old ones stay published. See `rotateKeyFile`. */
export function rotateKeys(keyFile: string): void {
  rotateKeyFile(keyFile);
}

/** The proof carries the time of the award, not of the attempt: a second attempt changes no byte. */
function awardedAt(document: JsonObject): Instant {
  const at = parseInstant(String(document.awardedDate));
  if (at === null) throw new Error("a prepared credential has its date of award");
  return at;
}

const listHoldsMs = 15 * minute;

/** @source Bitstring Status List 1.0 section 2.2 */
function statusListDocument(issuer: string, { url, revoked, at }: StatusList): JsonObject {
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer,
    validFrom: formatInstant(at),
    validUntil: formatInstant(later(at, listHoldsMs)),
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: "revocation",
      encodedList: packBits(statusBits(revoked)),
    },
  };
}
