import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { strFromU8, unzipSync } from "fflate";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { reinstatementReasons, revocationReasons } from "#app/domain/credential/reasons.ts";
import { minute } from "#app/domain/time/instant.ts";
import { startSession } from "#app/http/session.server.ts";
import {
  proposeRevocation,
  reinstate,
  revoke,
  suspend,
} from "#app/operations/credential/change-standing.server.ts";
import * as api from "#app/routes/api/credential-verify.ts";
import * as archive from "#app/routes/credential/archive.ts";
import type { CheckedView } from "#app/routes/credential/checked-credential.tsx";
import * as pdf from "#app/routes/credential/credential-pdf.ts";
import * as page from "#app/routes/credential/verify.tsx";
import { allowed } from "#test/operations/people/world.ts";
import { issued, type SignOffWorld, signOffWorld } from "#test/operations/signoff/world.ts";

let world: SignOffWorld;
let id: string;
let text: string;
let twin: string;
const folder = mkdtempSync(join(tmpdir(), "archive-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  world = await signOffWorld();
  const made = await issued(world);
  id = made.credentialId;
  text = made.document.text;
  const { showTwin } = await import("#app/operations/credential/show-credential.server.ts");
  const found = await showTwin(await world.as("senior"), id);
  if (!found.ok) throw new Error("no twin");
  twin = found.value;
});

let visitors = 0;
function args(request: Request, params: Record<string, string> = {}) {
  visitors += 1;
  const clientAddress = `192.0.2.${visitors % 250}`;
  const context = { house: world.house, requestId: "test", clientAddress };
  return { request, params, context: context as AppLoadContext };
}

type Answer = {
  status: number;
  fields: Record<string, string>;
  words: string | null;
  checked?: CheckedView;
};

async function check(fields: Record<string, string | File>): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const request = new Request("http://localhost/verify", { method: "POST", body: form });
  const reply = (await page.action(args(request))) as unknown as {
    data: Omit<Answer, "status">;
    init: { status?: number } | number | null;
  };
  const { init } = reply;
  return { ...reply.data, status: typeof init === "number" ? init : (init?.status ?? 200) };
}
const states = ({ checked }: Answer) => checked?.lines.map(({ state }) => state);
const origin = () => world.house.settings.publicOrigin;

