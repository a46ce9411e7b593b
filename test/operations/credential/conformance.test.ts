import { request } from "node:https";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { afterAll, describe, expect, it } from "vitest";
import { shippedContexts } from "#app/adapters/credentials/contexts.server.ts";
import { multikey } from "#app/adapters/credentials/did.server.ts";
import { openConformance } from "#app/commands/conformance/server.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";

const server = await openConformance(0);
afterAll(() => server.close());

type Reply = { readonly status: number; readonly body: JsonObject };

function send(path: string, sent?: unknown, method = sent === undefined ? "GET" : "POST") {
  return new Promise<Reply>((resolve, reject) => {
    const asked = request(server.origin + path, { method, ca: server.cert }, (reply) => {
      let text = "";
      reply.on("data", (chunk) => {
        text += String(chunk);
      });
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, body: JSON.parse(text) }));
    });
    asked.on("error", reject);
    asked.end(typeof sent === "string" ? sent : JSON.stringify(sent));
  });
}

const base = "https://www.w3.org/ns/credentials/v2";
const examples = "https://www.w3.org/ns/credentials/examples/v2";
const plain: JsonObject = {
  "@context": [base, examples],
  type: ["VerifiableCredential", "ExampleDegreeCredential"],
  issuer: "did:example:anybody",
  credentialSubject: { id: "did:example:subject", degree: { type: "Bachelor", name: "Medicine" } },
};

const issue = (credential: JsonValue, options = {}) =>
  send("/credentials/issue", { credential, options });
const verify = (verifiableCredential: unknown) =>
  send("/credentials/verify", { verifiableCredential, options: {} });
async function issued(credential: JsonObject = plain): Promise<JsonObject> {
  const { status, body } = await issue(credential);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.verifiableCredential as JsonObject;
}

