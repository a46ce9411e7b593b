import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import {
  isBounded,
  isObject,
  type JsonObject,
  type JsonValue,
  listOf,
} from "#app/domain/credential/json.ts";
import { misshapen } from "#app/domain/credential/shape.ts";
import { statusBits } from "#app/domain/credential/status-list.ts";
import { failedWith, problemOf, type Verification } from "#app/domain/credential/verification.ts";
import { formatInstant, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { unknownContext } from "./contexts.server.ts";
import { didKeyDocument, multikey } from "./did.server.ts";
import { addProof, presentationHolds, proofHolds } from "./proof.server.ts";
import { relatedFault } from "./related-resource.server.ts";
import { packBits } from "./status.server.ts";
import { verifyDocument } from "./verify.server.ts";

/** The portal's signer and verifier around a key that everybody knows, for conformance suites alone. */
export type TestIssuer = {
  readonly did: string;
  /** Signs whatever is well-formed, also by the older data model. @throws Error with what is wrong. */
  issue(credential: JsonValue, at: Instant): Promise<JsonObject>;
  /** The same, with a place in the status list. */
  issueWithStatus(credential: JsonValue, at: Instant): Promise<JsonObject>;
  statusList(at: Instant): Promise<JsonObject>;
  /** @param purpose  What the proof must have been made for, where that is asked. */
  verify(document: JsonValue, at: Instant, purpose?: string): Promise<Verification>;
  verifyPresentation(
    presentation: JsonValue,
    expected: { readonly challenge?: string; readonly domain?: string },
    at: Instant,
  ): Promise<Verification>;
};

const base = "https://www.w3.org/ns/credentials/v2";
const older = "https://www.w3.org/2018/credentials/v1";
const anything = { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } };
/** @source VC Data Model 2.0 appendix B.3 (the context of its examples), and the one of 1.1 beside it */
const more = new Map<string, JsonObject>([
  [base.replace("/v2", "/examples/v2"), anything],
  [older.replace("/v1", "/examples/v1"), anything],
]);

/** @param origin  Where it is reached: its status list lies at `/status/1` there. */
export function openTestIssuer(origin: string): TestIssuer {
  const { key, did, keyId } = knownKey();
  const own = didKeyDocument(did) as JsonObject;
  const listUrl = `${origin}/status/1`;
  let places = 0;
  const sign = async (document: JsonObject, at: Instant) => {
    const text = await addProof(document, { privateKey: key, keyId }, at, more);
    const { proof, ...signed } = JSON.parse(text) as JsonObject;
    // One proof is an object to the suites; Open Badges alone wants a list.
    return { ...signed, proof: listOf(proof)[0] };
  };
  const issue = async (credential: JsonValue, at: Instant) => {
    const wrong = faultOf(credential);
    if (wrong !== null) throw new Error(wrong);
    return sign(issuedBy(did, credential as JsonObject), at);
  };
  const statusList = (at: Instant) => sign(emptyList(did, listUrl, at), at);
  const verify = async (document: JsonValue, at: Instant, purpose = "assertionMethod") => {
    const proofs = isObject(document) ? listOf(document.proof).filter(isObject) : [];
    const other = proofs.find((each) => each.proofPurpose !== purpose);
    if (other) return failedWith(problemOf("bad_proof", "It was made for another purpose."));
    return verifyDocument(
      document,
      {
        own,
        proofHolds: (...given) => proofHolds(...given, more),
        unknownContext: unknownHere,
      },
      { now: at, resolveStatus: async (url) => (url === listUrl ? statusList(at) : null) },
    );
  };
  return {
    did,
    issue,
    statusList,
    verify,
    issueWithStatus: (credential, at) => {
      const entry = { ...statusEntry(listUrl, places), statusPurpose: "revocation" };
      places += 1;
      if (!isObject(credential)) throw new Error("credential: not an object");
      return issue({ ...credential, credentialStatus: entry }, at);
    },
    verifyPresentation: (presentation, expected, at) =>
      checkPresentation(presentation, { ...expected, now: at, verify }),
  };
}

/** Made from words that anybody can read here: it must never sign anything that counts. */
function knownKey() {
  const seed = createHash("sha256").update("a key for conformance suites, known to all").digest();
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  const name = multikey(Buffer.from(x, "base64url"));
  return { key, did: `did:key:${name}`, keyId: `did:key:${name}#${name}` };
}

