import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import type { House } from "#app/operations/context.server.ts";
import { decideGap } from "#app/operations/coverage/gap/decide-gap.server.ts";
import { showGaps } from "#app/operations/coverage/gap/show-gaps.server.ts";
import { gapMemory, watchGaps } from "#app/operations/coverage/gap/watch-gaps.server.ts";
import { deliverMail } from "#app/operations/people/deliver-mail.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { type PostOffice, postOffice } from "#test/setup/post-office.ts";
import { allowed, refusal } from "../people/world.ts";
import { allBut, gapWorld } from "./gap-world.ts";

const { house, clock } = await freshHouse();
const world = await gapWorld(house, clock);
const at = (hours: number) => later(anchor, hours * hour);
const memory = gapMemory();
let post: PostOffice;
let sending: House;

beforeAll(async () => {
  post = await postOffice();
  sending = { ...house, mailer: post.mailer };
});
afterAll(() => post.close());

/** Looks, and lets the mail go: what arrived, as "to: subject". */
async function look(when = clock.now()) {
  clock.moveTo(when);
  await watchGaps(house, memory);
  post.arrived.length = 0;
  await deliverMail(sending);
  return post.arrived.map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`).sort();
}
const both = (subject: string) => [
  `lead-unit@north.test: ${subject}`,
  `omar-unit@north.test: ${subject}`,
];

async function decide(start: number, end: number, more: object = {}) {
  const wish = {
    ...{ id: uuidv7(), unit: "unit", rule: "R1", start: at(start), end: at(end) },
    ...{ decision: "covered_by_arrangement" as const, words: "The neighbours come over." },
    ...more,
  };
  return decideGap(await world.asLead(), wish);
}

describe("alerts about a gap", () => {
  it("go to who leads the unit and to its director, once, by real mail", async () => {
    await world.publish(allBut([[100, 112]]));
    expect(await look()).toEqual(both("Unit unit: 1 gap, within 30 days"));
    const text = post.arrived[0]?.text ?? "";
    expect(text).toContain("- R1, A cardiologist on site: nobody is on duty who could meet it");
    expect(text).toContain("Thu 26 Nov 08:12 to Thu 26 Nov 20:12, 12 h");
    expect(text).toContain("/units/unit/gaps/R1/2026-11-26T07:12:00Z");
    expect(await look()).toEqual([]);
    expect(await look(at(20))).toEqual([]);
  });

  it("come again at 72 h, 24 h and 2 h, by whichever process looks first", async () => {
    expect(await look(at(28))).toEqual(both("Unit unit: 1 gap, within 72 hours"));
    clock.moveTo(at(77));
    const found = await Promise.all([watchGaps(house, gapMemory()), watchGaps(house, gapMemory())]);
    expect(found.reduce((sum, { alerts }) => sum + alerts, 0)).toBe(1);
    expect(await look()).toEqual(both("Unit unit: 1 gap, within 24 hours"));
    expect(await look(at(98.5))).toEqual(both("Unit unit: 1 gap, begun, or within 2 hours"));
    expect(await look(at(113))).toEqual([]);
  });

  it("come at once about a gap that turns up near, many in one mail", async () => {
    await world.publish(
      allBut([
        [114, 115],
        [130, 140],
        [170, 180],
      ]),
    );
    expect(await look()).toEqual(both("Unit unit: 3 gaps, begun, or within 2 hours"));
    const text = post.arrived[0]?.text ?? "";
    const order = ["Begun, or within 2 hours", "Within 24 hours", "Within 72 hours"];
    expect(
      order.map((each) => text.indexOf(each)).every((i, n, all) => i > (all[n - 1] ?? 0)),
    ).toBe(true);
  });
});

describe("a decision", () => {
  it("is for whoever leads the unit, about a gap that is there", async () => {
    expect(refusal(await decide(200, 210))).toBe("gap_changed");
    expect(refusal(await decide(100, 112))).toBe("gap_over");
    clock.moveTo(at(113));
    // Two gaps and what lies between them, which may become one.
    expect(refusal(await decide(130, 180))).toBe("gap_changed");
    const { id } = allowed(await decide(130, 140));
    expect(allowed(await decide(130, 140, { id })).id).toBe(id);
    const found = allowed(
      await showGaps(await world.asLead(), { unitCode: "unit", from: at(113), to: at(200) }),
    );
    const decided = found.lines.map(({ start, undecided, decisions }) => [
      (start - anchor) / hour,
      undecided.length,
      decisions[0]?.by ?? null,
    ]);
    expect(decided).toEqual([
      [114, 1, null],
      [130, 0, "Lea Lead"],
      [170, 1, null],
    ]);
    expect(found.lines[0]?.couldCover.toSorted()).toEqual([world.ida, world.omar].toSorted());
  });

  it("stops alerts about that gap, and about no other one", async () => {
    expect(await look(at(128.5))).toEqual([]);
    expect(await look(at(146))).toEqual(both("Unit unit: 1 gap, within 24 hours"));
  });

  it("does not cover what a gap grows by", async () => {
    allowed(await decide(170, 180));
    await world.publish(allBut([[170, 190]]));
    expect(await look(at(147))).toEqual(both("Unit unit: 1 gap, within 72 hours"));
    expect(await look(at(157))).toEqual(both("Unit unit: 1 gap, within 24 hours"));
    expect(post.arrived[0]?.text).toContain("Sun 29 Nov 16:12 to Mon 30 Nov 02:12");
  });
});

describe("a look", () => {
  const seen = async (when: Instant) => {
    clock.moveTo(when);
    return (await watchGaps(house, memory)).units;
  };

  it("is at nothing while no fact moves and no stage is due", async () => {
    await seen(at(158));
    expect(await seen(at(158.1))).toBe(0);
    await world.net.grantPrivilege(world.ida, world.unitId, "CRED-CAN");
    expect(await seen(at(158.2))).toBe(1);
    expect(await seen(at(158.3))).toBe(0);
    expect(await seen(at(168.5))).toBe(1);
  });

  it("is at a unit whose people's standing moved", async () => {
    await seen(at(169));
    const held = await world.net.credentialFor(world.ida, "CRED-HEM");
    expect(await seen(at(169.1))).toBe(1);
    await world.net.revoke(held);
    expect(await seen(at(169.2))).toBe(1);
    await world.net.addUnit({ code: "other" });
    expect(await seen(at(169.25))).toBe(1);
    const stranger = await world.net.addPerson({ name: "Dr Eva", registration: "GMC:99" });
    expect(stranger).toBeTruthy();
    expect(await seen(at(169.3))).toBe(0);
  });

  it("is at a unit whose people another unit takes on site, and at whom a hub serves", async () => {
    const hub = await world.net.addUnit({ code: "hub" });
    await world.net.addPerson({ name: "Dr Noor", registration: "GMC:7" });
    const there = { unitCode: "hub" };
    await seen(at(170));
    await world.publish([[100, 180]], { ...there, who: "GMC:7" });
    expect(await seen(at(170.1))).toBe(1);
    await world.publish([[100, 180]], there);
    expect(await seen(at(170.2))).toBe(2);
    await world.net.agreeHub(world.unitId, hub);
    await seen(at(170.3));
    await world.publish([[100, 190]], { ...there, who: "GMC:7" });
    expect(await seen(at(170.4))).toBe(2);
  });
});
