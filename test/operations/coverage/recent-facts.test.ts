import { expect, it } from "vitest";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { network } from "./network.ts";

const { house, clock } = await freshHouse();
clock.moveTo(later(anchor, -30 * day));
const net = await network(house);
clock.moveTo(anchor);
const ctx = () => contextAs(house, system);
/** The same record through another door, which remembers nothing of what was read before. */
const afresh = () => contextAs({ ...house, db: Object.create(house.db) }, system);

async function publish(unitCode: string, kind: "pulled" | "pushed", row: string) {
  const header = "registration,role,presence,start,end,response_minutes";
  const raw = readRoster("text/csv", new TextEncoder().encode(`${header}\n${row}`));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const period = interval(later(anchor, -day), later(anchor, 3 * day));
  const body = { unitCode, source: "roster", kind, period, raw, reason: "test" };
  expect((await publishRoster(ctx(), body, null)).ok).toBe(true);
}

async function answer(context = ctx(), when: { at?: Instant } = {}) {
  const found = await answerCoverage(context, { unitCode: "north", ...when });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

await net.addUnit({ code: "north", tier: "basic", site: "north" });
await net.addUnit({ code: "south", tier: "basic", site: "south" });
const twice = "GMC:1";
await net.addPerson({ name: "Dr Two Places", registration: twice, external: ["ALS"] });
const row = `${twice},resident,on_site,2026-11-21T00:00,2026-11-25T08:00,`;

it("answers from memory as it would afresh, also when only time has passed", async () => {
  await publish("north", "pushed", row);
  await publish("south", "pulled", row);
  const doubt: string[] = [];
  for (const minutes of [0, 30, 59, 60, 120, 600, 1_500]) {
    clock.moveTo(later(anchor, minutes * 60_000 + 1));
    const remembered = await answer();
    expect(remembered).toEqual(await answer(afresh()));
    doubt.push(remembered.rules.find((rule) => rule.id === "B2")?.answer ?? "");
  }
  // After an hour nobody knows any more whether the other hospital still has them on site.
  expect(doubt).toEqual(["no", "no", "no", "unknown", "unknown", "unknown", "unknown"]);
});

it("never says yes after a revocation was answered as done, however many ask at once", async () => {
  const only = "GMC:2";
  const person = await net.addPerson({ name: "Dr Only", registration: only });
  const held = await net.credentialFor(person, "CRED-HEM");
  await net.addUnit({ code: "haem", tier: "intermediate" });
  const start = "2026-11-21T00:00";
  await publish("haem", "pushed", `${only},attending,on_site,${start},2026-11-25T00:00,`);
  const ofRule = async () => {
    const found = await answerCoverage(ctx(), { unitCode: "haem" });
    return found.ok ? found.value.rules.find((rule) => rule.id === "I3")?.answer : "refused";
  };
  expect(await ofRule()).toBe("yes");
  let isDone = false;
  const late: (string | undefined)[] = [];
  const asking = Array.from({ length: 8 }, async () => {
    for (let i = 0; i < 25; i++) {
      const askedAfter = isDone;
      const said = await ofRule();
      if (askedAfter) late.push(said);
    }
  });
  clock.advance(hour / 60);
  await net.revoke(held);
  isDone = true;
  await Promise.all(asking);
  late.push(await ofRule());
  expect(new Set(late)).toEqual(new Set(["no"]));
});

it("knows what was done before the machine's clock was set back", async () => {
  const back = "GMC:3";
  const person = await net.addPerson({ name: "Dr Back", registration: back });
  const held = await net.credentialFor(person, "CRED-HEM");
  await net.addUnit({ code: "back", tier: "intermediate" });
  await publish("back", "pushed", `${back},attending,on_site,2026-11-21T00:00,2026-11-25T00:00,`);
  const ofRule = async () => {
    const found = await answerCoverage(ctx(), { unitCode: "back" });
    if (!found.ok) throw new Error(found.refusal.code);
    return found.value.rules.find((rule) => rule.id === "I3")?.answer;
  };
  clock.advance(hour);
  expect(await ofRule()).toBe("yes");
  await net.revoke(held);
  clock.moveTo(later(clock.now(), -hour / 2));
  expect(await ofRule()).toBe("no");
});
