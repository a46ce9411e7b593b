import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import { deflateRawSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { proofHolds } from "#app/adapters/credentials/proof.server.ts";
import { packBits, unpackBits } from "#app/adapters/credentials/status.server.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import { secretIn } from "#app/domain/credential/secrets.ts";
import { later, minute } from "#app/domain/time/instant.ts";
import { at, signerAt } from "./documents.ts";

const origin = "http://localhost:4173";
const { signer, signed, statusList, signAnything } = await signerAt(origin);
let good: JsonObject;
let twin: string;

beforeAll(async () => {
  ({ document: good, twin } = await signed());
});

type List = JsonValue | null;
const now = later(at, minute);
const check = (given: JsonValue, list: List = null, more = {}) =>
  signer.verify(given, { now, resolveStatus: async () => list, ...more });
const saysOf = async (given: JsonValue, list?: List, more?: object) => {
  const { verified, problems } = await check(given, list, more);
  return verified ? "verified" : `${problems[0]?.title}: ${problems[0]?.detail}`;
};

/** A status list of ours with another text for its bits, signed by us. */
async function listWith(encodedList: string): Promise<JsonObject> {
  const { proof: _, ...list } = await statusList([]);
  const subject = { ...(list.credentialSubject as JsonObject), encodedList };
  return signAnything({ ...list, credentialSubject: subject });
}

describe("a status list", () => {
  it("that is missing fails the credential, with its address", async () => {
    expect(await saysOf(good)).toMatch(/status of the credential cannot be read.*status\/1/);
  });

  it("that is stale fails it", async () => {
    const stale = await statusList([], later(at, -20 * minute));
    expect(await saysOf(good, stale)).toMatch(/cannot be trusted.*no longer valid/);
    expect(await saysOf(good, await statusList([]))).toBe("verified");
  });

  it("of the future, of another place, or altered fails it", async () => {
    expect(await saysOf(good, await statusList([], later(at, minute * 2)))).toMatch(
      /not valid yet/,
    );
    const other = await signer.signStatusList({ url: `${origin}/status/2`, revoked: [], at });
    expect(await saysOf(good, JSON.parse(other.text))).toMatch(/another one than/);
    const list = await statusList([94_567]);
    const cleared = packBits(new Uint8Array(16_384));
    const subject = { ...(list.credentialSubject as JsonObject), encodedList: cleared };
    expect(await saysOf(good, { ...list, credentialSubject: subject })).toMatch(/does not belong/);
    expect(await saysOf(good, good)).toMatch(/no bitstring status list|another one/);
    for (const each of [5, "text", [], {}] as JsonValue[]) {
      expect(await saysOf(good, each)).toMatch(/cannot be trusted/);
    }
  });

  it("is read only whole, and never beyond a megabyte", () => {
    const whole = gzipSync(new Uint8Array(16_384));
    const coded = (bytes: Uint8Array) => `u${Buffer.from(bytes).toString("base64url")}`;
    expect(unpackBits(coded(whole))).toHaveLength(16_384);
    expect(unpackBits(coded(whole.subarray(0, whole.length - 9)))).toBeNull();
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(unpackBits(coded(bomb))).toBeNull();
    expect(unpackBits(coded(deflateRawSync(new Uint8Array(16_384))))).toBeNull();
    for (const each of ["", "u", "zabc", "u===", null, 5, {}]) expect(unpackBits(each)).toBeNull();
  });

  it("that breaks off, bursts or is too short fails it, though its issuer signed it", async () => {
    const whole = gzipSync(new Uint8Array(16_384));
    const coded = (bytes: Uint8Array) => `u${Buffer.from(bytes).toString("base64url")}`;
    const wrong: [string, RegExp][] = [
      [coded(whole.subarray(0, -9)), /breaks off/],
      [coded(gzipSync(new Uint8Array(64 * 1024 * 1024))), /breaks off, or unpacks to more/],
      [coded(gzipSync(new Uint8Array(1_000))), /fewer than 131072/],
      ["not packed", /breaks off/],
    ];
    for (const [text, says] of wrong)
      expect(await saysOf(good, await listWith(text))).toMatch(says);
  });
});

describe("a document", () => {
  const withSecret = (member: JsonObject): JsonObject => ({ ...good, ...member });

  it("that carries a private key is refused, wherever it lies", async () => {
    const hidden: JsonObject[] = [
      { privateKeyMultibase: "zrv1" },
      { evidence: [{ id: "urn:x", type: ["E"], key: { secretKeyMultibase: "z" } }] },
      { issuer: { id: signer.did, key: { kty: "OKP", crv: "Ed25519", x: "a", d: "b" } } },
      { issuer: { id: signer.did, key: [{ kty: "oct", k: "b" }] } },
    ];
    for (const each of hidden) {
      expect(secretIn(withSecret(each))).not.toBeNull();
      expect(await saysOf(withSecret(each))).toMatch(/carries a private key/);
    }
    expect(secretIn(good)).toBeNull();
    expect(secretIn(signer.jwks() as JsonValue)).toBeNull();
  });

  it("of another issuer, of the future, or past its end is refused with the reason", async () => {
    const list = await statusList([]);
    const stranger = {
      ...good,
      issuer: { ...(good.issuer as JsonObject), id: "did:web:other.example" },
    };
    expect(await saysOf(stranger, list)).toMatch(
      /Cannot resolve the issuer: did:web:other.example is neither/,
    );
    const coming = await signed({ validFrom: later(at, 10 * minute) });
    expect(await saysOf(coming.document, list)).toMatch(
      /not valid yet: Valid from 2026-11-22T03:22/,
    );
    expect(await saysOf(coming.twin, list)).toMatch(/not valid yet/);
    const past = await signed({ validFrom: later(at, -9 * minute), validUntil: at });
    expect(await saysOf(past.document, list)).toMatch(/no longer valid: Valid until/);
  });

  it("that claims our name with another's key is refused", async () => {
    const other = await signerAt("https://other.example");
    const { document } = await other.signed();
    const claimed = { ...document, issuer: good.issuer as JsonObject };
    expect(await saysOf(claimed)).toMatch(/does not publish the key/);
    const keys = { resolveIssuer: async () => other.signer.didDocument() };
    const theirs = { now, ...keys, resolveStatus: () => other.statusList([]) };
    expect((await signer.verify(document, theirs)).verified).toBe(true);
    expect((await signer.verify(claimed, theirs)).verified).toBe(false);
  });

  it("as large, deep or knotted as it may be is answered, never by a crash", async () => {
    let deep: JsonValue = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const wide = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`n${i}`, i]));
    for (const extra of [deep, wide, "x".repeat(5_000_000)]) {
      expect(await saysOf({ ...good, extra })).toMatch(/too large or too deep/);
    }
    expect(await saysOf("x".repeat(5_000_000))).toMatch(/too large/);
    // Blank nodes that all look alike make canonical numbering expensive.
    const ring = Array.from({ length: 40 }, (_, i) => ({
      id: `_:b${i}`,
      type: "Profile",
      parentOrg: { id: `_:b${(i * 7 + 1) % 40}`, type: "Profile" },
    }));
    const knotted = {
      ...good,
      credentialSubject: { ...(good.credentialSubject as JsonObject), source: ring },
    };
    expect(await saysOf(knotted)).not.toBe("verified");
    expect(await saysOf(good, await statusList([]))).toBe("verified");
  });
});

