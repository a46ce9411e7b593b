import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import http from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { openSigner, type Signer } from "#app/adapters/signer.server.ts";
import { type CredentialFacts, credentialDocument } from "#app/domain/credential/document.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import { lint } from "#app/domain/credential/lint.ts";
import { canonical, type Json } from "#app/domain/ledger/canonical.ts";
import { type Instant, later, minute, parseInstant } from "#app/domain/time/instant.ts";
import { allowed } from "#test/operations/people/world.ts";

const origin = "http://localhost:4173";
const at = parseInstant("2026-11-22T03:12:00Z") as Instant;
const content = loadContent();
const folder = mkdtempSync(join(tmpdir(), "signer-"));
const keyFile = join(folder, "keys", "signing-key.json");
let signer: Signer;
let signed: JsonObject;

beforeAll(async () => {
  signer = await openSigner({ keyFile, publicOrigin: origin });
  signed = JSON.parse((await signer.sign(prepared())).text);
});
afterAll(async () => {
  await signer.close();
  rmSync(folder, { recursive: true, force: true });
});

function prepared(changed: Partial<CredentialFacts> = {}) {
  const [definition] = content.current.credentials;
  if (!definition) throw new Error("no credential in the content");
  return allowed(
    lint(
      credentialDocument({
        id: "0193a000-0000-7000-8000-000000000001",
        origin,
        issuer: { did: signer.did, name: "Northern heart network" },
        programme: "Cardiac intensive care, north",
        route: "training",
        subject: "5ad1f8a1-5e4e-4a06-8c8c-0d9b6cf4fd0f",
        holder: { name: "Dr Ida Lund", registration: "GMC:7012345" },
        definition,
        release: content.current,
        scale: content.scale,
        validFrom: at,
        awardedAt: at,
        validUntil: later(at, 1_000 * minute),
        status: { list: 1, index: 94_567 },
        ...changed,
      }),
    ),
  );
}

const listed = async (revoked: number[]) => {
  const url = `${origin}/status/1`;
  return JSON.parse((await signer.signStatusList({ url, revoked, at })).text) as JsonValue;
};
const verify = (document: JsonValue, { now = later(at, minute), revoked = [] as number[] } = {}) =>
  signer.verify(document, { now, resolveStatus: () => listed(revoked) });
const titleOf = async (document: JsonValue, options = {}) =>
  (await verify(document, options)).problems[0]?.title ?? "verified";

