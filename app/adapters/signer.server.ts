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
import { didDocumentOf, didWebOf, multikey } from "./credentials/did.server.ts";
import { compactJws } from "./credentials/jws.server.ts";
import { openKeyFile } from "./credentials/key-file.server.ts";
import { addProof, type SignedDocument } from "./credentials/proof.server.ts";
import { packBits } from "./credentials/status.server.ts";
import { type VerifyOptions, verifyDocument } from "./credentials/verify.server.ts";

export type { SignedDocument } from "./credentials/proof.server.ts";

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
  /** Signing the same prepared credential again gives the same bytes. About 5 ms of CPU. */
  sign(prepared: PreparedCredential): Promise<SignedDocument>;
  signStatusList(list: StatusList): Promise<SignedDocument>;
  /** A compact JWS (EdDSA) over a text, such as the canonical form of an answer. */
  signText(text: string): string;
  verify(document: JsonValue, options: VerifyOptions): Promise<Verification>;
  didDocument(): JsonObject;
  jwks(): JsonObject;
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
  const [key] = keys;
  if (!key) throw new Error("a key file has at least one key");
  const did = didWebOf(options.publicOrigin);
  const idOf = (publicBytes: Uint8Array) => `${did}#${multikey(publicBytes)}`;
  const keyId = idOf(key.publicBytes);
  const didDocument = didDocumentOf(
    did,
    keys.map((each) => multikey(each.publicBytes)),
  );
  const jwks = keys.map(({ x, publicBytes }) => ({
    kty: "OKP",
    crv: "Ed25519",
    x,
    kid: idOf(publicBytes),
    use: "sig",
    alg: "EdDSA",
  }));
  return {
    did,
    keyId,
    sign: ({ document }) => addProof(document, { key, keyId, createdAt: awardedAt(document) }),
    signStatusList: (list) =>
      addProof(statusListDocument(did, list), { key, keyId, createdAt: list.at }),
    signText: (text) => compactJws(text, key, keyId),
    verify: (document, how) => verifyDocument(document, didDocument, how),
    didDocument: () => didDocument,
    jwks: () => ({ keys: jwks }),
  };
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