describe("a JWT", () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  it("with another algorithm, another body, or claims of its own is refused", async () => {
    const [h = "", b = "", s = ""] = twin.split(".");
    const header = JSON.parse(Buffer.from(h, "base64url").toString());
    const payload = JSON.parse(Buffer.from(b, "base64url").toString());
    const wrong: [string, RegExp][] = [
      [`${part({ ...header, alg: "none" })}.${b}.`, /no usable proof|no compact/],
      [`${part({ ...header, alg: "HS256" })}.${b}.${s}`, /no usable proof/],
      [`${part({ ...header, alg: "EdDSA" })}.${b}.${s}`, /not that of its key/],
      [`${part({ ...header, jku: "http://10.0.0.1/keys" })}.${b}.${s}`, /brings its own key/],
      [`${part({ ...header, x5u: "http://10.0.0.1/c" })}.${b}.${s}`, /brings its own key/],
      [`${part({ ...header, kid: "../../etc" })}.${b}.${s}`, /does not publish/],
      [`${h}.${part({ ...payload, exp: 4e9 })}.${s}`, /does not belong/],
      [`${h}.${part([])}.${s}`, /no compact JWT/],
      ["..", /no compact JWT/],
    ];
    for (const [token, says] of wrong)
      expect(await saysOf(token), token.slice(0, 60)).toMatch(says);
  });
});

it("never leads to a request, whatever it names", async () => {
  const spies = [
    vi.spyOn(http, "request"),
    vi.spyOn(https, "request"),
    vi.spyOn(dns, "lookup"),
    vi.spyOn(dns.promises, "lookup"),
    vi.spyOn(globalThis, "fetch"),
  ];
  const inside = "http://169.254.169.254/latest/meta-data";
  const contexts = good["@context"] as JsonValue[];
  const status = { ...(good.credentialStatus as JsonObject), statusListCredential: inside };
  const named: JsonObject[] = [
    { ...good, "@context": [...contexts, inside] },
    { ...good, "@context": [contexts[0] ?? null, { "@import": inside }] },
    { ...good, "@context": [contexts[0] ?? null, { x: { "@id": "urn:x", "@context": inside } }] },
    {
      ...good,
      credentialSubject: { ...(good.credentialSubject as JsonObject), "@context": inside },
    },
    { ...good, issuer: inside },
    { ...good, issuer: "did:web:169.254.169.254" },
    { ...good, credentialStatus: status },
    { ...good, credentialSchema: [{ id: inside, type: "1EdTechJsonSchemaValidator2019" }] },
    { ...good, proof: [{ ...(good.proof as JsonObject[])[0], verificationMethod: inside }] },
  ];
  for (const each of named) {
    expect(await saysOf(each)).not.toBe("verified");
    // The thread that checks proofs has a process's worth of its own spies; here it runs in sight.
    expect(await proofHolds(each, signer.didDocument(), "2026-11-22T03:13:00Z")).toBe(false);
  }
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});
