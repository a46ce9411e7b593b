import {
  bounds,
  isBounded,
  isObject,
  type JsonObject,
  type JsonValue,
  listOf,
} from "#app/domain/credential/json.ts";
import { BitstringEntry, misshapen } from "#app/domain/credential/shape.ts";
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
  /** The signed list at an address, or null when it cannot be had. */
  resolveStatus(address: string): Promise<JsonValue | null>;
};

export type Verifier = {
  /** The DID document of this portal. */
  readonly own: JsonObject;
  /** See `proofHolds`. */
  proofHolds(document: JsonObject, own: JsonObject, now: string): Promise<boolean>;
};

/**
 * Shape, context, issuer, proof, validity, status: in this order, so that what is cheap and cannot be
 * abused comes first. Nothing is fetched. Every doubt is a problem; none is ever read as valid.
 *
 * @param given  A document with its proof, or the text of a JWT.
 */
export async function verifyDocument(
  given: JsonValue,
  verifier: Verifier,
  options: VerifyOptions,
): Promise<Verification & { readonly document: JsonObject | null }> {
  const opened = await opening(given, verifier);
  if ("problem" in opened) return { ...failedWith(opened.problem), document: null };
  const { document, isSigned } = opened;
  const signed = await verifySigned(document, isSigned, verifier, options.now);
  if (signed) return { ...failedWith(signed), document: null };
  const status = await statusProblem(document as JsonObject, verifier, options);
  const found = status ? failedWith(status) : verifiedThrough("status");
  return { ...found, document: document as JsonObject };
}

/** @returns `isSigned`: a signature around the document was checked already. */
async function opening(given: JsonValue, { own }: Verifier) {
  if (typeof given !== "string") return { document: given, isSigned: false };
  if (given.length > bounds.text) return { problem: problemOf("too_large") };
  const opened = await openJwt(given.trim(), own);
  return "problem" in opened ? opened : { document: opened.document, isSigned: true };
}

async function verifySigned(
  document: JsonValue,
  isSigned: boolean,
  verifier: Verifier,
  now: Instant,
): Promise<VerificationProblem | null> {
  if (!isObject(document)) return problemOf("malformed");
  if (!isBounded(document)) return problemOf("too_large");
  const wrong = misshapen(document);
  if (wrong !== null) return problemOf("malformed", wrong);
  const context = unknownContext(document);
  if (context !== null)
    return problemOf("unknown_context", `Not known here: ${context.slice(0, 200)}`);
  const hasProof = listOf(document.proof).length > 0;
  return (
    issuerProblem(document, verifier.own) ??
    (hasProof || !isSigned ? await proofProblem(document, verifier, now) : null) ??
    validityProblem(document, now)
  );
}

function issuerProblem(document: JsonObject, own: JsonObject): VerificationProblem | null {
  const issuer = issuerOf(document);
  const keys = resolveDid(issuer, own);
  if (!keys) return problemOf("unresolved_issuer", cannotResolve(issuer));
  const proofs = listOf(document.proof) as readonly JsonObject[];
  const known = proofs.every((proof) => methodOf(keys, String(proof.verificationMethod)));
  return known ? null : problemOf("unknown_key");
}

async function proofProblem(
  document: JsonObject,
  { own, proofHolds }: Verifier,
  now: Instant,
): Promise<VerificationProblem | null> {
  const proofs = listOf(document.proof) as readonly JsonObject[];
  if (proofs.length === 0) return problemOf("no_proof");
  if (proofs.some((proof) => proof.cryptosuite !== "eddsa-rdfc-2022")) {
    return problemOf("no_proof", "Only proofs of the suite eddsa-rdfc-2022 are read here.");
  }
  // Its own check of validity allows five minutes either way; ours, below, allows none.
  const within = Math.max(now, parseInstant(String(document.validFrom)) ?? now) as Instant;
  const inside = Math.min(within, parseInstant(String(document.validUntil)) ?? within) as Instant;
  const holds = await proofHolds(document, own, formatInstant(inside) ?? "");
  if (!holds) return problemOf("bad_proof");
  const lapsed = proofs.some((proof) => {
    const expires = parseInstant(String(proof.expires ?? ""));
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
  verifier: Verifier,
  options: VerifyOptions,
): Promise<VerificationProblem | null> {
  for (const raw of listOf(document.credentialStatus)) {
    const entry = BitstringEntry.safeParse(raw);
    if (!entry.success) return problemOf("status_away", "Its kind of status is not read here.");
    const list = await options.resolveStatus(entry.data.statusListCredential);
    if (list === null) return problemOf("status_away");
    const wrong = await verifySigned(list, false, verifier, options.now);
    if (wrong) return problemOf("status_bad", wrong.detail);
    if (issuerOf(list as JsonObject) !== issuerOf(document)) {
      return problemOf("status_bad", "The list was signed by another issuer.");
    }
    const found = readStatus(entry.data, list as JsonObject);
    if (found) return found;
  }
  return null;
}
