/**
 * A program of its own that goes into an archive of credentials: plain Node, nothing to install, no
 * network, and not a line shared with the portal, so that it works when the portal is gone. It is kept as
 * text because a bundle would rewrite it.
 */
export const offlineVerifier = `// Checks the credentials in this folder: node verify.mjs
// It needs Node 18 or later, and neither network nor anything installed.
//   --keys <file>   a key set from elsewhere, instead of jwks.json beside this file
//   --at <instant>  as if it were then, such as 2026-11-22T03:12:00Z; without it: now
import { createHash, createPublicKey, verify } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const say = (line) => process.stdout.write(line + "\\n");
const here = dirname(fileURLToPath(import.meta.url));
const option = (name) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : undefined;
};
const now = option("--at") ? Date.parse(option("--at")) : performance.timeOrigin + performance.now();
if (Number.isNaN(now)) throw new Error("--at is no instant");
const keys = JSON.parse(readFileSync(option("--keys") ?? join(here, "jwks.json"), "utf8")).keys;
const algorithms = { RS256: ["RSA", "sha256"], EdDSA: ["OKP", null] };

/** The payload of a compact JWS, once the signature held; throws otherwise. */
function opened(token) {
  const [head, body, signature, ...more] = token.trim().split(".");
  if (!signature || more.length > 0) throw new Error("it is no compact JWS");
  const header = JSON.parse(Buffer.from(head, "base64url"));
  const [type, hash] = algorithms[header.alg] ?? [];
  if (!type) throw new Error("its algorithm is not one that is accepted");
  const jwk = keys.find((each) => each.kid === header.kid && each.kty === type);
  if (!jwk) throw new Error("the key set does not hold the key that signed it");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const isGood = verify(hash, Buffer.from(head + "." + body), key, Buffer.from(signature, "base64url"));
  if (!isGood) throw new Error("the signature does not belong to it");
  return { kid: header.kid, payload: JSON.parse(Buffer.from(body, "base64url")) };
}

/** The document that a JWT carries: its payload without the claims that stand beside it. */
function documentIn(token) {
  const { kid, payload } = opened(token);
  const { iss, jti, nbf, exp, sub, ...document } = payload;
  const issuer = typeof document.issuer === "string" ? document.issuer : document.issuer.id;
  if (iss !== issuer || !kid.startsWith(issuer + "#")) throw new Error("its issuer is not who signed");
  return { issuer, document };
}

/** One text for one value, whatever the order of its members. */
function plain(value) {
  if (Array.isArray(value)) return "[" + value.map(plain).join(",") + "]";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return "{" + members.map((name) => JSON.stringify(name) + ":" + plain(value[name])).join(",") + "}";
}

const filesIn = (folder, end) =>
  readdirSync(join(here, folder)).filter((name) => name.endsWith(end)).sort();
const read = (...path) => readFileSync(join(here, ...path), "utf8");

/** Status lists that hold, by address. */
const lists = new Map();
for (const name of filesIn("status", ".jwt")) {
  try {
    const { issuer, document } = documentIn(read("status", name));
    const subject = document.credentialSubject;
    const packed = Buffer.from(String(subject.encodedList).slice(1), "base64url");
    const bits = gunzipSync(packed, { maxOutputLength: 1048576 });
    if (subject.statusPurpose !== "revocation") throw new Error("it is kept for another purpose");
    lists.set(document.id, { issuer, bits, at: document.validFrom });
  } catch (fault) {
    say("status/" + name + ": not used, " + fault.message);
  }
}

/** Why a credential is not to be relied on; null where nothing was found. */
function faultOf(name) {
  const { issuer, document } = documentIn(read("credentials", name));
  const beside = JSON.parse(read("credentials", name.replace(/jwt$/, "json")));
  if (plain(beside) !== plain(document)) return "the JSON beside it says something else";
  if (now < Date.parse(document.validFrom)) return "it is not valid before " + document.validFrom;
  if (now >= Date.parse(document.validUntil)) return "it was valid until " + document.validUntil;
  const entry = document.credentialStatus;
  const list = lists.get(entry.statusListCredential);
  if (!list || list.issuer !== issuer) return "its status list is not here, or does not hold";
  const place = Number(entry.statusListIndex);
  const byte = list.bits[Math.floor(place / 8)];
  if (byte === undefined) return "its status list has no such place";
  if ((byte >> (7 - (place % 8))) & 1) return "it was revoked, as of " + list.at;
  return standingOf(document.id);
}

/** What the portal said of it when the archive was made: a suspension is in no status list. */
function standingOf(id) {
  const standing = opened(read("standing.jws")).payload;
  const found = standing.credentials.find((each) => each.id === id);
  if (found?.counts) return null;
  return "it did not count as of " + standing.asOf + " (" + (found?.state ?? "not known") + ")";
}

let bad = 0;
const names = filesIn("credentials", ".jwt");
for (const name of names) {
  let fault;
  try {
    fault = faultOf(name);
  } catch (thrown) {
    fault = thrown.message;
  }
  if (fault) bad += 1;
  say("credentials/" + name + ": " + (fault ? "DOES NOT HOLD: " + fault : "holds"));
}
for (const { kid, kty, n, e, crv, x } of keys) {
  const members = kty === "RSA" ? { e, kty, n } : { crv, kty, x };
  const print = createHash("sha256").update(JSON.stringify(members)).digest("base64url");
  say("key " + kid + " has the thumbprint " + print);
}
say("What holds is signed by one of these keys. Compare them with those that the issuer publishes.");
process.exitCode = bad > 0 || names.length === 0 ? 1 : 0;
`;