describe("the key file", () => {
  it("is made once, for its owner alone, and opened again as the same key", async () => {
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    const again = await openSigner({ keyFile, publicOrigin: origin });
    expect(again.keyId).toBe(signer.keyId);
    expect(signer.did).toBe("did:web:localhost%3A4173");
    expect(signer.keyId).toMatch(/^did:web:localhost%3A4173#z6Mk/);
  });

  it("is refused in one plain line when others may read it or it is no key", async () => {
    const open = join(folder, "open.json");
    writeFileSync(open, readFileSync(keyFile));
    chmodSync(open, 0o644);
    const tried = openSigner({ keyFile: open, publicOrigin: origin });
    await expect(tried).rejects.toMatchObject({ name: "CannotStart" });
    const broken = join(folder, "broken.json");
    for (const text of ["", "{}", '{"keys":[]}', '{"keys":[{"kty":"OKP"}]}']) {
      writeFileSync(broken, text, { mode: 0o600 });
      const opened = openSigner({ keyFile: broken, publicOrigin: origin });
      const error = await opened.catch((fault: Error) => fault);
      expect(error).toMatchObject({ name: "CannotStart" });
      expect((error as Error).message).not.toContain("\n");
    }
  });
});

describe("a signed credential", () => {
  it("verifies, with what Open Badges wants as lists, and the same bytes on every attempt", async () => {
    expect(await verify(signed)).toMatchObject({ verified: true });
    expect(signed.proof).toHaveLength(1);
    expect(signed.credentialSchema).toHaveLength(1);
    expect((signed.credentialStatus as JsonObject).statusListIndex).toBe("94567");
    expect(signed.proof).toMatchObject([{ created: "2026-11-22T03:12:00Z" }]);
    const again = await signer.sign(prepared());
    expect(JSON.parse(again.text)).toEqual(signed);
  });

  it("fails when any of it is altered, moved or left out", async () => {
    const subject = signed.credentialSubject as JsonObject;
    const altered: JsonObject[] = [
      { ...signed, credentialSubject: { ...subject, id: "urn:uuid:0-0" } },
      { ...signed, validUntil: "2099-01-01T00:00:00Z" },
      { ...signed, name: "Something else" },
      { ...signed, credentialStatus: undefined },
    ];
    for (const document of altered) {
      expect(await titleOf(JSON.parse(JSON.stringify(document)))).toBe(
        "The signature does not belong to this document",
      );
    }
    const { proof: _, ...bare } = signed;
    expect(await titleOf(bare)).toBe("The document carries no usable proof");
  });

  it("fails once revoked, however good its signature", async () => {
    expect(await titleOf(signed, { revoked: [94_567] })).toBe("The credential was revoked");
    expect(await titleOf(signed, { revoked: [94_566, 94_568] })).toBe("verified");
  });

  it("holds from its first instant and not at its last", async () => {
    expect(await titleOf(signed, { now: later(at, -1) })).toBe("The credential is not valid yet");
    expect(await titleOf(signed, { now: at })).toBe("verified");
    const end = later(at, 1_000 * minute);
    expect(await titleOf(signed, { now: end })).toBe("The credential is no longer valid");
  });

  it("fails where its status cannot be read, or the list is another's", async () => {
    const now = later(at, minute);
    const away = await signer.verify(signed, { now, resolveStatus: async () => null });
    expect(away.problems[0]?.type).toMatch(/STATUS_RETRIEVAL_ERROR$/);
    const other = await openSigner({ keyFile: join(folder, "b.json"), publicOrigin: origin });
    const url = `${origin}/status/1`;
    const foreign = JSON.parse((await other.signStatusList({ url, revoked: [], at })).text);
    const read = await signer.verify(signed, { now, resolveStatus: async () => foreign });
    expect(read.problems[0]?.type).toMatch(/STATUS_VERIFICATION_ERROR$/);
  });
});

describe("the JWT twin", () => {
  const twinOf = async () =>
    (await signer.signTwin({ text: canonical(signed as Json), keyId: "" })).text;
  const forged = (header: object, payload: object) =>
    [header, payload, {}]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");

  it("verifies by the key set alone, and says in its claims what the document says", async () => {
    const twin = await twinOf();
    const keys = createLocalJWKSet(signer.jwks() as unknown as JSONWebKeySet);
    const currentDate = new Date(later(at, minute));
    const { payload, protectedHeader } = await jwtVerify(twin, keys, { currentDate });
    expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "JWT" });
    expect(payload).toMatchObject({ iss: signer.did, jti: signed.id, nbf: at / 1000 });
    expect(payload.sub).toBe((signed.credentialSubject as JsonObject).id);
    expect(await twinOf()).toBe(twin);
  });

  it("is verified here like the document it carries, and fails with it", async () => {
    const twin = await twinOf();
    expect(await titleOf(twin)).toBe("verified");
    expect(await titleOf(twin, { revoked: [94_567] })).toBe("The credential was revoked");
    expect(await titleOf(`${twin.slice(0, -4)}AAAA`)).toBe(
      "The signature does not belong to this document",
    );
  });

  it("is refused without a signature, with a key of its own, or from a stranger", async () => {
    const [header = ""] = (await twinOf()).split(".");
    const real = JSON.parse(Buffer.from(header, "base64url").toString());
    expect(await titleOf(forged({ alg: "none" }, signed))).toBe(
      "The document carries no usable proof",
    );
    const own = { ...real, jwk: { kty: "oct", k: "AA" } };
    expect(await titleOf(forged(own, signed))).toBe(
      "The issuer does not publish the key that signed this",
    );
    const stranger = { ...signed, issuer: "https://example.org/issuer" };
    expect(await titleOf(forged(real, stranger))).toBe("Cannot resolve the issuer");
    expect(await titleOf("not a token")).toBe("This is not a well-formed credential");
  });
});