describe("/verify", () => {
  it("checks JSON, a JWT, a file and an address of ours, and says what each check came to", async () => {
    const ways: Record<string, string | File>[] = [
      { credential: text },
      { credential: JSON.stringify({ verifiableCredential: JSON.parse(text), options: {} }) },
      { credential: `  ${twin}\n` },
      { file: new File([text], "credential.json") },
      { address: `${origin()}/credentials/${id}` },
      { address: `${origin()}/credentials/${id}/vc.jwt` },
    ];
    for (const way of ways) {
      const answer = await check(way);
      expect(answer.checked?.conclusion, JSON.stringify(answer)).toBe("yes");
      expect(states(answer)).toEqual(Array(7).fill("held"));
      expect(answer.checked).toMatchObject({
        ownId: id,
        claims: { name: "Advanced Haemodynamics", holder: "senior" },
      });
    }
  });

  it("tells nothing of what is inside while no signature vouches for it", async () => {
    const answer = await check({
      credential: JSON.stringify({ ...JSON.parse(text), name: "Mine" }),
    });
    expect(answer.checked).toMatchObject({ conclusion: "no", claims: null, ownId: null });
    expect(states(answer)).toEqual(["held", "held", "held", "failed", "open", "open", "open"]);
  });

  it("says that it cannot resolve the issuer, which is not the same as wrong", async () => {
    const document = { ...JSON.parse(text), issuer: "https://issuer.example/1" };
    const answer = await check({ credential: JSON.stringify(document) });
    expect(answer.checked?.conclusion).toBe("unknown");
    const line = answer.checked?.lines.find(({ state }) => state === "failed");
    expect(line).toMatchObject({ check: "issuer", words: expect.stringMatching(/Cannot resolve/) });
  });

  it("refuses what it cannot read, beside the field that holds it, and keeps what was typed", async () => {
    const refused: [Record<string, string | File>, string, RegExp][] = [
      [{}, "credential", /Paste a credential/],
      [{ credential: "hello" }, "credential", /neither the JSON/],
      [{ credential: "[1, 2" }, "credential", /neither the JSON/],
      [{ credential: "x".repeat(500_000) }, "credential", /larger than/],
      [{ file: new File(["%PDF-1.7"], "c.pdf") }, "file", /neither the JSON/],
      [{ file: new File(["x".repeat(5_000_000)], "c.json") }, "file", /larger than/],
      [{ address: "nothing" }, "address", /begins with https/],
      [{ address: "http://169.254.169.254/latest" }, "address", /begins with https/],
      [{ address: "https://issuer.example/vc" }, "address", /Nothing is fetched from this host/],
      [{ address: `${origin()}/credentials/none` }, "address", /no credential at this address/],
      [{ address: `${origin()}/home` }, "address", /no credential at this address/],
    ];
    for (const [fields, field, says] of refused) {
      const answer = await check(fields);
      expect(answer.status).toBe(422);
      expect(answer.fields[field]).toMatch(says);
    }
    const both = await check({ credential: text, address: "https://issuer.example/vc" });
    expect(both).toMatchObject({ status: 422, words: expect.stringMatching(/one of the three/) });
    expect(both).toMatchObject({ typed: { credential: text } });
  });

  it("is not asked without end from one place", async () => {
    const form = () =>
      new Request("http://localhost/verify", {
        method: "POST",
        body: new URLSearchParams({ address: "https://x.example" }),
      });
    const one = {
      ...args(form()),
      context: { ...args(form()).context, clientAddress: "198.51.100.7" },
    };
    const statuses: unknown[] = [];
    for (let i = 0; i < 31; i++) {
      const reply = (await page.action({ ...one, request: form() })) as unknown as {
        init: { status: number } | number;
      };
      statuses.push(typeof reply.init === "number" ? reply.init : reply.init.status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(422));
    expect(statuses[30]).toBe(429);
  });
});

describe("POST /vc/credentials/verify", () => {
  it("answers bodies of any size and depth with a status, never with a fault", async () => {
    const deep = `{"verifiableCredential":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const bodies: [string, number][] = [
      [`{"verifiableCredential":"${"x".repeat(5_000_000)}"}`, 413],
      [deep, 400],
      [`{"verifiableCredential":{"a":${"[".repeat(90_000)}${"]".repeat(90_000)}}}`, 400],
      ["{", 400],
      ["", 400],
      ["null", 400],
      [JSON.stringify({ verifiableCredential: twin }), 200],
    ];
    for (const [body, status] of bodies) {
      const headers = { "Content-Type": "application/json" };
      const request = new Request("http://localhost/vc/credentials/verify", {
        method: "POST",
        headers,
        body,
      });
      const reply = (await api.action(args(request))) as Response;
      expect(reply.status, body.slice(0, 40)).toBe(status);
    }
  });
});

describe("the certificate to print", () => {
  const print = () =>
    pdf.loader(
      args(new Request(`http://localhost/credentials/${id}/pdf`), { id }),
    ) as Promise<Response>;

  it("is a tagged PDF of one page with a language and our faces, the same bytes each time", async () => {
    const reply = await print();
    expect(reply.headers.get("Content-Type")).toBe("application/pdf");
    const bytes = Buffer.from(await reply.arrayBuffer());
    const raw = bytes.toString("latin1");
    expect(raw).toMatch(/^%PDF-1\.7/);
    for (const part of [
      "/StructTreeRoot",
      "/Marked true",
      "/Lang (en-GB)",
      "AtkinsonHyperlegible",
    ]) {
      expect(raw).toContain(part);
    }
    expect(raw.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(Buffer.from(await (await print()).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("exists for no credential that does not", async () => {
    const none = "0193a000-0000-7000-8000-000000000009";
    const request = new Request(`http://localhost/credentials/${none}/pdf`);
    const reply = await pdf.loader(args(request, { id: none })).catch((thrown) => thrown);
    expect(reply.status).toBe(404);
  });
});

describe("the archive", () => {
  async function unpacked(name: string): Promise<string> {
    const cookie = (await startSession(world.house, world.people.senior)).split(";")[0] ?? "";
    const request = new Request("http://localhost/my/credentials.zip", {
      headers: { Cookie: cookie },
    });
    const reply = (await archive.loader(args(request))) as Response;
    expect(reply.headers.get("Content-Type")).toBe("application/zip");
    const files = unzipSync(new Uint8Array(await reply.arrayBuffer()));
    const root = join(folder, name);
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
    }
    expect(strFromU8(files["README.txt"] ?? new Uint8Array())).toContain(origin());
    return root;
  }

  /** Runs the program that lies in it, with no way to a network: whatever opens a socket fails. */
  function run(
    root: string,
    more: readonly string[] = [],
  ): Promise<{ code: number; said: string }> {
    const guard = join(folder, "no-network.cjs");
    writeFileSync(
      guard,
      "require('net').Socket.prototype.connect = () => { throw new Error('network'); };",
    );
    const at = new Date(world.clock.now()).toISOString();
    const given = ["--require", guard, join(root, "verify.mjs"), "--at", at, ...more];
    return new Promise((resolve) => {
      execFile(process.execPath, given, { env: { NODE_ENV: "test" } }, (fault, stdout, stderr) => {
        resolve({ code: fault ? Number(fault.code) : 0, said: stdout + stderr });
      });
    });
  }
  const file = (root: string, end: string) => {
    const name = `cred-hem-${id.slice(-8)}${end}`;
    return join(root, "credentials", name);
  };

  it("holds what verifies without the portal, and its program finds it good", async () => {
    const root = await unpacked("good");
    expect(readFileSync(file(root, ".json"), "utf8")).toBe(text);
    expect(readFileSync(file(root, ".pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    expect(JSON.parse(readFileSync(join(root, "did.json"), "utf8"))).toEqual(
      world.house.signer.didDocument(),
    );
    const { code, said } = await run(root);
    expect(said).toMatch(/\.jwt: holds/);
    expect(code).toBe(0);
  });

  it("is found out when anything in it was altered", async () => {
    const alter = async (
      name: string,
      path: (root: string) => string,
      how: (text: string) => string,
    ) => {
      const root = await unpacked(name);
      writeFileSync(path(root), how(readFileSync(path(root), "utf8")));
      return run(root);
    };
    const flip = (jwt: string) =>
      jwt.replace(/\.(.)/, (_, letter) => `.${letter === "e" ? "f" : "e"}`);
    const found = await Promise.all([
      alter(
        "json",
        (root) => file(root, ".json"),
        (json) => json.replace("senior", "junior"),
      ),
      alter("jwt", (root) => file(root, ".jwt"), flip),
      alter("list", (root) => join(root, "status", "1.jwt"), flip),
      alter(
        "keys",
        (root) => join(root, "jwks.json"),
        () => '{"keys":[]}',
      ),
      alter("standing", (root) => join(root, "standing.jws"), flip),
    ]);
    for (const { code, said } of found) {
      expect(said).toMatch(/DOES NOT HOLD/);
      expect(code).toBe(1);
    }
  });

  it("says suspended and revoked as of when it was made, and is refused with foreign keys", async () => {
    const root = await unpacked("before");
    const foreign = join(folder, "foreign.json");
    const keys = JSON.parse(readFileSync(join(root, "jwks.json"), "utf8")).keys as JsonObject[];
    const strange = keys.map((each) => ({ ...each, kid: "did:web:other.example#1" }));
    writeFileSync(foreign, JSON.stringify({ keys: strange }));
    expect(await run(root, ["--keys", foreign])).toMatchObject({ code: 1 });
    const about = { credentialId: id, note: "Told by the unit." };
    const [registrar, second] = [await world.as("registrar"), await world.as("registrar2")];
    allowed(await suspend(registrar, { ...about, id: uuidv7(), reason: "health" }));
    world.clock.advance(minute);
    const after = await run(await unpacked("suspended"));
    expect(after.said).toMatch(/DOES NOT HOLD: it did not count as of .* \(suspended\)/);
    const answer = await check({ credential: text });
    expect(answer.checked).toMatchObject({ conclusion: "no" });
    allowed(
      await reinstate(registrar, { ...about, id: uuidv7(), reason: reinstatementReasons[0] }),
    );
    world.clock.advance(minute);
    expect(await run(await unpacked("again"))).toMatchObject({ code: 0 });
    const proposalId = uuidv7();
    const reason = revocationReasons[0];
    allowed(await proposeRevocation(registrar, { ...about, id: proposalId, reason }));
    world.clock.advance(minute);
    allowed(await revoke(second, { id: uuidv7(), proposalId, note: about.note }));
    world.clock.advance(2 * minute);
    const gone = await run(await unpacked("revoked"));
    expect(gone.said).toMatch(/DOES NOT HOLD: it was revoked, as of 2026/);
    expect(gone.code).toBe(1);
  });
});