describe("POST /credentials/issue", () => {
  const typed = { id: "https://example.org/x", type: "ExampleThing" };
  const good: Record<string, JsonObject> = {
    "an issuer as an object": { ...plain, issuer: { id: "did:example:a", name: "A" } },
    "no second context": {
      ...plain,
      "@context": [base],
      type: ["VerifiableCredential"],
      credentialSubject: { id: "did:example:s" },
    },
    "one type as a text": { ...plain, type: "VerifiableCredential" },
    "a type as an address": {
      ...plain,
      type: ["VerifiableCredential", "https://example.org/Type"],
    },
    "a type mapped by a context of its own": {
      ...plain,
      "@context": [base, { Own: "https://example.org/Own" }],
      type: ["VerifiableCredential", "Own"],
      credentialSubject: { id: "did:example:s" },
    },
    "several subjects": {
      ...plain,
      credentialSubject: [{ id: "did:example:1" }, { id: "did:example:2" }],
    },
    "a period": { ...plain, validFrom: "2020-01-01T00:00:00Z", validUntil: "2090-01-01T00:00:00Z" },
    "a validFrom of long after now": { ...plain, validFrom: "2090-01-01T00:00:00Z" },
    "a name in two languages": {
      ...plain,
      name: [
        { "@value": "Degree", "@language": "en" },
        { "@value": "Abschluss", "@language": "de", "@direction": "ltr" },
      ],
    },
    "an issuer described in a language": {
      ...plain,
      issuer: { id: "did:example:a", description: { "@value": "A", "@language": "en" } },
    },
    "a schema, terms, evidence and a refresh service": {
      ...plain,
      credentialSchema: [{ ...typed, type: "JsonSchema" }],
      termsOfUse: typed,
      evidence: [typed, { type: "ExampleThing" }],
      refreshService: typed,
    },
    "a related resource with its digest": {
      ...plain,
      relatedResource: [
        { id: base, digestSRI: "sha256-ip9JSonsxR2wk+kOhHE+B+hNbZIENkqbPHhoshdRI28=" },
        {
          id: "https://example.org/r",
          digestMultibase: "uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw",
        },
      ],
    },
  };

  it.each(Object.entries(good))(
    "signs %s, and it verifies unless it is of the future",
    async (_, each) => {
      const document = await issued(each);
      expect(document.proof).toMatchObject({
        type: "DataIntegrityProof",
        cryptosuite: "eddsa-rdfc-2022",
      });
      const isLater = String(document.validFrom ?? "").startsWith("2090");
      expect(await verify(document)).toMatchObject(
        isLater
          ? { status: 400, body: { verified: false } }
          : { status: 200, body: { verified: true } },
      );
    },
  );

  it("signs what the older data model says, with its own dates", async () => {
    const old = "https://www.w3.org/2018/credentials/v1";
    const credential = {
      ...plain,
      "@context": [old, old.replace("/v1", "/examples/v1")],
      type: ["VerifiableCredential", "ExampleDegreeCredential"],
      issuanceDate: "2020-01-01T00:00:00Z",
      expirationDate: "2090-01-01T00:00:00Z",
    };
    const document = await issued(credential);
    expect(document["@context"]).toContain("https://w3id.org/security/data-integrity/v2");
    expect((await issue({ ...credential, expirationDate: "tomorrow" })).status).toBe(400);
    expect((await issue({ ...credential, "@context": [old, base] })).status).toBe(400);
  });

  const digestsOfBase: JsonObject[] = [
    { digestSRI: "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU" },
    { digestMultibase: "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ" },
  ];

  it("takes the digests of the base context as W3C publishes it, and no other ones", async () => {
    for (const digest of digestsOfBase) {
      await issued({ ...plain, relatedResource: [{ id: base, ...digest }] });
      const [[name, value] = ["", ""]] = Object.entries(digest);
      const other = { id: base, [name]: String(value).replace("l", "m").replace("WZ", "XZ") };
      expect((await issue({ ...plain, relatedResource: [other] })).status).toBe(400);
    }
  });

  const without = (name: string) =>
    Object.fromEntries(Object.entries(plain).filter(([each]) => each !== name));
  const digest = "uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw";
  const related = (...each: JsonValue[]) => ({ ...plain, relatedResource: each });
  const bad: Record<string, JsonValue> = {
    "no object": "credential",
    "no context": without("@context"),
    "contexts in another order": { ...plain, "@context": [examples, base] },
    "a context that is no list": { ...plain, "@context": base },
    "a context that is a number": { ...plain, "@context": [base, 5] },
    "a context that is no address": { ...plain, "@context": [base, "https ://nothing"] },
    "a context not known here": { ...plain, "@context": [base, "https://example.org/c"] },
    "a context that redefines a term": {
      ...plain,
      "@context": [base, { VerifiableCredential: "https://example.org/VC" }],
    },
    "no type": without("type"),
    "another type only": { ...plain, type: ["ExampleDegreeCredential"] },
    "a type that nothing maps": {
      ...plain,
      "@context": [base],
      type: ["VerifiableCredential", "Nothing"],
      credentialSubject: { id: "did:example:s" },
    },
    "a type mapped to no address": {
      ...plain,
      "@context": [base, { Own: "own" }],
      type: ["VerifiableCredential", "Own"],
      credentialSubject: { id: "did:example:s" },
    },
    "no issuer": without("issuer"),
    "an issuer of null": { ...plain, issuer: null },
    "an issuer that is no address": { ...plain, issuer: "somebody" },
    "an issuer without id": { ...plain, issuer: { name: "A" } },
    "a list of issuers": { ...plain, issuer: ["did:example:a"] },
    "no subject": without("credentialSubject"),
    "an empty subject": { ...plain, credentialSubject: {} },
    "no subjects": { ...plain, credentialSubject: [] },
    "a subject that is a text": { ...plain, credentialSubject: "did:example:s" },
    "an id that is no address": { ...plain, id: "not an address" },
    "an id of null": { ...plain, id: null },
    "several ids": { ...plain, id: ["https://example.org/1", "https://example.org/2"] },
    "a subject with several ids": {
      ...plain,
      credentialSubject: { id: ["did:example:1", "did:example:2"] },
    },
    "a bad validFrom": { ...plain, validFrom: "2020-01-01" },
    "a bad validUntil": { ...plain, validUntil: "tomorrow" },
    "an end before its beginning": {
      ...plain,
      validFrom: "2030-01-01T00:00:00Z",
      validUntil: "2029-01-01T00:00:00Z",
    },
    "a status without type": { ...plain, credentialStatus: { id: "https://example.org/s" } },
    "a schema without type": { ...plain, credentialSchema: { id: "https://example.org/s" } },
    "a schema without id": { ...plain, credentialSchema: { type: "JsonSchema" } },
    "terms without type": { ...plain, termsOfUse: { id: "https://example.org/t" } },
    "evidence without type": { ...plain, evidence: [{ id: "https://example.org/e" }] },
    "a refresh service without type": { ...plain, refreshService: { id: "https://example.org/r" } },
    "a name with an unknown key": {
      ...plain,
      name: { "@value": "A", "@language": "en", url: "x" },
    },
    "a name that is a number": { ...plain, name: 5 },
    "a description with an unknown key": { ...plain, description: { "@value": "A", extra: 1 } },
    "an issuer's name with an unknown key": {
      ...plain,
      issuer: { id: "did:example:a", name: { "@value": "A", extra: "x" } },
    },
    "an issuer's description with an unknown key": {
      ...plain,
      issuer: { id: "did:example:a", description: { "@value": "A", extra: "x" } },
    },
    "a related resource that is a text": related("https://example.org/r"),
    "a related resource without id": related({ digestMultibase: digest }),
    "a related resource without digest": related({ id: "https://example.org/r" }),
    "a related resource twice": related(
      { id: "https://example.org/r", digestMultibase: digest },
      { id: "https://example.org/r", digestMultibase: digest },
    ),
    "a malformed digest": related({
      id: "https://example.org/r",
      digestSRI: `sha256-${"ca3d".repeat(16)}`,
    }),
    "a digest of something else": related({ id: base, digestMultibase: digest }),
    "a malformed multihash": related({
      id: "https://example.org/r",
      digestMultibase: "uZTQ0MjM1NiAgcmVwb3J0cc5j",
    }),
    "a status entry in a member that nothing defines": {
      ...plain,
      "@context": [base],
      type: ["VerifiableCredential"],
      credentialSubject: { id: "did:example:s" },
      statusEntry: { type: "BitstringStatusListEntry", statusListIndex: true },
    },
  };

  it.each(Object.entries(bad))("refuses %s", async (_, each) => {
    const { status, body } = await issue(each);
    expect(status, JSON.stringify(body)).toBe(400);
    expect(body.problemDetails).toHaveLength(1);
  });

  it("refuses a body that is no JSON, and knows no other address", async () => {
    expect((await send("/credentials/issue", "{")).status).toBe(400);
    expect((await send("/credentials/revoke", {})).status).toBe(404);
  });
});

