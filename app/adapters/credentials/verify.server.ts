import {
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
import { didKeyDocument, methodOf } from "./did.server.ts";
import { proofHolds } from "./proof.server.ts";
import { readStatus } from "./status.server.ts";

export type VerifyOptions = {
  readonly now: Instant;
  /** The signed list at an address, or null when it cannot be had. */
  resolveStatus(address: string): Promise<JsonValue | null>;
};

/**
 * Shape, context, issuer, proof, validity, status: in this order, so that what is cheap and cannot be
 * abused comes first. Nothing is fetched. Every doubt is a problem; none is ever read as valid.
 *
 * @param own  The DID document of this portal.
 */
export async function verifyDocument(
  document: JsonValue,
  own: JsonObject,
  options: VerifyOptions,
): Promise<Verification> {
  const signed = await verifySigned(document, own, options.now);
  if (signed) return failedWith(signed);
  const credential = document as JsonObject;
  const status = await statusProblem(credential, own, options);
  return status ? failedWith(status) : verifiedThrough("status");
}

async function verifySigned(
  document: JsonValue,
  own: JsonObject,
  now: Instant,
): Promise<VerificationProblem | null> {
  if (!isObject(document)) return problemOf("malformed");
  if (!isBounded(document)) return problemOf("too_large");
  const wrong = misshapen(document);
  if (wrong !== null) return problemOf("malformed", wrong);
  const context = unknownContext(document);
  if (context !== null)
    return problemOf("unknown_context", `Not known here: ${context.slice(0, 200)}`);
  return (
    issuerProblem(document, own) ??
    (await proofProblem(document, own, now)) ??
    validityProblem(document, now)
  );
}

function issuerProblem(document: JsonObject, own: JsonObject): VerificationProblem | null {
  const issuer = issuerOf(document);
  const keys = resolveDid(issuer, own);
  if (!keys) {
    return problemOf(
      "unresolved_issuer",
      `Cannot resolve the issuer ${issuer.slice(0, 200)}: it is neither this portal nor a did:key.`,
    );
  }
  const proofs = listOf(document.proof) as readonly JsonObject[];
  if (proofs.length === 0) return problemOf("no_proof");
  const known = proofs.every((proof) => methodOf(keys, String(proof.verificationMethod)));
  return known ? null : problemOf("unknown_key");
}

function issuerOf({ issuer }: JsonObject): string {
  return String(isObject(issuer) ? issuer.id : issuer);
}

function resolveDid(did: string, own: JsonObject): JsonObject | null {
  return did === own.id ? own : didKeyDocument(did);
}

async function proofProblem(
  document: JsonObject,
  own: JsonObject,
  now: Instant,
): Promise<VerificationProblem | null> {
  const proofs = listOf(document.proof) as readonly JsonObject[];
  if (proofs.some((proof) => proof.cryptosuite !== "eddsa-rdfc-2022")) {
    return problemOf("no_proof", "Only proofs of the suite eddsa-rdfc-2022 are read here.");
  }
  const resolve = (address: string) => {
    const [did = "", fragment] = address.split("#", 2);
    const controller = resolveDid(did, own);
    return controller && fragment !== undefined ? methodOf(controller, address) : controller;
  };
  // Its own check of validity allows five minutes either way; ours, below, allows none.
  const within = Math.max(now, parseInstant(String(document.validFrom)) ?? now) as Instant;
  const inside = Math.min(within, parseInstant(String(document.validUntil)) ?? within) as Instant;
  const holds = await proofHolds(document, resolve, formatInstant(inside) ?? "");
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
  own: JsonObject,
  options: VerifyOptions,
): Promise<VerificationProblem | null> {
  for (const raw of listOf(document.credentialStatus)) {
    const entry = BitstringEntry.safeParse(raw);
    if (!entry.success) return problemOf("status_away", "Its kind of status is not read here.");
    const list = await options.resolveStatus(entry.data.statusListCredential);
    if (list === null) return problemOf("status_away");
    const wrong = await verifySigned(list, own, options.now);
    if (wrong) return problemOf("status_bad", wrong.detail);
    if (issuerOf(list as JsonObject) !== issuerOf(document)) {
      return problemOf("status_bad", "The list was signed by another issuer.");
    }
    const found = readStatus(entry.data, list as JsonObject);
    if (found) return found;
  }
  return null;
}
