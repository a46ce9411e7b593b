import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { unpackBits } from "#app/adapters/credentials/status.server.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import { bitAt, statusListLength } from "#app/domain/credential/status-list.ts";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import { anonymous, type Context, contextAs } from "#app/operations/context.server.ts";
import {
  dismissRevocation,
  proposeRevocation,
  reinstate,
  revoke,
  suspend,
} from "#app/operations/credential/change-standing.server.ts";
import { mayIssueAs } from "#app/operations/credential/issuing-name.server.ts";
import {
  manageCredential,
  showDesk,
} from "#app/operations/credential/manage-credentials.server.ts";
import { myStanding } from "#app/operations/credential/my-standing.server.ts";
import { practitionerCredentials } from "#app/operations/credential/practitioner-credentials.server.ts";
import { searchRegister } from "#app/operations/credential/search-register.server.ts";
import { showCredential, showDocument } from "#app/operations/credential/show-credential.server.ts";
import { statusList } from "#app/operations/credential/status-list.server.ts";
import { verifyCredential } from "#app/operations/credential/verify-credential.server.ts";
import { recordRegistration } from "#app/operations/people/record-registration.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { issued, type SignOffWorld, signOffWorld } from "../signoff/world.ts";

let world: SignOffWorld;
let credentialId: string;
let document: JsonObject;

const publicly = (): Context => contextAs(world.house, anonymous);

beforeAll(async () => {
  world = await signOffWorld();
  const made = await issued(world);
  credentialId = made.credentialId;
  document = JSON.parse(made.document.text);
});

const reason = { reason: "under_investigation" as const };
const stateOf = async (id = credentialId) => allowed(await showCredential(publicly(), id)).standing;
const verify = async (given: JsonValue = document) =>
  allowed(await verifyCredential(publicly(), given));

async function bit(timestamp: Instant | null = null) {
  const text = allowed(await statusList(publicly(), 1, timestamp));
  const list = JSON.parse(text) as { credentialSubject: { encodedList: string } };
  const bits = unpackBits(list.credentialSubject.encodedList);
  const entry = document.credentialStatus as JsonObject;
  if (!bits) throw new Error("no bits");
  expect(bits.length * 8).toBe(statusListLength);
  return bitAt(bits, Number(entry.statusListIndex));
}

