import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "#app/adapters/clock.server.ts";
import { offlineVerifier } from "#app/adapters/credentials/offline-verifier.server.ts";
import { selfSigned } from "#app/commands/conformance/self-signed.ts";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { canonical, type Json } from "#app/domain/ledger/canonical.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { signerAt } from "./documents.ts";

const folder = mkdtempSync(join(tmpdir(), "independent-"));
const { key, cert } = selfSigned();
const server = createServer({ key, cert });
await new Promise<void>((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
const { signer, signed, statusList } = await signerAt(origin);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const instant = (text: string) => parseInstant(text) as Instant;
const [since, until] = [instant("2020-01-01T00:00:00Z"), instant("2090-01-01T00:00:00Z")];
const withdrawn = 4_711;
const id = (n: number) => `0193a000-0000-7000-8000-00000000000${n}`;
const place = (index: number) => ({ list: 1, index });

/** The same five for every verifier, and what each must say. */
const early = {
  good: await signed({ id: id(1), validFrom: since, validUntil: until, status: place(1) }),
  tampered: await signed({ id: id(2), validFrom: since, validUntil: until, status: place(2) }),
  expired: await signed({
    id: id(3),
    validFrom: since,
    validUntil: instant("2021-01-01T00:00:00Z"),
    status: place(3),
  }),
  revoked: await signed({
    id: id(4),
    validFrom: since,
    validUntil: until,
    status: place(withdrawn),
  }),
};
/** From here on new keys sign: those above are read with retired ones, the status list with a new one. */
(await signer.prepareRotation()).settle();
const fresh = { id: id(5), validFrom: since, validUntil: until, status: place(5) };
const made = { ...early, fresh: await signed(fresh) };
type Kind = keyof typeof made;
const kinds = Object.keys(made) as Kind[];
const documents: Record<Kind, JsonObject> = {
  good: made.good.document,
  tampered: { ...made.tampered.document, name: "Something better" },
  expired: made.expired.document,
  revoked: made.revoked.document,
  fresh: made.fresh.document,
};
let list: JsonObject;

beforeAll(async () => {
  list = await statusList([withdrawn], systemClock.now());
  server.on("request", (asked, reply) => {
    const body = asked.url === "/.well-known/did.json" ? signer.didDocument() : list;
    reply.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  });
});

type Run = { readonly code: number; readonly output: string };

function run(
  args: readonly string[],
  options: { env?: object; input?: string } = {},
): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.env };
    const child = execFile(process.execPath, args, { env }, (fault, stdout, stderr) => {
      resolve({ code: fault ? Number(fault.code ?? 1) : 0, output: stdout || stderr });
    });
    child.stdin?.end(options.input ?? "");
  });
}

it("agrees with the verifier of the Digital Credentials Consortium, also on what retired keys signed", async () => {
  const trusted = join(folder, "cert.pem");
  writeFileSync(trusted, cert);
  const program = join(import.meta.dirname, "second-opinion.ts");
  const { output } = await run(["--import", "tsx", program], {
    env: { NODE_EXTRA_CA_CERTS: trusted },
    input: JSON.stringify(Object.values(documents)),
  });
  const said = JSON.parse(output.split("\n").at(-1) ?? "") as JsonObject[];
  expect(Object.fromEntries(kinds.map((kind, i) => [kind, said[i]]))).toMatchObject({
    good: { errors: [], valid_signature: true, expiration: true, revocation_status: true },
    tampered: { errors: ["invalid_signature"] },
    expired: { errors: [], valid_signature: true, expiration: false },
    revoked: { errors: [], valid_signature: true, expiration: true, revocation_status: false },
    fresh: { errors: [], valid_signature: true, expiration: true, revocation_status: true },
  });
  await agreesWithOurs();
});

/** What our own verifier says of the same five. */
async function agreesWithOurs() {
  const own = { now: systemClock.now(), resolveStatus: async () => list };
  const said = await Promise.all(kinds.map((kind) => signer.verify(documents[kind], own)));
  const checks = said.map(({ verified, problems }) => (verified ? "holds" : problems[0]?.check));
  expect(Object.fromEntries(kinds.map((kind, i) => [kind, checks[i]]))).toEqual({
    good: "holds",
    tampered: "proof",
    expired: "validity",
    revoked: "status",
    fresh: "holds",
  });
  const keyOf = ({ proof }: JsonObject) => (proof as JsonObject[])[0]?.verificationMethod;
  expect(keyOf(documents.fresh)).not.toBe(keyOf(documents.good));
}

it("agrees with the program that goes into an archive, which shares no line with the portal", async () => {
  const archive = join(folder, "archive");
  for (const part of ["credentials", "status"]) mkdirSync(join(archive, part), { recursive: true });
  const file = (name: string, text: string) => writeFileSync(join(archive, name), text);
  file("verify.mjs", offlineVerifier);
  file("jwks.json", JSON.stringify(signer.jwks()));
  const listed = await signer.signTwin({ text: canonical(list as Json), keyId: "" });
  file("status/1.jwt", listed.text);
  const standing = kinds.map((kind) => ({ id: documents[kind].id, state: "issued", counts: true }));
  file(
    "standing.jws",
    signer.signText(JSON.stringify({ asOf: "now", credentials: standing } as never)),
  );
  for (const kind of kinds) {
    file(`credentials/${kind}.json`, JSON.stringify(documents[kind]));
    file(`credentials/${kind}.jwt`, made[kind].twin);
  }
  const { code, output } = await run([join(archive, "verify.mjs")]);
  expect(code).toBe(1);
  const linesOf = (kind: string) => output.split("\n").find((each) => each.includes(`${kind}.jwt`));
  expect(linesOf("good")).toBe("credentials/good.jwt: holds");
  expect(linesOf("fresh")).toBe("credentials/fresh.jwt: holds");
  expect(linesOf("tampered")).toMatch(/DOES NOT HOLD: the JSON beside it says something else/);
  expect(linesOf("expired")).toMatch(/DOES NOT HOLD: it was valid until 2021/);
  expect(linesOf("revoked")).toMatch(/DOES NOT HOLD: it was revoked/);
});

it("writes a status list that any reader of the standard reads alike", () => {
  const { encodedList } = list.credentialSubject as { encodedList: string };
  expect(encodedList[0]).toBe("u");
  const bytes = gunzipSync(Buffer.from(encodedList.slice(1), "base64url"));
  // Read as a text of ones and zeros, left-most bit first, as the standard draws it.
  const drawn = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  expect(drawn).toHaveLength(131_072);
  const set = [...drawn].flatMap((bit, i) => (bit === "1" ? [i] : []));
  expect(set).toEqual([withdrawn]);
});