describe("POST /credentials/verify", () => {
  const broken: Record<string, (proof: JsonObject) => JsonObject | undefined> = {
    "no proof": () => undefined,
    "another type of proof": (proof) => ({ ...proof, type: "UnknownProof" }),
    "no type of proof": ({ type: _, ...proof }) => proof,
    "no method": ({ verificationMethod: _, ...proof }) => proof,
    "a method that is no address": (proof) => ({ ...proof, verificationMethod: 7 }),
    "a method of another key": (proof) => ({
      ...proof,
      verificationMethod: String(proof.verificationMethod).replace(/.{3}$/, "aaa"),
    }),
    "no purpose": ({ proofPurpose: _, ...proof }) => proof,
    "another purpose": (proof) => ({ ...proof, proofPurpose: "authentication" }),
    "no value": ({ proofValue: _, ...proof }) => proof,
    "a value in another base": (proof) => ({
      ...proof,
      proofValue: `u${String(proof.proofValue).slice(1)}`,
    }),
    "a value of another length": (proof) => ({
      ...proof,
      proofValue: String(proof.proofValue).slice(0, -5),
    }),
    "another cryptosuite": (proof) => ({ ...proof, cryptosuite: "eddsa-2022" }),
    "a time of making that is none": (proof) => ({ ...proof, created: "2020-01-01" }),
    "another time of making": (proof) => ({ ...proof, created: "2020-01-01T00:00:00Z" }),
    "an expiry that was not signed": (proof) => ({ ...proof, expires: "2090-01-01T00:00:00Z" }),
  };

  it.each(Object.entries(broken))("refuses %s", async (_, change) => {
    const document = await issued();
    const given = { ...document, proof: change(document.proof as JsonObject) };
    const { status, body } = await verify(given);
    expect({ status, verified: body.verified }).toEqual({ status: 400, verified: false });
    expect((body.problemDetails as JsonObject[])[0]).toMatchObject({
      type: expect.stringMatching(/^https:/),
    });
  });

  it("refuses a proof made for another purpose than is asked for", async () => {
    const verifiableCredential = await issued();
    const asked = (expectedProofPurpose: string) =>
      send("/credentials/verify", { verifiableCredential, options: { expectedProofPurpose } });
    expect((await asked("assertionMethod")).status).toBe(200);
    expect((await asked("authentication")).status).toBe(400);
  });

  it("reads a proof's times without offset as UTC", async () => {
    const made = (more: object) => signedByAnother(plain, more);
    expect((await verify(await made({ created: "2024-02-01T00:00:00" }))).status).toBe(200);
    expect((await verify(await made({ expires: "2090-01-01T00:00:00" }))).status).toBe(200);
    expect((await verify(await made({ expires: "2024-01-01T00:00:00" }))).status).toBe(400);
    expect((await verify(await made({ created: "invalidDate" }))).status).toBe(400);
  });

  it("refuses what was altered, and what is no credential", async () => {
    const document = await issued();
    for (const given of [{ ...document, name: "Another" }, {}, null, "a.b.c", 5, []]) {
      expect((await verify(given)).status).toBe(400);
    }
  });
});

