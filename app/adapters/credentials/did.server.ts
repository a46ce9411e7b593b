import type { JsonObject } from "#app/domain/credential/json.ts";

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** @source multibase, base58btc (the Bitcoin alphabet) */
export function base58(bytes: Uint8Array): string {
  let rest = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = "";
  for (; rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)] + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return "1".repeat(zeros === -1 ? bytes.length : zeros) + text;
}

/** `z` + base58btc of the Ed25519 prefix (0xed01) and the 32 bytes of the key. */
export function multikey(publicBytes: Uint8Array): string {
  return `z${base58(Uint8Array.from([0xed, 0x01, ...publicBytes]))}`;
}

/** "https://portal.example:8443" → "did:web:portal.example%3A8443". */
export function didWebOf(origin: string): string {
  return `did:web:${encodeURIComponent(new URL(origin).host)}`;
}

const didContext = "https://www.w3.org/ns/did/v1";
const multikeyContext = "https://w3id.org/security/multikey/v1";

/** What a controller publishes about its Ed25519 keys. */
export function didDocumentOf(did: string, multikeys: readonly string[]): JsonObject {
  const ids = multikeys.map((each) => `${did}#${each}`);
  return {
    "@context": [didContext, multikeyContext],
    id: did,
    verificationMethod: multikeys.map((publicKeyMultibase, i) => ({
      id: ids[i],
      type: "Multikey",
      controller: did,
      publicKeyMultibase,
    })),
    assertionMethod: ids,
  };
}

/** A did:key of an Ed25519 key carries its own document. Null for every other DID. */
export function didKeyDocument(did: string): JsonObject | null {
  const [, key] = /^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]{44})$/.exec(did) ?? [];
  return key ? didDocumentOf(did, [key]) : null;
}

/** One verification method out of a DID document, as a document of its own; null when it is not there. */
export function methodOf(document: JsonObject, id: string): JsonObject | null {
  const methods = document.verificationMethod as readonly JsonObject[];
  const found = methods.find((each) => each.id === id);
  return found ? { "@context": multikeyContext, ...found } : null;
}
