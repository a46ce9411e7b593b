import { createHash } from "node:crypto";
import { isObject, type JsonObject, listOf } from "#app/domain/credential/json.ts";
import type { PublicJwk } from "./key-file.server.ts";

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

/**
 * "did:web:portal.example%3A8443:units" → "https://portal.example:8443/units/did.json"; null for no did:web.
 * @source did:web method specification, section 3.2 (Read)
 */
export function didWebAddress(did: string): string | null {
  const [method, name, host = "", ...path] = did.split(":");
  if (method !== "did" || name !== "web" || !/^[a-z0-9.-]+(%3A\d+)?$/i.test(host)) return null;
  if (!path.every((each) => /^[\w.~-]+$/.test(each) && !/^\.+$/.test(each))) return null;
  const folder = path.length > 0 ? path.join("/") : ".well-known";
  return `https://${host.replace(/%3A/i, ":")}/${folder}/did.json`;
}

/**
 * What another controller publishes, cut to the keys that it says are its own and may assert; null where
 * the document is not that controller's.
 */
export function readDidDocument(did: string, document: unknown): JsonObject | null {
  if (!isObject(document) || document.id !== did) return null;
  const may = new Set(
    listOf(document.assertionMethod).map((each) => (isObject(each) ? each.id : each)),
  );
  const embedded = listOf(document.assertionMethod).filter(isObject);
  const methods = [...listOf(document.verificationMethod).filter(isObject), ...embedded];
  const usable = methods.filter(({ id, controller }) => may.has(id) && controller === did);
  const keys = usable.flatMap(readMethod).slice(0, 100);
  return {
    "@context": [didContext, multikeyContext, jwkContext],
    id: did,
    verificationMethod: keys,
    assertionMethod: keys.map(({ id }) => String(id)),
  };
}

function readMethod({ id, controller, ...key }: JsonObject): JsonObject[] {
  const { type, publicKeyMultibase, publicKeyJwk: jwk } = key;
  if (type === "Multikey" && /^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/.test(String(publicKeyMultibase))) {
    return [{ id, controller, type, publicKeyMultibase }];
  }
  return type === "JsonWebKey" && isObject(jwk)
    ? [{ id, controller, type, publicKeyJwk: jwk }]
    : [];
}

const didContext = "https://www.w3.org/ns/did/v1";
const multikeyContext = "https://w3id.org/security/multikey/v1";
const jwkContext = "https://w3id.org/security/jwk/v1";

/** A key as its controller publishes it; `jwk` as in the key set, with `kid`. */
export type PublishedKey = { readonly id: string; readonly jwk: JsonObject };

/**
 * Names a key of a controller: an Ed25519 key by its multikey, an RSA key by its thumbprint.
 * @source RFC 7638 (thumbprint), RFC 7517 section 4 (members of a JWK)
 */
export function publishedKey(did: string, key: PublicJwk): PublishedKey {
  const fragment =
    key.kty === "OKP" ? multikey(Buffer.from(key.x, "base64url")) : thumbprint(key.e, key.n);
  const id = `${did}#${fragment}`;
  const alg = key.kty === "OKP" ? "EdDSA" : "RS256";
  return { id, jwk: { ...key, kid: id, use: "sig", alg } };
}

function thumbprint(e: string, n: string): string {
  const members = JSON.stringify({ e, kty: "RSA", n });
  return createHash("sha256").update(members, "utf8").digest("base64url");
}

/**
 * What a controller publishes. Retired keys stay among those that may assert, since verifiers that look
 * there would else fail what was signed with them.
 *
 * @source DID Core 1.0 section 5, Controlled Identifiers 1.0 section 2.2 (Multikey, JsonWebKey)
 */
export function didDocumentOf(did: string, keys: readonly PublishedKey[]): JsonObject {
  return {
    "@context": [didContext, multikeyContext, jwkContext],
    id: did,
    verificationMethod: keys.map(({ id, jwk }) => ({
      id,
      controller: did,
      ...(jwk.kty === "OKP"
        ? { type: "Multikey", publicKeyMultibase: id.slice(did.length + 1) }
        : { type: "JsonWebKey", publicKeyJwk: jwk }),
    })),
    assertionMethod: keys.map(({ id }) => id),
  };
}

/** A did:key of an Ed25519 key carries its own document. Null for every other DID. */
export function didKeyDocument(did: string): JsonObject | null {
  const [, key] = /^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]{44})$/.exec(did) ?? [];
  if (!key) return null;
  const id = `${did}#${key}`;
  return {
    "@context": [didContext, multikeyContext],
    id: did,
    verificationMethod: [{ id, type: "Multikey", controller: did, publicKeyMultibase: key }],
    assertionMethod: [id],
    authentication: [id],
  };
}

/** One verification method out of a DID document, as a document of its own; null when it is not there. */
export function methodOf(document: JsonObject, id: string): JsonObject | null {
  const methods = document.verificationMethod as readonly JsonObject[];
  const found = methods.find((each) => each.id === id);
  const context = found?.type === "JsonWebKey" ? jwkContext : multikeyContext;
  return found ? { "@context": context, ...found } : null;
}