describe("a status of its own", () => {
  it("is added as an entry, in a list that is signed and served without asking who asks", async () => {
    const { status, body } = await send("/status/credentials/issue", { credential: plain });
    expect(status).toBe(201);
    const document = body.verifiableCredential as JsonObject;
    const entry = document.credentialStatus as JsonObject;
    expect(entry).toMatchObject({
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: expect.stringMatching(/^\d+$/),
    });
    expect(entry.id).not.toBe(entry.statusListCredential);
    const list = await send(new URL(String(entry.statusListCredential)).pathname);
    expect(list.body).toMatchObject({
      id: entry.statusListCredential,
      type: ["VerifiableCredential", "BitstringStatusListCredential"],
      credentialSubject: { type: "BitstringStatusList", encodedList: expect.stringMatching(/^u/) },
    });
    expect((await verify(list.body)).status).toBe(200);
    expect((await verify(document)).status).toBe(200);
    const beyond = { ...entry, statusListIndex: "99999999" };
    const moved = await issued({ ...plain, credentialStatus: beyond });
    const { body: said } = await verify(moved);
    expect((said.problemDetails as JsonObject[])[0]?.type).toMatch(/RANGE_ERROR$/);
  });
});

describe("POST /presentations/verify", () => {
  const present = (presentation: unknown) =>
    send("/presentations/verify", { verifiablePresentation: presentation, options: {} });
  const presentation = async (): Promise<JsonObject> => ({
    "@context": [base],
    type: ["VerifiablePresentation"],
    holder: "did:example:holder",
    verifiableCredential: [await issued()],
  });

  it("takes unsigned ones whose credentials hold", async () => {
    expect(await present(await presentation())).toMatchObject({
      status: 200,
      body: { verified: true },
    });
    const { verifiableCredential: _, ...empty } = await presentation();
    expect((await present(empty)).status).toBe(200);
  });

  it("checks the holder's own proof, its challenge and its domain", async () => {
    const signed = await signedByHolder(await presentation(), {
      challenge: "c-1",
      domain: "d.example",
    });
    const send1 = (options: object, changed: object = {}) =>
      send("/presentations/verify", { verifiablePresentation: { ...signed, ...changed }, options });
    expect(await send1({ challenge: "c-1", domain: "d.example" })).toMatchObject({ status: 200 });
    expect((await send1({ challenge: "c-2", domain: "d.example" })).status).toBe(400);
    expect((await send1({ challenge: "c-1", domain: "e.example" })).status).toBe(400);
    expect((await send1({})).status).toBe(400);
    const altered = { id: "urn:uuid:5ad1f8a1-5e4e-4a06-8c8c-0d9b6cf4fd0f" };
    expect((await send1({ challenge: "c-1", domain: "d.example" }, altered)).status).toBe(400);
  });

  it("refuses those that are malformed, or that hold what does not hold", async () => {
    const good = await presentation();
    const [credential] = good.verifiableCredential as JsonObject[];
    const { type: _, ...untyped } = credential as JsonObject;
    const bad: unknown[] = [
      { ...good, "@context": undefined },
      { ...good, "@context": [examples, base] },
      { ...good, "@context": [base, 5] },
      { ...good, type: undefined },
      { ...good, type: ["Another"] },
      { ...good, id: "no address" },
      { ...good, verifiableCredential: ["https://example.org/vc"] },
      { ...good, verifiableCredential: [untyped] },
      { ...good, verifiableCredential: [{ ...credential, name: "Another" }] },
      { ...good, proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022" } },
      null,
    ];
    for (const each of bad) expect((await present(each)).status, JSON.stringify(each)).toBe(400);
  });
});

/** A credential whose proof says more, or something else, than ours ever does. */
async function signedByAnother(credential: JsonObject, more: object): Promise<JsonObject> {
  const { did, suite, documentLoader } = await stranger();
  Object.assign(suite, { proof: more });
  const now = new Date();
  return vc.issue({
    credential: { ...credential, issuer: did },
    suite,
    documentLoader,
    now,
  } as never);
}

async function stranger() {
  const { generateKeyPairSync, sign } = await import("node:crypto");
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const name = multikey(Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url"));
  const suite = new DataIntegrityProof({
    cryptosuite,
    signer: {
      id: `did:key:${name}#${name}`,
      algorithm: "Ed25519",
      sign: async ({ data }) => sign(null, data, privateKey),
    },
  });
  const contexts = await shippedContexts();
  const documentLoader = async (documentUrl: string) => ({
    contextUrl: null,
    documentUrl,
    document: contexts.get(documentUrl) ?? {
      "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" },
    },
  });
  return { did: `did:key:${name}`, suite, documentLoader };
}

/** Signs as a holder would, with a key of their own. */
async function signedByHolder(
  presentation: JsonObject,
  options: { challenge: string; domain: string },
) {
  const { suite, documentLoader } = await stranger();
  const { signPresentation } = vc as unknown as {
    signPresentation(options: object): Promise<JsonObject>;
  };
  return signPresentation({ presentation, suite, documentLoader, ...options });
}
