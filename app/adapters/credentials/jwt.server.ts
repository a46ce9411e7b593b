import { createPublicKey, type JsonWebKeyInput, type KeyObject, verify } from "node:crypto";
import { CompactSign } from "jose";
import { isObject, type JsonObject, type JsonValue } from "#app/domain/credential/json.ts";
import { problemOf, type VerificationProblem } from "#app/domain/credential/verification.ts";
import { parseInstant } from "#app/domain/time/instant.ts";

const claims = ["iss", "jti", "nbf", "exp", "sub"] as const;
/** What is read. RS256 is the least that Open Badges asks for; EdDSA is what did:key issuers have. */
const algorithms = ["RS256", "EdDSA"];

/**
 * The JWT twin of a signed credential: the same document, its proof included, with the registered claims
 * beside it. The same document and key give the same bytes.
 *
 * @source Open Badges 3.0 section 8.2.4.1 (claims, RS256), RFC 7519 section 4.1
 */
export function signJwt(document: JsonObject, privateKey: KeyObject, kid: string) {
  const payload = JSON.stringify({ ...document, ...claimsOf(document) });
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
    .sign(privateKey);
}

function claimsOf(document: JsonObject): JsonObject {
  const seconds = (at: JsonValue | undefined) => {
    const instant = parseInstant(String(at));
    return instant === null ? undefined : Math.floor(instant / 1000);
  };
  const subject = document.credentialSubject;
  return {
    iss: issuerOf(document),
    jti: document.id,
    nbf: seconds(document.validFrom),
    exp: seconds(document.validUntil),
    sub: isObject(subject) ? subject.id : undefined,
  };
}

export function issuerOf({ issuer }: JsonObject): string {
  return String(isObject(issuer) ? issuer.id : issuer);
}

/**
 * Opens a JWT and gives the credential in it, its claims checked against it and taken off.
 *
 * A token without a signature, with a key of its own in the header, or signed by a key that the issuer
 * does not publish is refused before anything in it is believed.
 *
 * @param resolve  The keys that an issuer publishes, or null.
 * @source RFC 8725 (JWT best current practices) sections 3.1, 3.8
 */
export async function openJwt(
  token: string,
  resolve: (issuer: string) => Promise<JsonObject | null>,
): Promise<{ readonly document: JsonObject } | { readonly problem: VerificationProblem }> {
  const parts = partsOf(token);
  if (!parts) return { problem: problemOf("malformed", "This is no compact JWT.") };
  const { header, said } = parts;
  if (!algorithms.includes(String(header.alg))) {
    const detail = `Only tokens signed with ${algorithms.join(" or ")} are read here.`;
    return { problem: problemOf("no_proof", detail) };
  }
  if ("crit" in header) {
    const detail = "The token asks for an extension that is not known here.";
    return { problem: problemOf("no_proof", detail) };
  }
  const carries = ["jwk", "x5c", "x5u", "jku"].find((each) => each in header);
  if (carries) {
    const detail = `The token brings its own key (${carries}); keys come from the issuer alone.`;
    return { problem: problemOf("unknown_key", detail) };
  }
  const issuer = issuerOf(said);
  const keys = await resolve(issuer);
  if (!keys) return { problem: problemOf("unresolved_issuer", cannotResolve(issuer)) };
  const jwk = jwkOf(keys, String(header.kid));
  if (!jwk) return { problem: problemOf("unknown_key") };
  // A key of one kind is never used as if it were of another.
  if (header.alg !== (jwk.kty === "RSA" ? "RS256" : "EdDSA")) {
    return { problem: problemOf("bad_proof", "The token's algorithm is not that of its key.") };
  }
  return isSignedBy(jwk, parts) ? withoutClaims(said) : { problem: problemOf("bad_proof") };
}

/**
 * A signature costs forty microseconds here and three times as many on another thread, with the way there.
 * @source RFC 7518 section 3.3 (RS256: PKCS #1 v1.5, SHA-256, 2048 bits at least), RFC 8037 section 3.1
 */
function isSignedBy(jwk: JsonObject, { signed, signature }: Parts): boolean {
  try {
    const key = keyOf(jwk);
    if ((key.asymmetricKeyDetails?.modulusLength ?? rsaBitsMin) < rsaBitsMin) return false;
    return verify(jwk.kty === "RSA" ? "sha256" : null, signed, key, signature);
  } catch {
    return false;
  }
}

const rsaBitsMin = 2048;

/** A published key is read once, as long as it is the same object. */
const read = new WeakMap<JsonObject, KeyObject>();

function keyOf(jwk: JsonObject): KeyObject {
  const found =
    read.get(jwk) ?? createPublicKey({ key: jwk as JsonWebKeyInput["key"], format: "jwk" });
  read.set(jwk, found);
  return found;
}

export function cannotResolve(issuer: string): string {
  const known = "neither this portal, nor a did:key, nor at a host that may be asked from here";
  return `${issuer.slice(0, 200)} is ${known}.`;
}

type Parts = {
  readonly header: JsonObject;
  readonly said: JsonObject;
  /** What the signature is over, and the signature. */
  readonly signed: Buffer;
  readonly signature: Buffer;
};

/** @source RFC 7515 section 7.1: three parts in base64url, nothing else among them */
function partsOf(token: string): Parts | null {
  const [head = "", body = "", last = "", ...more] = token.split(".");
  // Head and body are signed as they stand; only the signature itself could be written in two ways.
  if (more.length > 0 || !/^[\w-]*$/.test(last)) return null;
  const [header, said] = [objectIn(head), objectIn(body)];
  if (!header || !said) return null;
  const signed = Buffer.from(`${head}.${body}`, "latin1");
  return { header, said, signed, signature: Buffer.from(last, "base64url") };
}

function objectIn(part: string): JsonObject | null {
  try {
    const value = JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as JsonValue;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The claims must say what the document says: a verifier may go by either. */
function withoutClaims(said: JsonObject) {
  const document = Object.fromEntries(
    Object.entries(said).filter(([name]) => !(claims as readonly string[]).includes(name)),
  );
  const expected = claimsOf(document);
  const wrong = claims.find((each) => said[each] !== undefined && said[each] !== expected[each]);
  if (wrong) {
    const detail = `The claim ${wrong} is not what the credential says.`;
    return { problem: problemOf("malformed", detail) };
  }
  return { document };
}

function jwkOf(keys: JsonObject, kid: string): JsonObject | null {
  const methods = keys.verificationMethod as readonly JsonObject[];
  const found = methods.find((each) => each.id === kid);
  if (!found) return null;
  if (isObject(found.publicKeyJwk)) return found.publicKeyJwk;
  return ed25519Jwk(String(found.publicKeyMultibase));
}

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** The inverse of `multikey`: 34 bytes, of which the first two say that it is an Ed25519 key. */
function ed25519Jwk(multikey: string): JsonObject {
  const number = [...multikey.slice(1)].reduce(
    (sum, letter) => sum * 58n + BigInt(alphabet.indexOf(letter)),
    0n,
  );
  const x = Buffer.from(number.toString(16).padStart(68, "0").slice(4), "hex");
  return { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") };
}
