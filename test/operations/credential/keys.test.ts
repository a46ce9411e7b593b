import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSigner } from "#app/adapters/signer.server.ts";
import { day } from "#app/domain/time/instant.ts";
import { type Context, contextAs, type House, system } from "#app/operations/context.server.ts";
import {
  dismissRotation,
  proposeRotation,
} from "#app/operations/credential/keys/propose-rotation.server.ts";
import { rotateKeys, settleRotation } from "#app/operations/credential/keys/rotate-keys.server.ts";
import { showKeys } from "#app/operations/credential/keys/show-keys.server.ts";
import { turnKeys } from "#app/operations/credential/keys/turn-keys.server.ts";
import { endGrant } from "#app/operations/people/end-grant.server.ts";
import { reauthenticate } from "#app/operations/signoff/reauthenticate.server.ts";
import { grantsOf } from "#db/store/people/grants.server.ts";
import {
  allowed,
  as,
  everywhere,
  joined,
  password,
  refusal,
} from "#test/operations/people/world.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";

const folder = mkdtempSync(join(tmpdir(), "turning-"));
const path = join(folder, "keys.json");

let fresh: FreshHouse;
let house: House;
let people: Record<"first" | "second" | "third" | "auditor", string>;
type Person = Context & { readonly actor: Extract<Context["actor"], { kind: "person" }> };
const person = async (name: keyof typeof people) => (await as(house, people[name])) as Person;

/** One house for all, since keys are slow to make; every test leaves no wish of another behind. */
beforeAll(async () => {
  fresh = await freshHouse();
  const { publicOrigin } = fresh.house.settings;
  house = { ...fresh.house, signer: await openSigner({ keyFile: path, publicOrigin }) };
  people = {
    first: await joined(house, "first@north.example", [everywhere("registrar")]),
    second: await joined(house, "second@north.example", [everywhere("registrar")]),
    third: await joined(house, "third@north.example", [everywhere("registrar")]),
    auditor: await joined(house, "auditor@north.example", [everywhere("auditor")]),
  };
});
afterAll(async () => {
  await house.signer.close();
  rmSync(folder, { recursive: true, force: true });
});

const view = async (name: keyof typeof people = "auditor") =>
  allowed(await showKeys(await person(name)));

async function propose(name: keyof typeof people) {
  const ctx = await person(name);
  const { digest: shownDigest } = await view();
  const form = { intent: "propose-rotation", shownDigest } as const;
  const proven = await reauthenticate(ctx, { signer: people[name], password }, form);
  if (!proven.ok) return proven;
  return proposeRotation(ctx, { shownDigest, reauthentication: proven.value });
}

async function confirm(name: keyof typeof people, wish: number, more: { to?: string } = {}) {
  const ctx = await person(name);
  const { digest: shownDigest } = await view();
  const form = { intent: "rotate-keys", wish, shownDigest } as const;
  // The clock goes on while somebody proves who they are.
  fresh.clock.advance(40);
  const proven = await reauthenticate(ctx, { signer: people[name], password }, form);
  if (!proven.ok) return proven;
  return rotateKeys(ctx, { wish, shownDigest, reauthentication: proven.value, ...more });
}

it("lets new keys sign once a second registrar has confirmed, and says later who did", async () => {
  const { keyId } = house.signer;
  const wish = allowed(await propose("first"));
  expect(allowed(await propose("first"))).toBe(wish);
  expect(house.signer.keyId).toBe(keyId);
  const made = allowed(await confirm("second", wish));
  expect(made).toContain(house.signer.keyId);
  expect(house.signer.keyId).not.toBe(keyId);
  const { keys, wish: left } = await view("auditor");
  expect(left).toBe(null);
  expect(keys.map((each) => each.inUse)).toEqual([true, true, false, false]);
  expect(keys[0]).toMatchObject({ madeBy: ["first", "second"], retiredAt: null });
  expect(keys.find((each) => each.id === keyId)).toMatchObject({ inUse: false, since: null });
  expect(keys[2]?.retiredAt).toBe(keys[0]?.since);
});

