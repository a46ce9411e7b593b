import type { AppLoadContext } from "@remix-run/node";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import * as verifyRoute from "#app/routes/api/credential-verify.ts";
import * as did from "#app/routes/api/did.ts";
import * as jwks from "#app/routes/api/jwks.ts";
import * as registerApi from "#app/routes/api/register.ts";
import * as status from "#app/routes/api/status-list.ts";
import * as page from "#app/routes/credential/credential.tsx";
import * as documentRoute from "#app/routes/credential/credential-document.ts";
import * as twin from "#app/routes/credential/credential-jwt.ts";
import * as desk from "#app/routes/credential/registrar.tsx";
import * as managed from "#app/routes/credential/registrar-credential.tsx";
import { issued, type SignOffWorld, signOffWorld } from "#test/operations/signoff/world.ts";
import { visitAs } from "../training/visit.ts";

let world: SignOffWorld;
let credentialId: string;
let text: string;

beforeAll(async () => {
  world = await signOffWorld();
  const made = await issued(world);
  credentialId = made.credentialId;
  text = made.document.text;
});

type Args = { request: Request; context: AppLoadContext; params: Record<string, string> };

/** Asks as anybody would, without signing in. */
async function publicly(
  handler: (args: Args) => unknown,
  path: string,
  init: RequestInit & { params?: Record<string, string> } = {},
) {
  const { params = {}, ...rest } = init;
  const request = new Request(`http://localhost${path}`, rest);
  const clientAddress = "192.0.2.1";
  const context = { house: world.house, requestId: "test", clientAddress } as AppLoadContext;
  const reply = await Promise.resolve(handler({ request, context, params })).catch(
    (thrown: unknown) => thrown,
  );
  if (!(reply instanceof Response)) return { status: 200, data: reply, headers: new Headers() };
  const body = await reply.text();
  const isJwt = reply.headers.get("Content-Type") === "application/jwt";
  const data: unknown = isJwt ? body : JSON.parse(body);
  return { status: reply.status, data, headers: reply.headers };
}

function verify(body: string, type = "application/json") {
  const headers = { "Content-Type": type };
  const init = { method: "POST", headers, body };
  return publicly(verifyRoute.action, "/vc/credentials/verify", init);
}

describe("POST /vc/credentials/verify", () => {
  it("answers 200 for a credential that stands", async () => {
    const sent = JSON.stringify({ verifiableCredential: JSON.parse(text), options: {} });
    const reply = await verify(sent);
    expect(reply).toMatchObject({ status: 200, data: { verified: true } });
  });

  it("answers 400 with problem details for one that was altered, and for what is none", async () => {
    const altered = { ...JSON.parse(text), name: "Chief of everything" };
    const reply = await verify(JSON.stringify({ verifiableCredential: altered }));
    expect(reply).toMatchObject({
      status: 400,
      data: { verified: false, problemDetails: [{ type: expect.stringMatching(/^https:/) }] },
    });
    for (const body of ["", "null", "[]", "{", '{"verifiableCredential":7}', '"x"']) {
      expect(await verify(body)).toMatchObject({ status: 400, data: { verified: false } });
    }
  });

  it("takes JSON only, and not too much of it", async () => {
    expect((await verify(text, "text/plain")).status).toBe(415);
    const large = JSON.stringify({ verifiableCredential: { x: "y".repeat(500_000) } });
    expect((await verify(large)).status).toBe(413);
  });
});

describe("GET /status/:list", () => {
  const ask = (query: string, list = "1") =>
    publicly(status.loader, `/status/${list}${query}`, { params: { list } });

  it("is a signed credential, now and at an instant that was", async () => {
    const now = await ask("");
    expect(now.status).toBe(200);
    expect(now.headers.get("Content-Type")).toBe("application/vc");
    expect(now.data).toMatchObject({ credentialSubject: { statusPurpose: "revocation" } });
    const then = await ask("?timestamp=2026-11-22T03:12:30Z");
    expect(then.data).toMatchObject({ validFrom: "2026-11-22T03:12:30Z" });
    const offset = await ask("?timestamp=2026-11-22T04:12:30%2B01:00");
    expect(offset.data).toEqual(then.data);
  });

  it("refuses what is no dateTimeStamp, lies ahead, or is not known", async () => {
    const wrong = [
      "?timestamp=2026-11-22",
      "?timestamp=2026-11-22T03:12Z",
      "?timestamp=2026-11-22T03:12:00",
      "?timestamp=2026-02-30T03:12:00Z",
      "?timestamp=",
      "?timestamp=2099-01-01T00:00:00Z",
      "?time=2026-11-22T03:12:00Z",
      "?timestamp=2026-11-22T03:12:00Z&timestamp=2026-11-22T03:12:00Z",
    ];
    for (const query of wrong) expect((await ask(query)).status, query).toBe(400);
    for (const list of ["0", "2", "x", "1e0"]) expect((await ask("", list)).status).toBe(404);
  });
});

