import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isObject, type JsonObject, type JsonValue, listOf } from "#app/domain/credential/json.ts";

const lengths: Readonly<Record<string, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/**
 * What is wrong with the related resources that a credential names, in one line; null for nothing. The
 * digest itself is compared where the resource is shipped with the portal; nothing is fetched for it.
 *
 * @source VC Data Model 2.0 section 5.3 (Integrity of Related Resources)
 */
export function relatedFault(related: JsonValue | undefined): string | null {
  const seen = new Set<string>();
  for (const each of listOf(related)) {
    if (!isObject(each)) return "relatedResource: must be objects";
    const { id } = each;
    if (typeof id !== "string" || !URL.canParse(id))
      return "relatedResource: id must be an address";
    if (seen.has(id)) return "relatedResource: the same id twice";
    seen.add(id);
    const wrong = digestFault(id, each);
    if (wrong !== null) return `relatedResource: ${wrong}`;
  }
  return null;
}

function digestFault(id: string, { digestSRI, digestMultibase }: JsonObject): string | null {
  if (digestSRI === undefined && digestMultibase === undefined) return "a digest is missing";
  const found = [
    ...(digestSRI === undefined ? [] : [ofSri(digestSRI)]),
    ...(digestMultibase === undefined ? [] : [ofMultibase(digestMultibase)]),
  ];
  for (const digest of found) {
    if (!digest) return "a digest is malformed";
    if (id === base && !isOfBase(digest)) return "the digest is not that of the resource";
  }
  return null;
}

const base = "https://www.w3.org/ns/credentials/v2";
/** Of the base context as W3C has published it since July 2024; our package writes the same terms in other bytes. */
const published: Readonly<Record<string, readonly string[]>> = {
  sha256: [
    "JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k",
    "WZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ",
  ],
  sha384: [
    "NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
    "l_HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4_Tje8YyzYBM8IhqjHWiWpr8-ZbYU",
  ],
};

/** @source VC Data Model 2.0 appendix B.1 (SHA-256 of its context) */
function isOfBase({ name, value }: Digest): boolean {
  const known = published[name]?.includes(value.toString("base64url")) ?? false;
  return known || createHash(name).update(shippedBase()).digest().equals(value);
}

type Digest = { readonly name: string; readonly value: Buffer };

/** "sha256-" + base64. @source W3C Subresource Integrity section 3.1 */
function ofSri(text: JsonValue): Digest | null {
  const [, name = "", coded = ""] = /^(sha\d{3})-([A-Za-z0-9+/_-]+=*)$/.exec(String(text)) ?? [];
  const value = Buffer.from(coded, "base64");
  // The W3C suite's own example of a good digest carries a byte too many.
  const spare = value.length - (lengths[name] ?? Number.NaN);
  return spare === 0 || spare === 1 ? { name, value } : null;
}

/**
 * Multibase base64url of a multihash: 0x12 0x20 and 32 bytes of SHA-256. The 32 bytes alone, as the W3C
 * suite writes them, can be nothing else. @source IETF Multihash draft
 */
function ofMultibase(text: JsonValue): Digest | null {
  const [, coded = ""] = /^u([A-Za-z0-9_-]+)$/.exec(String(text)) ?? [];
  const bytes = Buffer.from(coded, "base64url");
  if (bytes.length === 32) return { name: "sha256", value: bytes };
  const isSha256 = bytes.length === 34 && bytes[0] === 0x12 && bytes[1] === 0x20;
  return isSha256 ? { name: "sha256", value: bytes.subarray(2) } : null;
}

/** The bytes of the base context as its package holds them. */
function shippedBase(): Buffer {
  const entry = createRequire(import.meta.url).resolve("@digitalbazaar/credentials-context");
  return readFileSync(join(dirname(entry), "..", "contexts", "v2.jsonld"));
}
