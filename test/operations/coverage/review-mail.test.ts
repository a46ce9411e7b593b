import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { allow } from "#app/domain/result.ts";
import { day, hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import {
  correctActivation,
  recordActivation,
} from "#app/operations/coverage/activation/record-activation.server.ts";
import { reviewActivation } from "#app/operations/coverage/activation/review-activation.server.ts";
import { declareOverride } from "#app/operations/coverage/override/declare-override.server.ts";
import { endOverride } from "#app/operations/coverage/override/end-override.server.ts";
import { reviewOverride } from "#app/operations/coverage/override/review-override.server.ts";
import { tellReviewers } from "#app/operations/coverage/review/tell-reviewers.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { deliverMail } from "#app/operations/people/deliver-mail.server.ts";
import { openHouse } from "#app/start.server.ts";
import { roleGrant } from "#db/schema/people.ts";
import { anchor, houseOptions } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { postOffice } from "#test/setup/post-office.ts";
import { network } from "./network.ts";

const { house: opened, clock, url } = await freshHouse();
const post = await postOffice();
const house: House = { ...opened, mailer: post.mailer };
/** Another server process on the same record: it shares nothing but the database. */
const other = await openHouse(houseOptions(url, inject("folder")), { clock });
afterAll(async () => {
  await other.close();
  await post.close();
});
clock.moveTo(later(anchor, -day));
const net = await network(house);
const who: Record<string, string> = {};
const as = async (name: string) => contextAs(house, await personActor(house, who[name] ?? ""));

async function grant(name: string, role: string, unitId: string) {
  await act(contextAs(house, system), "unit.create", {}, async ({ tx, now, record }) => {
    const row = { personId: who[name] ?? "", role, scopeKind: "unit", scopeId: unitId };
    const entrySeq = await record({ role });
    await tx.insert(roleGrant).values({ id: uuidv7(), ...row, startsAt: now, entrySeq });
    return allow();
  });
}

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "basic" });
  const elsewhere = await net.addUnit({ code: "elsewhere", tier: "basic" });
  for (const [name, unit] of [
    ["ulla", ward],
    ["uwe", ward],
    ["otto", elsewhere],
  ] as const)
    who[name] = await net.addLead(name, unit);
  for (const [i, name] of ["doctor", "auditor", "reviewer", "unnamed"].entries())
    who[name] = await net.addPerson({ name, registration: `GMC:${i}`, external: ["BASE-CARD"] });
  await grant("auditor", "auditor", ward);
  await grant("doctor", "assessor", elsewhere);
  for (const name of ["reviewer", "unnamed"]) {
    await net.credentialFor(who[name] ?? "", "CRED-HEM");
    await net.credentialFor(who[name] ?? "", "CRED-STL");
    await grant(name, "assessor", elsewhere);
  }
  // Both hold what the standard asks of a reviewer; only one of them works there.
  await net.grantPrivilege(who.reviewer ?? "", ward, "echo");
  await house.sql`update person set email = name || '@north.test'`;
  clock.moveTo(anchor);
});

/** To whom mail went when both processes looked at an instant, in order; nothing is sent twice. */
async function told(at: Instant) {
  clock.moveTo(at);
  const before = post.arrived.length;
  await Promise.all([tellReviewers(house), tellReviewers(other.house)]);
  await tellReviewers(house);
  await deliverMail(house);
  return post.arrived
    .slice(before)
    .map((mail) => `${[mail.to].flat()[0]?.text}: ${mail.subject}`)
    .sort();
}
const due = (...names: string[]) =>
  names.map((name) => `${name}@north.test: Unit ward: a review is due`);
const again = (...names: string[]) =>
  names.map((name) => `${name}@north.test: Unit ward: a review still waits`);

async function declared(hours: number): Promise<string> {
  const id = uuidv7();
  const input = { id, doctor: "GMC:0", reason: "The doctor on call is stuck in snow.", hours };
  const done = await declareOverride(await as("ulla"), "ward", input);
  expect(done.ok).toBe(true);
  return id;
}

describe("an override", () => {
  it("is told of when it has ended and once more at half of the time, to all who may review it", async () => {
    const id = await declared(12);
    const began = clock.now();
    const at = (hours: number) => later(began, hours * hour);
    expect(await told(at(11.9))).toEqual([]);
    expect(await told(at(12))).toEqual(due("auditor", "uwe"));
    const mail = post.arrived.at(-1);
    expect(mail?.text).toContain(`${house.settings.publicOrigin}/overrides/${id}`);
    expect(mail?.text).not.toMatch(/snow|doctor on call/);
    expect(await told(at(35.9))).toEqual([]);
    expect(await told(at(36))).toEqual(again("auditor", "uwe"));
    expect(await told(at(71))).toEqual([]);
    expect(await told(at(73))).toEqual([]);
  });

  it("is told of from its early end on, and no more once it is reviewed", async () => {
    const id = await declared(12);
    const began = clock.now();
    clock.advance(hour);
    await endOverride(await as("uwe"), id, { id: uuidv7() });
    expect(await told(clock.now())).toEqual(due("auditor", "uwe"));
    const review = { id: uuidv7(), outcome: "justified" as const, words: "Nobody else came." };
    expect((await reviewOverride(await as("uwe"), id, review)).ok).toBe(true);
    expect(await told(later(began, 36 * hour))).toEqual([]);
  });
});

describe("a call by the emergency path", () => {
  const call = (activatedAt: Instant) => ({
    ...{ id: uuidv7(), activatedAt, scaiStage: "E" as const, mcs: "started" as const },
    ...{ devices: ["iabp"], unloadingPlan: null, exitStrategy: null, emergency: true },
  });
  const recorded = async () => {
    const wish = call(clock.now());
    expect((await recordActivation(await as("ulla"), "ward", wish)).ok).toBe(true);
    return wish;
  };

  it("is told of at once and at half of a day, to those of the unit who hold what is asked, once", async () => {
    const first = await recorded();
    const at = (hours: number) => later(first.activatedAt, hours * hour);
    expect(await told(clock.now())).toEqual(due("reviewer"));
    expect(post.arrived.at(-1)?.text).not.toMatch(/SCAI|IABP|iabp/);
    // A correction is no other call.
    clock.advance(minute);
    const wish = {
      ...call(first.activatedAt),
      supersedes: first.id,
      reason: "wrong_plan" as const,
    };
    expect((await correctActivation(await as("ulla"), wish)).ok).toBe(true);
    expect(await told(at(1))).toEqual([]);
    expect(await told(at(12))).toEqual(again("reviewer"));
    expect(post.arrived.at(-1)?.text).toContain(`/units/ward/activations/${wish.id}`);
    expect(await told(at(23))).toEqual([]);
  });

  it("is told of no more once it is reviewed, and not at all where no path was taken", async () => {
    const { id, activatedAt } = await recorded();
    expect(await told(clock.now())).toEqual(due("reviewer"));
    const review = { id: uuidv7(), outcome: "agreed" as const, words: "Two were there at once." };
    expect((await reviewActivation(await as("reviewer"), id, review)).ok).toBe(true);
    const plain = { ...call(clock.now()), emergency: false };
    expect((await recordActivation(await as("ulla"), "ward", plain)).ok).toBe(true);
    expect(await told(later(activatedAt, 12 * hour))).toEqual([]);
  });
});
