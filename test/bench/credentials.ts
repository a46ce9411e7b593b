import { sign as ed25519, generateKeyPairSync } from "node:crypto";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import {
  CompactSign,
  createLocalJWKSet,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from "jose";
import { shippedContexts } from "#app/adapters/credentials/contexts.server.ts";
import { didKeyDocument, methodOf, multikey } from "#app/adapters/credentials/did.server.ts";
import { buildEntry, buildPortal, isBuildFresh } from "#app/commands/bundle/portal.ts";
import { credentialDocument } from "#app/domain/credential/document.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import { lint, type PreparedCredential } from "#app/domain/credential/lint.ts";
import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { statusList } from "#app/operations/credential/status-list.server.ts";
import { insertProof } from "#db/store/credential/credentials.server.ts";
import type { network } from "#test/operations/coverage/network.ts";
import { hammer } from "./load.ts";
import { loadNetwork } from "./load-network.ts";
import { portalEndpoint } from "./portal.ts";
import { row, say } from "./table.ts";

const few = { rounds: 150, warm: 45, block: 15 };
/** For work of a tenth of a millisecond, which needs more of it until everything is compiled. */
const many = { rounds: 2_000, warm: 1_000, block: 100 };
const root = resolve(import.meta.dirname, "../..");

type Net = Awaited<ReturnType<typeof network>>;
/** Waited for, and worked by this process's threads together; in ms. */
type Cost = { readonly wall: number; readonly cpu: number };
type Timing = { readonly ours: Cost; readonly bare: Cost };

/** Signing, verifying and serving credentials beside the bare libraries on the same document. */
export async function benchCredentials(house: House) {
  const document = sample(house);
  const beside = {
    "sign a credential": await signing(house, document),
    "verify a credential": await verifying(house, document),
    "sign its JWT": await signingJwt(house, document),
    "verify its JWT": await verifyingJwt(house, document),
  };
  row(["", "ours ms", "bare ms", "times", "ours CPU", "bare CPU", "times"]);
  for (const [name, { ours, bare }] of Object.entries(beside)) row([name, ...compared(ours, bare)]);
  const loaded = await loadNetwork(house, { units: 10, shifts: 500 }, "signing");
  const served = await serving(house, document, loaded.net);
  for (const [name, ms] of Object.entries(served)) row([name, ms.toFixed(1), "", ""]);
  const staffing = await staffingBesideSigning(house, document, loaded);
  say(
    `The staffing median is ${staffing.alone.toFixed(2)} ms alone and ` +
      `${staffing.signing.toFixed(2)} ms while ${staffing.signed.toFixed(0)} credentials a second are signed.`,
  );
  return { beside, served, staffing };
}

/** A credential as the portal issues it, with everything that the current curriculum says of it. */
function sample({ content, signer, settings, clock }: House): PreparedCredential {
  const [definition] = content.current.credentials;
  if (!definition) throw new Error("no credential in the content");
  const validFrom = later(clock.now(), -day);
  const linted = lint(
    credentialDocument({
      id: "0193a000-0000-7000-8000-000000000001",
      origin: settings.publicOrigin,
      issuer: { did: signer.did, name: "Bench" },
      programme: "Bench",
      route: "training",
      subject: "5ad1f8a1-5e4e-4a06-8c8c-0d9b6cf4fd0f",
      holder: { name: "Dr Bench", registration: "BNCH:1" },
      definition,
      release: content.current,
      scale: content.scale,
      validFrom,
      awardedAt: validFrom,
      validUntil: later(validFrom, 900 * day),
      status: { list: 1, index: 131_000 },
    }),
  );
  if (!linted.ok) throw new Error(linted.refusal.code);
  return linted.value;
}

/** Ours and the bare one by blocks in turns, so that whatever else the machine does falls on both. */
async function inTurns(
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
  { rounds, warm, block } = few,
): Promise<Timing> {
  const [a, b]: [Cost[], Cost[]] = [[], []];
  for (let i = -warm; i < rounds; i += block) {
    for (const [work, costs] of [[ours, a] as const, [bare, b] as const]) {
      for (let n = 0; n < block; n++) {
        const cost = await costOf(work);
        if (i >= 0) costs.push(cost);
      }
    }
  }
  const least = (all: Cost[], of: keyof Cost) => undisturbed(all.map((each) => each[of]));
  return {
    ours: { wall: least(a, "wall"), cpu: least(a, "cpu") },
    bare: { wall: least(b, "wall"), cpu: least(b, "cpu") },
  };
}

function compared(ours: Cost, bare: Cost): string[] {
  return (["wall", "cpu"] as const).flatMap((of) => [
    ours[of].toFixed(2),
    bare[of].toFixed(2),
    (ours[of] / bare[of]).toFixed(2),
  ]);
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const wall = await timed(work);
  const { user, system: kernel } = process.cpuUsage(before);
  return { wall, cpu: (user + kernel) / 1_000 };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The tenth fastest of each hundred: what the work costs, not what else the machine did meanwhile. */
function undisturbed(values: number[]): number {
  return values.sort((x, y) => x - y)[Math.floor(values.length / 10)] ?? Number.NaN;
}

/** The library as its README uses it, in this thread, with contexts at hand and a key of its own. */
async function bareSigner(house: House) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const name = multikey(Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url"));
  const did = `did:key:${name}`;
  const contexts = await shippedContexts();
  const own = didKeyDocument(did) as JsonObject;
  const documentLoader = async (documentUrl: string) => {
    const key = documentUrl === did ? own : methodOf(own, documentUrl);
    return { contextUrl: null, documentUrl, document: contexts.get(documentUrl) ?? key };
  };
  const now = formatInstant(house.clock.now());
  const sign = (document: JsonObject) =>
    vc.issue({
      credential: structuredClone({ ...document, issuer: did }) as JsonObject,
      suite: new DataIntegrityProof({
        cryptosuite,
        date: now,
        signer: {
          id: `${did}#${name}`,
          algorithm: "Ed25519",
          sign: async ({ data }) => ed25519(null, data, privateKey),
        },
      }),
      documentLoader,
      now,
    });
  const verify = (document: JsonObject) =>
    vc.verifyCredential({
      credential: document,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader,
      now,
      checkStatus: async () => ({ verified: true }),
    });
  return { sign, verify };
}

async function signing(house: House, prepared: PreparedCredential): Promise<Timing> {
  const bare = await bareSigner(house);
  return inTurns(
    () => house.signer.sign(prepared),
    () => bare.sign(prepared.document),
  );
}

/** Ours with its status list, as asked again and again; the bare one checks the proof alone. */
async function verifying(house: House, prepared: PreparedCredential): Promise<Timing> {
  const bare = await bareSigner(house);
  const theirs = await bare.sign(prepared.document);
  const { text } = await house.signer.sign(prepared);
  const options = await verifyOptions(house);
  return inTurns(
    async () => mustHold(await house.signer.verify(JSON.parse(text) as JsonValue, options)),
    async () => mustHold(await bare.verify(theirs)),
  );
}

async function verifyOptions(house: House) {
  const now = house.clock.now();
  const found = await statusList(contextAs(house, system), 1, null);
  if (!found.ok) throw new Error(found.refusal.code);
  const list = JSON.parse(found.value) as JsonValue;
  return { now: later(now, 5_000), resolveStatus: async () => list };
}

function mustHold(found: { readonly verified: boolean; readonly problems?: unknown }) {
  if (!found.verified) throw new Error(`not verified: ${JSON.stringify(found)}`);
}

async function signingJwt(house: House, prepared: PreparedCredential): Promise<Timing> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
  const signed = await house.signer.sign(prepared);
  const bare = (text: string) =>
    new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "bare" })
      .sign(privateKey);
  return inTurns(
    () => house.signer.signTwin(signed),
    () => bare(signed.text),
  );
}