it("publishes the key that the credential was signed with", async () => {
  const document = await publicly(did.loader, "/.well-known/did.json");
  const keys = await publicly(jwks.loader, "/.well-known/jwks.json");
  const [proof] = JSON.parse(text).proof;
  const asserting = expect.arrayContaining([proof.verificationMethod]);
  expect(document.data).toMatchObject({ assertionMethod: asserting });
  expect(keys.data).toMatchObject({
    keys: [
      { kid: proof.verificationMethod, crv: "Ed25519" },
      { kty: "RSA", alg: "RS256" },
    ],
  });
  expect(JSON.stringify([document.data, keys.data])).not.toContain('"d":');
});

it("gives the same credential as a JWT, which the published keys alone verify", async () => {
  const params = { id: credentialId };
  const given = await publicly(twin.loader, `/credentials/${credentialId}/vc.jwt`, { params });
  expect(given.status).toBe(200);
  expect(given.headers.get("Content-Type")).toBe("application/jwt");
  const keys = await publicly(jwks.loader, "/.well-known/jwks.json");
  const { payload } = await compactVerify(
    String(given.data),
    createLocalJWKSet(keys.data as unknown as JSONWebKeySet),
  );
  const { iss, jti, nbf, exp, sub, ...document } = JSON.parse(new TextDecoder().decode(payload));
  expect(document).toEqual(JSON.parse(text));
  const none = { params: { id: "0193a000-0000-7000-8000-000000000009" } };
  expect((await publicly(twin.loader, "/credentials/none/vc.jwt", none)).status).toBe(404);
});

it("shows a credential to anybody, valid or not, with a code to scan", async () => {
  const params = { id: credentialId };
  const shown = await publicly(page.loader, `/credentials/${credentialId}`, { params });
  expect(shown.data).toMatchObject({
    credential: { holder: { name: "senior" }, standing: { state: "issued", counts: true } },
    qr: { size: expect.any(Number) },
  });
  const signed = await publicly(documentRoute.loader, `/credentials/${credentialId}/vc`, {
    params,
  });
  expect(signed.headers.get("Content-Type")).toBe("application/vc");
  expect(signed.data).toEqual(JSON.parse(text));
  for (const id of [uuidv7(), "x", "'; drop table credential"]) {
    const none = await publicly(page.loader, "/credentials/x", { params: { id } });
    expect(none.status, id).toBe(404);
  }
});

describe("GET /api/v1/register", () => {
  const ask = (query: string) => publicly(registerApi.loader, `/api/v1/register${query}`);

  it("tells name, registration, credential, state and validity, and nothing else", async () => {
    const { status: code, data } = await ask("?credential=CRED-HEM");
    expect(code).toBe(200);
    const { entries } = data as { entries: Record<string, unknown>[] };
    expect(entries).toHaveLength(1);
    expect(entries[0]).toEqual({
      id: credentialId,
      name: "senior",
      registration: null,
      code: "CRED-HEM",
      credential: "Advanced Haemodynamics",
      state: "issued",
      since: expect.any(String),
      lacks: [],
      validFrom: expect.any(String),
      validUntil: expect.any(String),
    });
  });

  it("asks for something to look for, and knows no other parameter", async () => {
    for (const query of ["", "?name=a", "?name=", "?who=senior", "?name=se&name=ni"]) {
      expect((await ask(query)).status, query).toBe(400);
    }
  });
});

describe("the registrar's pages", () => {
  const path = () => `/registrar/credentials/${credentialId}`;
  const params = () => ({ id: credentialId });

  it("list credentials by state, and are not for others", async () => {
    const list = await visitAs(world, "registrar", desk.loader, "/registrar");
    expect(list.data).toMatchObject({ total: 1 });
    expect((await visitAs(world, "director", desk.loader, "/registrar")).status).toBe(403);
    const view = await visitAs(world, "registrar", managed.loader, path(), { params: params() });
    expect(view.data).toMatchObject({ mayAct: true, credential: { impact: { lost: [] } } });
  });

  it("suspend with a reason of the list, and keep what was typed when it is not", async () => {
    const form = { step: "suspend", id: uuidv7(), reason: "bad mood", note: "A note." };
    const send = (changed: Record<string, string>) =>
      visitAs(world, "registrar", managed.action, path(), {
        params: params(),
        form: { ...form, ...changed },
      });
    const wrong = await send({});
    expect(wrong).toMatchObject({ status: 422, data: { typed: { note: "A note." } } });
    expect(await send({ reason: "health" })).toMatchObject({ status: 302, location: path() });
    const again = await send({ reason: "health", id: uuidv7() });
    expect(again).toMatchObject({ status: 409 });
  });
});