function faultOf(credential: JsonValue): string | null {
  if (!isObject(credential)) return "credential: not an object";
  if (!isBounded(credential)) return "credential: too large or too deep";
  const wrong = misshapen(asNewer(credential)) ?? relatedFault(credential.relatedResource);
  if (wrong !== null) return wrong;
  const context = unknownHere(credential);
  return context === null ? null : `@context: not known here: ${context}`;
}

/** What the older data model says, in the words of the present one. @source VC Data Model 1.1 section 4 */
function asNewer(credential: JsonObject): JsonObject {
  const [first, ...others] = listOf(credential["@context"]);
  if (first !== older) return credential;
  const { issuanceDate: validFrom, expirationDate: validUntil, ...rest } = credential;
  return { ...rest, "@context": [base, ...others], validFrom, validUntil };
}

/** Suites write contexts of their own into documents; an address is still never fetched. */
function unknownHere(document: JsonValue): string | null {
  if (!isObject(document)) return "none";
  const named = listOf(document["@context"]);
  if (!named.every((each) => typeof each === "string" || isObject(each))) return "no context";
  const addresses = named.filter((each) => typeof each === "string" && !more.has(each));
  return unknownContext({ "@context": addresses });
}

/** Whoever a suite names as issuer, this key signs: so the issuer is whom the key belongs to. */
function issuedBy(did: string, credential: JsonObject): JsonObject {
  const { issuer } = credential;
  return { ...credential, issuer: isObject(issuer) ? { ...issuer, id: did } : did };
}

function statusEntry(listUrl: string, place: number): JsonObject {
  return {
    id: `${listUrl}#${place}`,
    type: "BitstringStatusListEntry",
    statusListIndex: String(place),
    statusListCredential: listUrl,
  };
}

function emptyList(issuer: string, url: string, at: Instant): JsonObject {
  return {
    "@context": [base],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer,
    validFrom: formatInstant(at),
    validUntil: formatInstant(later(at, 15 * minute)),
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: "revocation",
      encodedList: packBits(statusBits([])),
    },
  };
}

type Expected = {
  readonly challenge?: string;
  readonly domain?: string;
  readonly now: Instant;
  verify(document: JsonValue, at: Instant): Promise<Verification>;
};

/** @source VC Data Model 2.0 section 4.13 (Verifiable Presentations) */
async function checkPresentation(given: JsonValue, expected: Expected): Promise<Verification> {
  const wrong = presentationFault(given);
  if (wrong !== null) return failedWith(problemOf("malformed", wrong));
  const presentation = given as JsonObject;
  const credentials = listOf(presentation.verifiableCredential);
  for (const credential of credentials) {
    const found = await expected.verify(enclosed(credential), expected.now);
    if (!found.verified) return found;
  }
  if (listOf(presentation.proof).length === 0) return passed;
  const { challenge = "", domain, now } = expected;
  const holds = await presentationHolds(
    presentation,
    { challenge, domain, now: formatInstant(now) },
    more,
  ).catch(() => false);
  return holds ? passed : failedWith(problemOf("bad_proof"));
}

const passed: Verification = { verified: true, checks: ["shape", "proof"], problems: [] };

function presentationFault(given: JsonValue): string | null {
  if (!isObject(given) || !isBounded(given)) return "presentation: not readable";
  if (listOf(given["@context"])[0] !== base || !Array.isArray(given["@context"])) {
    return `@context: must be a list that begins with ${base}`;
  }
  if (unknownHere(given) !== null) return `@context: ${unknownHere(given)} is not known here`;
  if (!listOf(given.type).includes("VerifiablePresentation")) {
    return "type: must include VerifiablePresentation";
  }
  if (given.id !== undefined && !isAddress(given.id)) return "id: must be one address";
  const holder = isObject(given.holder) ? given.holder.id : given.holder;
  if (given.holder !== undefined && !isAddress(holder)) return "holder: must be an address";
  const inner = listOf(given.verifiableCredential);
  return inner.every(isObject) ? null : "verifiableCredential: must be objects";
}

function isAddress(value: JsonValue | undefined): boolean {
  return typeof value === "string" && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value);
}

/** @source VC Data Model 2.0 section 4.13.1: a `data:` address that holds a JWT */
function enclosed(credential: JsonValue): JsonValue {
  if (!isObject(credential)) return credential;
  if (!listOf(credential.type).includes("EnvelopedVerifiableCredential")) return credential;
  const [, jwt] = /^data:application\/vc\+jwt[,;](.+)$/.exec(String(credential.id)) ?? [];
  return jwt ?? credential;
}