/** The same token for both. The bare one checks signature, issuer and period; ours shape and status too. */
async function verifyingJwt(house: House, prepared: PreparedCredential): Promise<Timing> {
  const { signer } = house;
  const { text: twin } = await signer.signTwin(await signer.sign(prepared));
  const keys = createLocalJWKSet(signer.jwks() as unknown as JSONWebKeySet);
  const options = await verifyOptions(house);
  const bare = { issuer: signer.did, algorithms: ["RS256"], currentDate: new Date(options.now) };
  return inTurns(
    async () => mustHold(await signer.verify(twin, options)),
    async () => mustBeWhole((await jwtVerify(twin, keys, bare)).payload),
    many,
  );
}

function mustBeWhole({ credentialSubject }: JWTPayload) {
  if (!credentialSubject) throw new Error("the token carries no credential");
}

/** What somebody waits for at the portal, over HTTP, in ms. */
async function serving(house: House, prepared: PreparedCredential, net: Net) {
  const { id, revoke } = await withCredentials(house, prepared, net);
  if (!isBuildFresh(root)) await buildPortal(root);
  const build = await import(pathToFileURL(buildEntry(root)).href);
  const portal = portalListener({ house, build, mode: "production", trustProxy: false });
  const open = await listen((asked, reply) => void portal(asked, reply), "localhost", 0);
  const get = async (path: string) => {
    const reply = await fetch(`http://localhost:${open.port}${path}`);
    await reply.arrayBuffer();
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
  };
  try {
    const [fresh, again, pages]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < 12; i++) {
      await revoke(i);
      const made = await timed(() => get("/status/1"));
      // The first one also pays for opening the portal's modules.
      if (i > 1) fresh.push(made);
      again.push(await timed(() => get("/status/1")));
    }
    for (let i = 0; i < 30; i++) pages.push(await timed(() => get(`/credentials/${id}`)));
    return {
      "status list of 131,072, built, signed, served": undisturbed(fresh),
      "the same, nothing changed": undisturbed(again),
      "the page of a credential": undisturbed(pages),
    };
  } finally {
    await open.close();
  }
}

