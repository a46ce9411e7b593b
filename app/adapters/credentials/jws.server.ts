import { type KeyObject, sign } from "node:crypto";

/**
 * Signs a text so that anybody with the portal's JWKS can check it without asking the portal.
 *
 * @source RFC 7515 section 7.1 (compact serialization), RFC 8037 section 3.1 (EdDSA in JOSE)
 */
export function compactJws(text: string, privateKey: KeyObject, kid: string): string {
  const part = (each: string) => Buffer.from(each, "utf8").toString("base64url");
  const signed = `${part(JSON.stringify({ alg: "EdDSA", kid }))}.${part(text)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString("base64url")}`;
}
