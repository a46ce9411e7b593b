import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import type { JsonObject } from "#app/domain/credential/json.ts";

const Header = z.strictObject({ alg: z.literal("EdDSA"), kid: z.string().min(1) });
const Key = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  kid: z.string(),
});
/** A set of keys as the portal publishes it; those of another kind are passed over. */
const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

export type ReadJws =
  | { readonly ok: true; readonly kid: string; readonly text: string }
  | { readonly ok: false; readonly fault: "unreadable" | "key_unknown" | "altered" };

const parts = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/;

/**
 * The text that a compact JWS signs, if one of these keys signed it. Asks nobody: whoever has the keys can
 * check it without the portal.
 *
 * @param jwks  As served at /.well-known/jwks.json; retired keys are among them.
 * @source RFC 7515 section 5.2, RFC 8037 section 3.1
 */
export function readJws(jws: string, jwks: JsonObject): ReadJws {
  const [, head = "", body = "", signature = ""] = parts.exec(jws.trim()) ?? [];
  const header = Header.safeParse(jsonOf(head));
  const text = textOf(body);
  if (!header.success || text === null) return { ok: false, fault: "unreadable" };
  const { kid } = header.data;
  const key = keysIn(jwks).find((each) => each.kid === kid);
  if (!key) return { ok: false, fault: "key_unknown" };
  const publicKey = createPublicKey({ key, format: "jwk" });
  const signed = Buffer.from(`${head}.${body}`);
  const holds = verify(null, signed, publicKey, Buffer.from(signature, "base64url"));
  return holds ? { ok: true, kid, text } : { ok: false, fault: "altered" };
}

function keysIn(jwks: JsonObject) {
  const set = KeySet.safeParse(jwks);
  return (set.data?.keys ?? []).flatMap((each) => Key.safeParse(each).data ?? []);
}

function textOf(part: string): string | null {
  try {
    const bytes = Buffer.from(part, "base64url");
    // Another spelling of the same bytes is not what was signed.
    if (bytes.length === 0 || bytes.toString("base64url") !== part) return null;
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(textOf(part) ?? "");
  } catch {
    return null;
  }
}