/** A dozen credentials to revoke, and one that is signed and shown. */
async function withCredentials(house: House, prepared: PreparedCredential, net: Net) {
  const held: string[] = [];
  for (let i = 0; i < 13; i++) {
    const registration = `BNCV:${i}`;
    const person = await net.addPerson({ name: `Dr ${i}`, registration, external: [], own: [] });
    held.push(await net.credentialFor(person, "CRED-HEM"));
  }
  const [id = ""] = held;
  const { text, keyId } = await house.signer.sign(prepared);
  await act(contextAs(house, system), "credential.issue", {}, async ({ tx, record }) => {
    const entrySeq = await record({ credentialId: id, bench: true });
    await insertProof(tx, { credentialId: id, document: text, keyId, entrySeq });
    return { ok: true, value: undefined };
  });
  return { id, revoke: (n: number) => net.revoke(held[n + 1] ?? "") };
}

/** One caller asks for staffing while credentials are signed one after the other. */
async function staffingBesideSigning(
  house: House,
  prepared: PreparedCredential,
  loaded: Awaited<ReturnType<typeof loadNetwork>>,
) {
  const portal = await portalEndpoint(house);
  const headers = { Authorization: `Bearer ${loaded.token}` };
  const ask = () =>
    hammer({ connections: 1, seconds: 4, origin: portal.origin, path: loaded.path, headers });
  await ask();
  const alone = await ask();
  let goesOn = true;
  let count = 0;
  const sign = (async () => {
    while (goesOn) {
      await house.signer.sign(prepared);
      count += 1;
    }
  })();
  const start: Instant = house.clock.now();
  const beside = await ask();
  const seconds = (house.clock.now() - start) / 1_000;
  goesOn = false;
  await Promise.all([sign, portal.close()]);
  return { alone: alone.p50, signing: beside.p50, signed: count / seconds };
}