describe("keys that change", () => {
  it("keep verifying what they signed, while new ones sign; only public halves of old ones stay", async () => {
    const path = join(folder, "turning.json");
    const running = await openSigner({ keyFile: path, publicOrigin: origin });
    const url = `${origin}/status/1`;
    const list = async () => (await running.signStatusList({ url, revoked: [], at })).text;
    const old = await list();
    const oldKey = running.keyId;
    const oldTwin = (await running.signTwin({ text: old, keyId: "" })).text;
    const rotation = await running.prepareRotation();
    expect(running.keyId).toBe(oldKey);
    expect(rotation.retired).toContain(oldKey);
    rotation.settle();
    // The one that ran all along signs with the new key at once, as every other process does.
    expect(rotation.made).toContain(running.keyId);
    const how = { now: at, resolveStatus: async () => null };
    expect(await running.verify(JSON.parse(old), how)).toMatchObject({ verified: true });
    expect(await running.verify(oldTwin, how)).toMatchObject({ verified: true });
    const fresh = JSON.parse(await list());
    expect(fresh.proof[0].verificationMethod).toBe(running.keyId);
    expect(await running.verify(fresh, how)).toMatchObject({ verified: true });
    expect(running.keys().map((each) => each.inUse)).toEqual([true, true, false, false]);
    const kept = JSON.parse(readFileSync(path, "utf8")).keys;
    expect(kept.map((key: { d?: string }) => key.d !== undefined)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(existsSync(`${path}.next`)).toBe(false);
    await running.close();
  });

  it("stay as they were until the new ones are put in use, and where the file is spoilt meanwhile", async () => {
    const path = join(folder, "spoilt.json");
    const running = await openSigner({ keyFile: path, publicOrigin: origin });
    const { keyId } = running;
    await running.prepareRotation();
    expect(statSync(`${path}.next`).mode & 0o777).toBe(0o600);
    running.unsettledRotation()?.discard();
    expect(running.unsettledRotation()).toBe(null);
    writeFileSync(path, "{}");
    expect(running.keyId).toBe(keyId);
    expect(() => running.unsettledRotation()).not.toThrow();
    await running.close();
  });

  it("are written elsewhere where the operator keeps the file, and never over another one", async () => {
    const path = join(folder, "given.json");
    const to = join(folder, "given-next.json");
    const running = await openSigner({ keyFile: path, publicOrigin: origin });
    const { keyId } = running;
    (await running.prepareRotation(to)).settle();
    expect(running.keyId).toBe(keyId);
    expect(statSync(to).mode & 0o777).toBe(0o600);
    const there = await openSigner({ keyFile: to, publicOrigin: origin });
    expect(there.keys().map((each) => each.id)).toContain(keyId);
    expect(there.keyId).not.toBe(keyId);
    await expect(running.prepareRotation(to)).rejects.toMatchObject({ name: "CannotStart" });
    await Promise.all([running.close(), there.close()]);
  });
});

describe("what strangers send", () => {
  it("fetches nothing: an unknown context is refused before anything reads it", async () => {
    const asked = [vi.spyOn(http, "request"), vi.spyOn(https, "request")];
    const fetched = vi.spyOn(globalThis, "fetch");
    const contexts = signed["@context"] as JsonValue[];
    const hostile: JsonValue[] = [
      { ...signed, "@context": [...contexts, "http://169.254.169.254/latest/meta-data"] },
      { ...signed, "@context": [...contexts, { name: "https://schema.org/name" }] },
      { ...signed, evidence: { type: "E", "@context": "https://evil.example/c" } },
    ];
    for (const document of hostile) {
      expect(await titleOf(document)).toBe("The document names a context that is not known here");
    }
    for (const spy of [...asked, fetched]) expect(spy).not.toHaveBeenCalled();
  });

  it("says that it cannot resolve an issuer, and does not crash", async () => {
    for (const id of ["https://issuer.example/1", "did:web:other.example", "did:key:zNope"]) {
      const document = { ...signed, issuer: id };
      expect(await titleOf(document)).toBe("Cannot resolve the issuer");
    }
  });

  it("is measured before it is read", async () => {
    let deep: JsonValue = "end";
    for (let i = 0; i < 30; i++) deep = { deep };
    const wide = Array.from({ length: 6_000 }, () => 1);
    for (const extra of [deep, wide, "x".repeat(300_000)]) {
      expect(await titleOf({ ...signed, extra })).toBe("The document is too large or too deep");
    }
  });

  it("is told what is malformed", async () => {
    const wrong: [JsonValue, RegExp][] = [
      [null, /well-formed/],
      [[], /well-formed/],
      [{ ...signed, issuer: undefined } as never, /issuer/],
      [{ ...signed, "@context": ["https://w3id.org/security/v1"] }, /context/],
      [{ ...signed, validFrom: "yesterday" }, /validFrom/],
      [{ ...signed, type: ["OpenBadgeCredential"] }, /type/],
      [{ ...signed, credentialStatus: { id: "x:y" } }, /credentialStatus/],
    ];
    for (const [document, words] of wrong) {
      const found = await verify(document);
      expect(found).toMatchObject({ verified: false });
      const [problem] = found.problems;
      expect(`${problem?.title} ${problem?.detail}`).toMatch(words);
    }
  });
});

it("does not let a credential through that claims more than it may", () => {
  const facts = (name: string) => ({ holder: { name, registration: null } });
  expect(() => prepared(facts(`Dr X, ${["board", "certified"].join(" ")}`))).toThrow(
    "credential_not_fit",
  );
  expect(() => prepared({ status: { list: 1, index: 131_072 } })).toThrow("credential_not_fit");
  expect(() => prepared({ validUntil: at })).toThrow("credential_not_fit");
});
