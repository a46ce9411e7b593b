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
import { openKeyFile, type PublicJwk } from "./credentials/key-file.server.ts";
import {
  isWritable,
  leftReady,
  type ReadyKeys,
  readyElsewhere,
  readyKeys,
  versionOf,
} from "./credentials/key-rotation.server.ts";
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

/** A key as people tell it from others; `id` as in the DID document and the key set. */
export type NamedKey = {
  readonly id: string;
  readonly signs: "credentials" | "JWTs";
  /** Otherwise it only verifies what it signed. */
  readonly inUse: boolean;
};

/** New keys by their ids, made and not yet in use; see `ReadyKeys`. */
export type Rotation = {
  readonly made: readonly string[];
  readonly retired: readonly string[];
  settle(): void;
  discard(): void;
};

/** The portal's key, and the only way to it. */
export type Signer = {
  readonly did: string;
  /** Of the key that signs now. A file changed by a rotation, in whatever process, is read again. */
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
  /** Newest first. */
  keys(): readonly NamedKey[];
  /** Where the keys lie, and whether new ones can be put there from here. */
  readonly keyFile: { readonly path: string; isWritable(): boolean };
  /** @param to  Another file for the new set; otherwise it takes the place of the present one. */
  prepareRotation(to?: string): Promise<Rotation>;
  /** What a process left when it ended between making new keys and using them. */
  unsettledRotation(): Rotation | null;
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
  const did = didWebOf(options.publicOrigin);
  const current = watched(options.keyFile, did);
  const thread = proofThread();
  const proofHolds = rememberingLists(thread.verify);
  const prove = async (document: JsonObject, at: Instant) => {
    const { proof } = current();
    return { text: await thread.sign(document, proof, at), keyId: proof.keyId };
  };
  return {
    did,
    get keyId() {
      return current().proof.keyId;
    },
    sign: ({ document }) => prove(document, awardedAt(document)),
    signTwin: async ({ text }) => {
      const { jwt } = current();
      const document = JSON.parse(text) as JsonObject;
      return { text: await signJwt(document, jwt.privateKey, jwt.keyId), keyId: jwt.keyId };
    },
    signStatusList: (list) => prove(statusListDocument(did, list), list.at),
    signText: (text) => compactJws(text, current().proof.privateKey, current().proof.keyId),
    verify: (given, how) => verifyDocument(given, { own: current().own, proofHolds }, how),
    didDocument: () => current().own,
    jwks: () => current().jwks,
    keys: () => current().named,
    ...rotations(options.keyFile, did),
    close: thread.close,
  };
}

/** The keys of a file, read again when the file is another one; while that one is unfit, as they were. */
function watched(path: string, did: string) {
  let opened = open(path, did);
  let seen = versionOf(path);
  return () => {
    try {
      const version = versionOf(path);
      if (version !== seen) opened = open(path, did);
      seen = version;
    } catch {
      // The next start says what is wrong with it; until then what was good goes on signing.
    }
    return opened;
  };
}

function open(path: string, did: string) {
  const { proof, jwt, published } = openKeyFile(path);
  const keyIdOf = (key: PublicJwk) => publishedKey(did, key).id;
  const all = published.map((each) => publishedKey(did, each));
  const inUse = [keyIdOf(proof.publicJwk), keyIdOf(jwt.publicJwk)];
  return {
    proof: { privateKey: proof.privateKey, keyId: keyIdOf(proof.publicJwk) },
    jwt: { privateKey: jwt.privateKey, keyId: keyIdOf(jwt.publicJwk) },
    own: didDocumentOf(did, all),
    jwks: { keys: all.map((each) => each.jwk) },
    named: all.map(({ id, jwk }): NamedKey => {
      return { id, signs: jwk.kty === "RSA" ? "JWTs" : "credentials", inUse: inUse.includes(id) };
    }),
  };
}

function rotations(path: string, did: string) {
  const named = ({ made, retired, ...rest }: ReadyKeys): Rotation => {
    const idsOf = (keys: readonly PublicJwk[]) => keys.map((each) => publishedKey(did, each).id);
    return { ...rest, made: idsOf(made), retired: idsOf(retired) };
  };
  return {
    keyFile: { path, isWritable: () => isWritable(path) },
    prepareRotation: async (to?: string) =>
      named(await (to ? readyElsewhere(path, to) : readyKeys(path))),
    unsettledRotation: () => {
      const left = leftReady(path);
      return left && named(left);
    },
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