describe("an issued credential", () => {
  it("is public, verifies, and says nothing of cases or assessors", async () => {
    expect(await stateOf()).toMatchObject({ state: "issued", counts: true });
    expect(await verify()).toMatchObject({ verified: true });
    const text = allowed(await showDocument(publicly(), credentialId));
    expect(JSON.parse(text)).toEqual(document);
    expect(text).toContain("programme-attested");
    expect(text).not.toMatch(/Adler|Harbour|board.certified|evidence"/i);
  });

  it("is listed for its holder and in the register, with nothing else about them", async () => {
    const { held } = allowed(await myStanding(await world.as("senior")));
    expect(held).toMatchObject([{ id: credentialId, state: "issued", counts: "yes" }]);
    const found = allowed(await searchRegister(publicly(), { name: "SENIOR" }, "one"));
    expect(found).toHaveLength(1);
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(
      "code credential id lacks name registration since state timeZone validFrom validUntil".split(
        " ",
      ),
    );
    expect(allowed(await searchRegister(publicly(), { name: "%" }, "one"))).toEqual([]);
  });

  it("is found by registration at an instant, as known at another", async () => {
    const { house, people, clock } = world;
    const registration = {
      id: uuidv7(),
      personId: people.senior,
      authority: "GMC",
      number: "7012345",
      validFrom: "2020-01-01",
      timeZone: "Europe/London",
    };
    allowed(await recordRegistration(await world.as("registrar"), registration));
    clock.advance(minute);
    const asked = { registration: "GMC:7012345", at: null, knownAt: null };
    const ctx = await world.as("registrar");
    const found = allowed(await practitionerCredentials(ctx, asked));
    expect(found.credentials.map((each) => [each.code, each.state])).toEqual([
      ["CRED-HEM", "issued"],
    ]);
    const early = { ...asked, at: later(clock.now(), -30 * 86_400_000) };
    expect(allowed(await practitionerCredentials(ctx, early)).credentials).toEqual([]);
    expect(refusal(await practitionerCredentials(contextAs(house, anonymous), asked))).toBe(
      "not_signed_in",
    );
    const unknown = { ...asked, registration: "GMC:1" };
    expect(refusal(await practitionerCredentials(ctx, unknown))).toBe("no_such_person");
  });
});

describe("a suspension", () => {
  it("shows everywhere but in the status list, until it is lifted", async () => {
    const id = uuidv7();
    const wish = { id, credentialId, ...reason };
    expect(refusal(await suspend(await world.as("director"), wish))).toBe("not_permitted");
    allowed(await suspend(await world.as("registrar"), wish));
    allowed(await suspend(await world.as("registrar"), wish));
    expect(await stateOf()).toMatchObject({ state: "suspended", counts: false });
    const [line] = allowed(await searchRegister(publicly(), { credential: "CRED-HEM" }, "two"));
    expect(line?.state).toBe("suspended");
    expect(await bit()).toBe(false);
    const checked = await verify();
    expect(checked).toMatchObject({ verified: false });
    expect(checked.problems[0]?.detail).toMatch(/^Suspended, since /);
    const again = { ...wish, id: uuidv7() };
    expect(refusal(await suspend(await world.as("registrar2"), again))).toBe("already_suspended");
    world.clock.advance(minute);
    const lifted = { id: uuidv7(), credentialId, reason: "cleared" as const };
    allowed(await reinstate(await world.as("registrar"), lifted));
    expect(await stateOf()).toMatchObject({ state: "issued", counts: true });
    expect(await verify()).toMatchObject({ verified: true });
    const twice = { ...lifted, id: uuidv7() };
    expect(refusal(await reinstate(await world.as("registrar"), twice))).toBe("not_suspended");
  });
});

describe("a revocation", () => {
  it("needs a second registrar, and can be dismissed by one", async () => {
    const proposalId = uuidv7();
    const proposal = { id: proposalId, credentialId, reason: "issued_in_error" as const };
    allowed(await proposeRevocation(await world.as("registrar"), proposal));
    const other = { ...proposal, id: uuidv7() };
    expect(refusal(await proposeRevocation(await world.as("registrar2"), other))).toBe(
      "already_proposed",
    );
    const wish = { id: uuidv7(), proposalId };
    expect(refusal(await revoke(await world.as("registrar"), wish))).toBe("same_registrar");
    const dismissal = { proposalId, reason: "not_founded" as const };
    expect(refusal(await dismissRevocation(await world.as("registrar"), dismissal))).toBe(
      "same_registrar",
    );
    expect(await stateOf()).toMatchObject({ state: "issued" });
    allowed(await dismissRevocation(await world.as("registrar2"), dismissal));
    expect(refusal(await revoke(await world.as("registrar2"), wish))).toBe("proposal_settled");
  });

  it("is final, flips its bit, and fails verification from then on; before it, the list says 0", async () => {
    const before = world.clock.now();
    expect(await bit()).toBe(false);
    world.clock.advance(5 * minute);
    const proposalId = uuidv7();
    const proposal = { id: proposalId, credentialId, reason: "false_evidence" as const };
    allowed(await proposeRevocation(await world.as("registrar"), proposal));
    const desk = allowed(await showDesk(await world.as("registrar2")));
    expect(desk.proposals.map((each) => [each.id, each.mine])).toEqual([[proposalId, false]]);
    const wish = { id: uuidv7(), proposalId };
    const tries = await Promise.all(
      Array.from({ length: 6 }, async (_, i) =>
        revoke(await world.as("registrar2"), i % 2 ? wish : { ...wish, id: uuidv7() }),
      ),
    );
    expect(tries.filter((each) => each.ok).length).toBeGreaterThanOrEqual(1);
    const view = allowed(await manageCredential(await world.as("registrar"), credentialId));
    expect(view.events.filter((each) => each.kind === "revoked")).toHaveLength(1);
    expect(await stateOf()).toMatchObject({ state: "revoked", counts: false });
    expect(await bit()).toBe(true);
    world.clock.advance(minute);
    expect(await bit(before)).toBe(false);
    expect(await bit(later(world.clock.now(), -1))).toBe(true);
    const checked = await verify();
    expect(checked).toMatchObject({ verified: false });
    expect(checked.problems[0]).toMatchObject({ title: "The credential was revoked" });
    const lifted = { id: uuidv7(), credentialId, reason: "cleared" as const };
    expect(refusal(await reinstate(await world.as("registrar"), lifted))).toBe(
      "credential_revoked",
    );
    const held = { id: uuidv7(), credentialId, ...reason };
    expect(refusal(await suspend(await world.as("registrar"), held))).toBe("credential_revoked");
  });

  it("cannot be asked of the future, or of a list that is none", async () => {
    const ahead = later(world.clock.now(), 10 * minute);
    expect(refusal(await statusList(publicly(), 1, ahead))).toBe("known_at_in_future");
    expect(refusal(await statusList(publicly(), 2, null))).toBe("no_such_list");
  });
});

it("is changed by nobody for themselves", async () => {
  const made = await issued(world, { personId: world.people.registrar });
  const wish = { id: uuidv7(), credentialId: made.credentialId, ...reason };
  expect(refusal(await suspend(await world.as("registrar"), wish))).toBe("registrar_is_holder");
  allowed(await suspend(await world.as("registrar2"), wish));
});

it("limits how often the register may be searched from one address", async () => {
  const tries = [];
  for (let i = 0; i < 62; i++) {
    tries.push(await searchRegister(publicly(), { name: "senior" }, "busy"));
  }
  expect(tries.filter((each) => each.ok)).toHaveLength(60);
  expect(refusal(tries[61] as (typeof tries)[number])).toBe("too_many_tries");
  expect(refusal(await searchRegister(publicly(), { name: "senior" }, "calm"))).toBeNull();
});

it("gives the same signed list again while nothing in it changed", async () => {
  const [a, b] = [await statusList(publicly(), 1, null), await statusList(publicly(), 1, null)];
  expect(allowed(a)).toBe(allowed(b));
});

it("issues under one address for good", async () => {
  const { house } = world;
  expect(refusal(await mayIssueAs(house))).toBeNull();
  const moved = { ...house, settings: { ...house.settings, publicOrigin: "https://b.example" } };
  expect(refusal(await mayIssueAs(moved))).toBe("issued_elsewhere");
});
