import { isObject, type JsonValue } from "./json.ts";

/** Members that hold the private half of a key, in the vocabularies of W3C and JOSE. */
const secretNames = /^(private|secret)Key(Jwk|Multibase|Base58|Pem|Hex)?$/;

/**
 * The member of a document, at any depth, that holds a private key; null where none does. Whoever sees
 * such a document can sign in its owner's name, so nothing that it says can be relied on.
 *
 * @source RFC 7518 section 6 (`d`, `k`), Controlled Identifiers 1.0 section 2.2 (secretKeyMultibase)
 */
export function secretIn(value: JsonValue | undefined, name = "document"): string | null {
  if (Array.isArray(value)) return firstIn(value.map((each) => [name, each] as const));
  if (!isObject(value)) return null;
  if (typeof value.kty === "string" && (value.d !== undefined || value.k !== undefined))
    return name;
  const named = Object.keys(value).find((each) => secretNames.test(each));
  return named ?? firstIn(Object.entries(value));
}

function firstIn(members: readonly (readonly [string, JsonValue | undefined])[]): string | null {
  for (const [name, inner] of members) {
    const found = secretIn(inner, name);
    if (found !== null) return found;
  }
  return null;
}
