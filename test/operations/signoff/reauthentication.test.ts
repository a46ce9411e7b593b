import { createHash, createPublicKey, verify } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { minute } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import { enrolPasskey } from "#app/operations/people/passkeys/enrol-passkey.server.ts";
import {
  challengeToEnrol,
  challengeToSign,
  challengeToSignIn,
} from "#app/operations/people/passkeys/give-challenge.server.ts";
import { listPasskeys } from "#app/operations/people/passkeys/list-passkeys.server.ts";
import { removePasskey } from "#app/operations/people/passkeys/remove-passkey.server.ts";
import { checkPasskey } from "#app/operations/people/passkeys/sign-in-by-passkey.server.ts";
import { decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { noteSignedOut, reauthenticate } from "#app/operations/signoff/reauthenticate.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { signList } from "#app/operations/signoff/sign-list.server.ts";
import { castVote } from "#app/operations/signoff/vote.server.ts";
import { firstBrokenEntry, sha256 } from "#db/ledger.server.ts";
import { allowed, password, refusal } from "#test/operations/people/world.ts";
import { answer, made, type SoftKey, softKey } from "#test/setup/authenticator.ts";
import { reviewed, type SignOffWorld, signOffWorld, voted } from "./world.ts";

let world: SignOffWorld;
let key: SoftKey;
let origin: string;
let memberKey: SoftKey;

type Person = Context & { readonly actor: Extract<Context["actor"], { kind: "person" }> };
const person = async (name: Parameters<SignOffWorld["as"]>[0]) => (await world.as(name)) as Person;

async function enrol(name: Parameters<SignOffWorld["as"]>[0], called: string): Promise<SoftKey> {
  const ctx = await person(name);
  const own = softKey();
  const { ceremony, options } = allowed(await challengeToEnrol(ctx));
  const { challenge } = options as { challenge: string };
  const assertion = made(own, challenge, { origin });
  allowed(await enrolPasskey(ctx, { name: called, password, ceremony, assertion }));
  return own;
}

beforeAll(async () => {
  world = await signOffWorld();
  origin = world.house.settings.publicOrigin;
  key = await enrol("director", "The director's key");
  memberKey = await enrol("member1", "A member's key");
});

async function lastOutcome() {
  const [row] = await world.house.sql<{ outcome: string; personId: string; about: string }[]>`
    select outcome, person_id as "personId", about from reauthentication
    order by entry_seq desc limit 1`;
  return row;
}

async function entries(): Promise<number> {
  const [row] = await world.house.sql`select count(*)::int as n from reauthentication`;
  return row?.n;
}

/** A recommended review and what its form shows. */
async function ready(personId: string, credentialCode = "CRED-HEM") {
  const reviewId = await reviewed(world, { personId, credentialCode });
  await voted(world, reviewId);
  const { digest, text } = allowed(await showDossier(await world.as("director"), reviewId));
  return { reviewId, digest, text };
}

const approving = (shownDigest: string) =>
  ({ intent: "decide", decision: "approved", shownDigest }) as const;

/** The way that a browser goes: a challenge over what is signed, and the key's answer. */
async function answering(
  about: string,
  change: { by?: SoftKey; origin?: string; verified?: boolean; challenge?: string } = {},
) {
  const ctx = await person("director");
  const { ceremony, options } = allowed(await challengeToSign(ctx, about));
  const { challenge } = options as { challenge: string };
  const at = { origin: change.origin ?? origin, verified: change.verified };
  const assertion = answer(change.by ?? key, change.challenge ?? challenge, at);
  return { signer: ctx.actor.id, ceremony, assertion };
}

describe("a passkey signs a sign-off", () => {
  it("over the digest of what was shown, and an inspector verifies it without the portal", async () => {
    const { reviewId, digest, text } = await ready(world.people.member4);
    const director = await person("director");
    const given = await answering(digest);
    const reauthentication = allowed(await reauthenticate(director, given, approving(digest)));
    const input = { id: uuidv7(), reviewId, decision: "approved" as const, shownDigest: digest };
    allowed(await decideSignOff(director, { ...input, reauthentication }));
    const [row] = await world.house.sql<
      { evidence: string; proof: string }[]
    >`select evidence, reauthentication as proof from sign_off where id = ${input.id}`;
    expect(row?.evidence).toBe(text);
    const proof = JSON.parse(row?.proof ?? "");
    expect(proof).toMatchObject({ method: "passkey", about: digest, id: reauthentication.id });
    expect(inspect(row?.evidence ?? "", proof.passkey)).toBe(true);
    expect(inspect(`${row?.evidence} `, proof.passkey)).toBe(false);
    expect(await lastOutcome()).toMatchObject({ outcome: "proven", about: digest });
  });

  it("once: a challenge that was answered is answered no second time", async () => {
    const digest = sha256("a document");
    const director = await person("director");
    const given = await answering(digest);
    allowed(await reauthenticate(director, given, approving(digest)));
    const again = await reauthenticate(director, given, approving(digest));
    expect(refusal(again)).toBe("challenge_over");
    expect(await lastOutcome()).toMatchObject({ outcome: "not_proven" });
  });

  it.each([
    ["an answer that comes too late", "challenge_over", {}, 6 * minute],
    [
      "an answer given to another site",
      "passkey_not_proven",
      { origin: "https://other.example" },
      0,
    ],
    ["an answer without the person verified", "passkey_not_proven", { verified: false }, 0],
    ["an answer to another challenge", "passkey_not_proven", { challenge: "AAAA" }, 0],
  ])("never by %s", async (_, code, change, wait) => {
    const before = await entries();
    const about = sha256("a document");
    const given = await answering(about, change);
    world.clock.advance(wait);
    const tried = await reauthenticate(await person("director"), given, approving(about));
    expect(refusal(tried)).toBe(code);
    expect(await lastOutcome()).toMatchObject({ outcome: "not_proven", about });
    expect(await entries()).toBe(before + 1);
  });

  it("never over another document than the one that the form names", async () => {
    const given = await answering(sha256("what was read"));
    const other = approving(sha256("what would be signed"));
    const tried = await reauthenticate(await person("director"), given, other);
    expect(refusal(tried)).toBe("signed_something_else");
  });

  it("never with a counter that went back, since there are two of the key then", async () => {
    const about = sha256("a document");
    const copy = { ...key, counter: 0 };
    const given = await answering(about, { by: copy });
    const tried = await reauthenticate(await person("director"), given, approving(about));
    expect(refusal(tried)).toBe("passkey_copied");
  });

  it("never by an approval where a refusal was confirmed", async () => {
    const { reviewId, digest } = await ready(world.people.ecmo, "CRED-AIR");
    const director = await person("director");
    const given = await answering(digest);
    const reauthentication = allowed(await reauthenticate(director, given, approving(digest)));
    const decision = { decision: "refused" as const, reason: "Too early by a year." };
    const input = { id: uuidv7(), reviewId, shownDigest: digest, ...decision, reauthentication };
    expect(refusal(await decideSignOff(director, input))).toBe("signed_something_else");
  });
});

/** What an inspector does with the stored text and proof, and nothing of ours. */
function inspect(
  text: string,
  proof: Record<"publicKey" | "authenticatorData" | "clientData" | "signature", string>,
): boolean {
  const bytes = (part: keyof typeof proof) => Buffer.from(proof[part], "base64url");
  const cose = bytes("publicKey");
  const at = (mark: string) => cose.indexOf(Buffer.from(mark, "hex")) + 3;
  const coordinate = (mark: string) => cose.subarray(at(mark), at(mark) + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: coordinate("215820"), y: coordinate("225820") };
  const hash = (data: Buffer | string) => createHash("sha256").update(data).digest();
  const { challenge, type } = JSON.parse(bytes("clientData").toString("utf8"));
  const signed = Buffer.concat([bytes("authenticatorData"), hash(bytes("clientData"))]);
  const verified = verify(
    "sha256",
    signed,
    createPublicKey({ key: jwk, format: "jwk" }),
    bytes("signature"),
  );
  const flags = bytes("authenticatorData")[32] ?? 0;
  const wasVerified = (flags & 0x05) === 0x05;
  const isOverText = hash(text).toString("base64url") === challenge;
  return verified && wasVerified && type === "webauthn.get" && isOverText;
}

describe("three failures are told and recorded apart", () => {
  const about = sha256("a document");

  it("wrong person: a page opened by another account, and another person's passkey", async () => {
    const director = await person("director");
    const foreign = { signer: world.people.member1, password };
    expect(refusal(await reauthenticate(director, foreign, approving(about)))).toBe(
      "signer_changed",
    );
    expect(await lastOutcome()).toMatchObject({
      outcome: "wrong_person",
      personId: world.people.member1,
    });
    const given = await answering(about, { by: memberKey });
    expect(refusal(await reauthenticate(director, given, approving(about)))).toBe(
      "passkey_of_another",
    );
    expect(await lastOutcome()).toMatchObject({ outcome: "wrong_person" });
  });

  it("signed out: the portal enters whose signature it was to be, once", async () => {
    const given = await answering(about);
    allowed(await noteSignedOut(world.house, given.ceremony));
    expect(await lastOutcome()).toEqual({
      outcome: "signed_out",
      personId: world.people.director,
      about,
    });
    const before = await entries();
    allowed(await noteSignedOut(world.house, given.ceremony));
    allowed(await noteSignedOut(world.house, uuidv7()));
    expect(await entries()).toBe(before);
  });

  it("away: nothing was judged, so it is never called a wrong password", async () => {
    const away = new Proxy(world.house.db, {
      get: () => () => {
        throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
      },
    });
    const before = await entries();
    const member = { ...(await person("member2")), db: away };
    const given = { signer: world.people.member2, password: "wrong" };
    expect(refusal(await reauthenticate(member, given, approving(about)))).toBe("record_away");
    expect(await entries()).toBe(before);
  });

  it("a wrong password is not proven, and a password is no way round a passkey", async () => {
    const member = await person("member2");
    const wrong = { signer: world.people.member2, password: "wrong" };
    expect(refusal(await reauthenticate(member, wrong, approving(about)))).toBe("password_wrong");
    expect(await lastOutcome()).toMatchObject({
      outcome: "not_proven",
      personId: world.people.member2,
    });
    const round = { signer: world.people.director, password };
    const tried = await reauthenticate(await person("director"), round, approving(about));
    expect(refusal(tried)).toBe("passkey_required");
  });

  it("a proof of somebody else, or one that was never entered, carries no signature", async () => {
    const { reviewId, digest } = await ready(world.people.registrar2, "CRED-CCE");
    const member = await person("member2");
    const own = { signer: world.people.member2, password };
    const reauthentication = allowed(await reauthenticate(member, own, approving(digest)));
    const input = { id: uuidv7(), reviewId, decision: "approved" as const, shownDigest: digest };
    const director = await person("director");
    const borrowed = await decideSignOff(director, { ...input, reauthentication });
    expect(refusal(borrowed)).toBe("reauthentication_required");
    const invented = { ...reauthentication, id: uuidv7() };
    const made = await decideSignOff(director, { ...input, reauthentication: invented });
    expect(refusal(made)).toBe("reauthentication_required");
  });
});

describe("several sign-offs are signed at once", () => {
  it("each a fact that names the list; one that changed is left out and the others stand", async () => {
    const { senior, registrar } = world.people;
    const reviews = [
      await ready(senior),
      await ready(registrar, "CRED-AIR"),
      await ready(senior, "CRED-CCE"),
    ];
    const batchId = uuidv7();
    const digests = reviews.map((each) => each.digest);
    const director = await person("director");
    const form = { intent: "sign-list", digests } as const;
    const given = await answering(sha256(JSON.stringify(digests)));
    const [, changed] = reviews;
    const late = { reviewId: changed?.reviewId ?? "", vote: "not_yet", conflict: false } as const;
    allowed(await castVote(await world.as("member4"), { ...late, rationale: "I doubt it." }));
    const reauthentication = allowed(await reauthenticate(director, given, form, batchId));
    const items = reviews.map(({ reviewId, digest }) => ({
      ...{ reviewId, id: uuidv7() },
      shownDigest: digest,
    }));
    const listed = allowed(await signList(director, { batchId, items, reauthentication }));
    expect(listed.map((each) => each.refusal?.code ?? null)).toEqual([
      null,
      "evidence_changed",
      null,
    ]);
    const rows = await world.house.sql<{ proof: string; entry: number }[]>`
      select reauthentication as proof, entry_seq as entry from sign_off
      where id in (${items[0]?.id ?? ""}, ${items[2]?.id ?? ""}) order by entry_seq`;
    expect(new Set(rows.map((each) => each.entry)).size).toBe(2);
    for (const { proof } of rows) {
      const { batch, passkey } = JSON.parse(proof);
      expect(batch).toEqual({ id: batchId, digests });
      expect(inspect(JSON.stringify(batch.digests), passkey)).toBe(true);
    }
  });

  it("never one that the list did not hold", async () => {
    const inList = sha256("in the list");
    const { reviewId, digest } = await ready(world.people.registrar, "CRED-MCS");
    const director = await person("director");
    const form = { intent: "sign-list" as const, digests: [inList] };
    const given = await answering(sha256(JSON.stringify([inList])));
    const reauthentication = allowed(await reauthenticate(director, given, form, uuidv7()));
    const input = { id: uuidv7(), reviewId, decision: "approved" as const, shownDigest: digest };
    const tried = await decideSignOff(director, { ...input, reauthentication });
    expect(refusal(tried)).toBe("signed_something_else");
  });
});

describe("a person's passkeys", () => {
  it("sign in whoever they belong to, once per challenge", async () => {
    const given = allowed(await challengeToSignIn(world.house, "10.0.0.1"));
    const { challenge } = given.options as { challenge: string };
    const assertion = answer(memberKey, challenge, { origin });
    const tried = { ceremony: given.ceremony, assertion, address: "10.0.0.1" };
    expect(allowed(await checkPasskey(world.house, tried))).toBe(world.people.member1);
    expect(refusal(await checkPasskey(world.house, tried))).toBe("challenge_over");
  });

  it("are no answer for signing in where the challenge was for signing", async () => {
    const { ceremony, assertion } = await answering(sha256("a document"));
    const tried = { ceremony, assertion, address: "10.0.0.2" };
    expect(refusal(await checkPasskey(world.house, tried))).toBe("challenge_over");
  });

  it("are listed with their last use, and enrolled by whoever knows the password", async () => {
    const [own] = allowed(await listPasskeys(await world.as("director")));
    expect(own).toMatchObject({ name: "The director's key" });
    expect(own?.lastUsedAt).not.toBeNull();
    const ctx = await person("member3");
    const { ceremony, options } = allowed(await challengeToEnrol(ctx));
    const { challenge } = options as { challenge: string };
    const assertion = made(softKey(), challenge, { origin });
    const wish = { name: "Theirs", ceremony, assertion };
    expect(refusal(await enrolPasskey(ctx, { ...wish, password: "wrong" }))).toBe("password_wrong");
    const lazy = {
      ...wish,
      password,
      assertion: made(softKey(), challenge, { origin, verified: false }),
    };
    expect(refusal(await enrolPasskey(ctx, lazy))).toBe("passkey_not_enrolled");
  });

  it("are removed by their owner alone, and never as the last way in", async () => {
    const owner = await person("member1");
    const stranger = await world.as("member2");
    const wish = { id: memberKey.id, password };
    expect(refusal(await removePasskey(stranger, wish))).toBe("no_such_passkey");
    const { sql } = world.house;
    const [kept] =
      await sql`delete from password where person_id = ${owner.actor.id} returning hash`;
    expect(refusal(await removePasskey(owner, wish))).toBe("last_way_in");
    await sql`insert into password (person_id, hash) values (${owner.actor.id}, ${kept?.hash})`;
    allowed(await removePasskey(owner, wish));
    expect(allowed(await listPasskeys(owner))).toEqual([]);
  });
});

it("leaves a ledger that verifies", async () => {
  expect(await firstBrokenEntry(world.house.db)).toBeNull();
});