it("does nothing on the word of one registrar, of the same one twice, or of nobody entitled", async () => {
  const { keyId } = house.signer;
  expect(refusal(await confirm("third", 1))).toBe("no_such_rotation");
  const wish = allowed(await propose("third"));
  expect(refusal(await confirm("third", wish))).toBe("same_registrar");
  expect(refusal(await propose("second"))).toBe("rotation_proposed");
  expect(refusal(await propose("auditor"))).toBe("not_permitted");
  expect(refusal(await confirm("auditor", wish))).toBe("not_permitted");
  const [grant] = await grantsOf(house.db, people.third);
  const ended = { grantId: grant?.id ?? "", reason: "Left the office" };
  allowed(await endGrant(contextAs(house, system), ended));
  fresh.clock.advance(1_000);
  expect(refusal(await confirm("second", wish))).toBe("proposer_no_registrar");
  expect(house.signer.keyId).toBe(keyId);
  allowed(await dismissRotation(await person("second"), { wish }));
});

it("needs a fresh proof over these very keys", async () => {
  const wish = allowed(await propose("first"));
  const ctx = await person("second");
  const { digest: shownDigest } = await view();
  const by = { signer: people.second, password };
  const other = { intent: "rotate-keys", wish: wish + 1, shownDigest } as const;
  const proof = allowed(await reauthenticate(ctx, by, other));
  const given = { wish, shownDigest, reauthentication: proof };
  expect(refusal(await rotateKeys(ctx, given))).toBe("signed_something_else");
  const stale = { ...given, shownDigest: "0".repeat(64) };
  expect(refusal(await rotateKeys(ctx, stale))).toBe("keys_changed");
});

it("forgets a wish that was dismissed, or that waited a week", async () => {
  const wish = allowed(await propose("first"));
  allowed(await dismissRotation(await person("second"), { wish }));
  expect(refusal(await dismissRotation(await person("second"), { wish }))).toBe("no_such_rotation");
  expect(refusal(await confirm("second", wish))).toBe("no_such_rotation");
  const again = allowed(await propose("second"));
  expect(again).toBeGreaterThan(wish);
  fresh.clock.advance(8 * day);
  expect((await view()).wish).toBe(null);
  expect(refusal(await confirm("first", again))).toBe("no_such_rotation");
});

it("carries out at the next start what was entered before a crash, and forgets what was not", async () => {
  const { keyId } = house.signer;
  await house.signer.prepareRotation();
  await settleRotation(house);
  expect(house.signer.unsettledRotation()).toBe(null);
  expect(house.signer.keyId).toBe(keyId);
  const wish = allowed(await propose("first"));
  const running = house;
  const { signer } = running;
  const stopped = () => {
    throw new Error("the machine stopped");
  };
  const prepareRotation = async () => ({ ...(await signer.prepareRotation()), settle: stopped });
  house = { ...running, signer: { ...signer, prepareRotation } };
  await expect(confirm("second", wish)).rejects.toThrow("the machine stopped");
  house = running;
  expect(house.signer.keyId).toBe(keyId);
  await settleRotation(house);
  expect(house.signer.keyId).not.toBe(keyId);
  expect(house.signer.unsettledRotation()).toBe(null);
});

it("is refused with the file's name where the portal may not write it, and changes nothing", async () => {
  const wish = allowed(await propose("first"));
  const { keyId, keyFile } = house.signer;
  const readOnly = { ...house.signer, keyFile: { ...keyFile, isWritable: () => false } };
  const running = house;
  house = { ...running, signer: readOnly };
  const refused = await confirm("second", wish);
  house = running;
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: "key_file_not_writable", detail: { path } },
  });
  expect(house.signer.keyId).toBe(keyId);
  expect((await view()).wish?.seq).toBe(wish);
});

it("can be done at the terminal by two registrars with their passwords, also into another file", async () => {
  const to = join(folder, "next.json");
  const by = (email: string) => turnKeys(house, { email, password, to });
  const { keyId } = house.signer;
  expect(allowed(await by("first@north.example"))).toEqual({ did: "proposed" });
  expect(allowed(await by("first@north.example"))).toEqual({ did: "proposed" });
  expect(refusal(await by("auditor@north.example"))).toBe("not_permitted");
  const wrong = { email: "second@north.example", password: "no such password" };
  expect(refusal(await turnKeys(house, wrong))).toBe("sign_in_failed");
  const turned = allowed(await by("second@north.example"));
  // Where the operator keeps the keys, the portal goes on with the old ones until they are put in place.
  expect(house.signer.keyId).toBe(keyId);
  const { publicOrigin } = house.settings;
  const there = await openSigner({ keyFile: to, publicOrigin });
  expect(turned).toMatchObject({ did: "rotated", newKeys: expect.arrayContaining([there.keyId]) });
  await there.close();
});
