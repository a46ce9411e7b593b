import { sign as ed25519, type KeyObject } from "node:crypto";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { listOf } from "#app/domain/credential/json.ts";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { shippedContexts } from "./contexts.server.ts";
import { didKeyDocument, methodOf } from "./did.server.ts";

/** The libraries cost a third of a second to read; the portal is ready before anybody needs them. */
let libraries: ReturnType<typeof readLibraries> | undefined;
async function readLibraries() {
  const [vc, integrity, suite] = await Promise.all([
    import("@digitalbazaar/vc"),
    import("@digitalbazaar/data-integrity"),
    import("@digitalbazaar/eddsa-rdfc-2022-cryptosuite"),
  ]);
  return { vc, DataIntegrityProof: integrity.DataIntegrityProof, cryptosuite: suite.cryptosuite };
}

/** Contexts beside those that are shipped; the portal itself never has any. */
export type MoreContexts = ReadonlyMap<string, JsonObject>;
const none: MoreContexts = new Map();

export type ProofKey = { readonly privateKey: KeyObject; readonly keyId: string };

/**
 * Adds an `eddsa-rdfc-2022` proof. The same document, key and `createdAt` give the same bytes, so that a
 * repeated attempt signs nothing new.
 *
 * @returns canonical JSON with the proof as a list, as Open Badges has it.
 * @throws Error when a member of the document is not defined by its contexts: a bug.
 */
export async function addProof(
  document: JsonObject,
  { privateKey, keyId }: ProofKey,
  createdAt: Instant,
  more: MoreContexts = none,
): Promise<string> {
  libraries ??= readLibraries();
  const { vc, DataIntegrityProof, cryptosuite } = await libraries;
  const date = formatInstant(createdAt) ?? undefined;
  const suite = new DataIntegrityProof({
    cryptosuite,
    date,
    signer: {
      id: keyId,
      algorithm: "Ed25519",
      sign: async ({ data }) => ed25519(null, data, privateKey),
    },
  });
  const { proof, ...signed } = await vc.issue({
    credential: structuredClone(document) as JsonObject,
    suite,
    documentLoader: loaderFor((address) => more.get(address) ?? null),
    now: date,
  });
  return canonical({ ...signed, proof: listOf(proof) });
}

/**
 * Whether every proof of the document was made with a key that its issuer publishes.
 *
 * @param own  The DID document of this portal; beside it only DIDs that carry their keys are resolved.
 * @param now  RFC 3339.
 */
export async function proofHolds(
  document: JsonObject,
  own: JsonObject,
  now: string,
  more: MoreContexts = none,
): Promise<boolean> {
  libraries ??= readLibraries();
  const { vc, DataIntegrityProof, cryptosuite } = await libraries;
  const proofs = listOf(document.proof).length;
  const checked = await vc.verifyCredential({
    credential: document,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: loaderFor((address) => keyAt(address, own) ?? more.get(address) ?? null),
    now,
    // The library calls a revoked credential verified; status is judged by us, from the list's own bits.
    checkStatus: async () => ({ verified: true }),
  });
  const results = checked.results ?? [];
  return checked.verified && results.length === proofs && results.every((each) => each.verified);
}

/** Whether the holder's proof of a presentation holds, for this challenge and domain. */
export async function presentationHolds(
  presentation: JsonObject,
  expected: { readonly challenge: string; readonly domain?: string; readonly now: string },
  more: MoreContexts = none,
): Promise<boolean> {
  libraries ??= readLibraries();
  const { vc, DataIntegrityProof, cryptosuite } = await libraries;
  const signed = await vc.verify({
    presentation,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: loaderFor((address) => keyAt(address, nobody) ?? more.get(address) ?? null),
    checkStatus: async () => ({ verified: true }),
    ...expected,
  });
  return signed.presentationResult?.verified === true;
}

const nobody: JsonObject = { id: "" };

export function resolveDid(did: string, own: JsonObject): JsonObject | null {
  return did === own.id ? own : didKeyDocument(did);
}

function keyAt(address: string, own: JsonObject): JsonObject | null {
  const [did = "", fragment] = address.split("#", 2);
  const controller = resolveDid(did, own);
  return controller && fragment !== undefined ? methodOf(controller, address) : controller;
}

/** Answers from what is shipped and what `resolve` knows. There is no way from here to a network. */
function loaderFor(resolve: (address: string) => JsonObject | null) {
  return async (address: string) => {
    const document = (await shippedContexts()).get(address) ?? resolve(address);
    if (!document) throw new Error(`not shipped and never fetched: ${address}`);
    return { contextUrl: null, documentUrl: address, document };
  };
}
