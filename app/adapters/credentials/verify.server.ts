import {
  bounds,
  isBounded,
  isObject,
  type JsonObject,
  type JsonValue,
  listOf,
} from "#app/domain/credential/json.ts";
import { secretIn } from "#app/domain/credential/secrets.ts";
import { BitstringEntry, misshapen, proofInstant } from "#app/domain/credential/shape.ts";
import {
  failedWith,
  problemOf,
  type Verification,
  type VerificationProblem,
  verifiedThrough,
} from "#app/domain/credential/verification.ts";
import { formatInstant, type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { unknownContext } from "./contexts.server.ts";
import { methodOf } from "./did.server.ts";
import { cannotResolve, issuerOf, openJwt } from "./jwt.server.ts";
import { resolveDid } from "./proof.server.ts";
import { readStatus } from "./status.server.ts";

export type VerifyOptions = {
  readonly now: Instant;
  /** The DID document of an issuer that is neither this portal nor a did:key, or null. */
  resolveIssuer?(did: string): Promise<JsonObject | null>;
  /** The signed list at an address, or null when it cannot be had. */
  resolveStatus(address: string): Promise<JsonValue | null>;
};

export type Verifier = {
  /** The DID document of this portal. */
  readonly own: JsonObject;
  /** See `proofHolds`. */
  proofHolds(document: JsonObject, keys: JsonObject, now: string): Promise<boolean>;
  /** The first context that is not known; by default, the first that is not shipped. */
  unknownContext?(document: JsonValue): string | null;
};

/**
 * Shape, context, issuer, proof, validity, status: in this order, so that what is cheap and cannot be
 * abused comes first. Nothing is fetched but what the options resolve. Every doubt is a problem; none is
 * ever read as valid.
 *
 * @param given  A document with its proof, or the text of a JWT.
 */
export async function verifyDocument(
  given: JsonValue,
  verifier: Verifier,
  options: VerifyOptions,
): Promise<Verification & { readonly document: JsonObject | null }> {
  const check: Check = { ...verifier, ...options, resolve: resolverOf(verifier, options) };
  const opened = await opening(given, check);
  if ("problem" in opened) return { ...failedWith(opened.problem), document: null };
  const { document, isSigned } = opened;
  const signed = await verifySigned(document, isSigned, check);
  if (signed) {
    // One that has lapsed was signed all the same, and may be told what it said.
    const read = signed.check === "validity" ? (document as JsonObject) : null;
    return { ...failedWith(signed), document: read };
  }
  const status = await statusProblem(document as JsonObject, check);
  const found = status ? failedWith(status) : verifiedThrough("status");
  return { ...found, document: document as JsonObject };
}

type Check = Verifier & VerifyOptions & { resolve(issuer: string): Promise<JsonObject | null> };

/** An issuer is asked for once, whatever it signed. */
function resolverOf({ own }: Verifier, { resolveIssuer }: VerifyOptions) {
  const asked = new Map<string, Promise<JsonObject | null>>();
  return async (issuer: string) => {
    const known = resolveDid(issuer, own);
    if (known || !resolveIssuer) return known;
    const asking = asked.get(issuer) ?? resolveIssuer(issuer);
    asked.set(issuer, asking);
    return asking;
  };
}

/** @returns `isSigned`: a signature around the document was checked already. */
async function opening(given: JsonValue, { resolve }: Check) {
  if (typeof given !== "string") return { document: given, isSigned: false };
  if (given.length > bounds.text) return { problem: problemOf("too_large") };
  const opened = await openJwt(given.trim(), resolve);
  return "problem" in opened ? opened : { document: opened.document, isSigned: true };
}

async function verifySigned(
  document: JsonValue,
  isSigned: boolean,
  check: Check,
): Promise<VerificationProblem | null> {
  if (!isObject(document)) return problemOf("malformed");
  const unfit = unfitness(document, check);
  if (unfit) return unfit;
  const keys = await check.resolve(issuerOf(document));
  if (!keys) return problemOf("unresolved_issuer", cannotResolve(issuerOf(document)));
  const proofs = listOf(document.proof) as readonly JsonObject[];
  const known = proofs.every((proof) => methodOf(keys, String(proof.verificationMethod)));
  if (!known) return problemOf("unknown_key");
  // The issuer's signature around a JWT covers all of it, the proof inside included.
  const proof = isSigned ? null : await proofProblem(document, keys, check);
  return proof ?? validityProblem(document, check.now);
}

/** What is wrong with a document by itself, whoever signed it and whenever it is looked at. */
function unfitness(document: JsonObject, check: Check): VerificationProblem | null {
  if (!isBounded(document)) return problemOf("too_large");
  const secret = secretIn(document);
  if (secret !== null) return problemOf("carries_secret", `It is in the member ${secret}.`);
  const wrong = misshapen(document);
  if (wrong !== null) return problemOf("malformed", wrong);
  const context = (check.unknownContext ?? unknownContext)(document);
  return context === null
    ? null
    : problemOf("unknown_context", `Not known here: ${context.slice(0, 200)}`);
}

async function proofProblem(
  document: JsonObject,
  keys: JsonObject,
  { proofHolds, now }: Check,
): Promise<VerificationProblem | null> {
  const proofs = listOf(document.proof) as readonly JsonObject[];
  if (proofs.length === 0) return problemOf("no_proof");
  if (proofs.some((proof) => proof.cryptosuite !== "eddsa-rdfc-2022")) {
    return problemOf("no_proof", "Only proofs of the suite eddsa-rdfc-2022 are read here.");
  }
  // Its own check of validity allows five minutes either way; ours, below, allows none.
  const within = Math.max(now, parseInstant(String(document.validFrom)) ?? now) as Instant;
  const inside = Math.min(within, parseInstant(String(document.validUntil)) ?? within) as Instant;
  const holds = await proofHolds(document, keys, formatInstant(inside) ?? "");
  if (!holds) return problemOf("bad_proof");
  const lapsed = proofs.some((proof) => {
    const expires = proofInstant(String(proof.expires ?? ""));
    return expires !== null && expires <= now;
  });
  return lapsed ? problemOf("bad_proof", "The signature itself has expired.") : null;
}

function validityProblem(document: JsonObject, now: Instant): VerificationProblem | null {
  const from = parseInstant(String(document.validFrom));
  const until = parseInstant(String(document.validUntil));
  if (from !== null && now < from) return problemOf("not_yet", `Valid from ${document.validFrom}.`);
  if (until !== null && now >= until) {
    return problemOf("expired", `Valid until ${document.validUntil}.`);
  }
  return null;
}

async function statusProblem(
  document: JsonObject,
  check: Check,
): Promise<VerificationProblem | null> {
  for (const raw of listOf(document.credentialStatus)) {
    const entry = BitstringEntry.safeParse(raw);
    if (!entry.success) return problemOf("status_away", "Its kind of status is not read here.");
    const address = entry.data.statusListCredential;
    const list = await check.resolveStatus(address);
    if (list === null) {
      return problemOf("status_away", `The list ${address.slice(0, 200)} cannot be had here.`);
    }
    const wrong = await verifySigned(list, false, check);
    if (wrong) return problemOf("status_bad", `The status list: ${wrong.title}. ${wrong.detail}`);
    const found = foreign(list as JsonObject, document, address) ?? readStatus(entry.data, list);
    if (found) return found;
  }
  return null;
}

/** A list says nothing of a credential that another issuer signed, nor one list of another's places. */
function foreign(list: JsonObject, document: JsonObject, address: string) {
  if (issuerOf(list) !== issuerOf(document)) {
    return problemOf("status_bad", "The list was signed by another issuer.");
  }
  if (list.id !== undefined && list.id !== address) {
    return problemOf("status_bad", "The list given is another one than the credential names.");
  }
  return null;
}
