import { beforeAll, expect, it } from "vitest";
import { type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { planPattern, publishPattern } from "#app/operations/roster/change-pattern.server.ts";
import { changeShift } from "#app/operations/roster/change-shift.server.ts";
import {
  planWeek,
  publishWeek,
  type WeekChange,
} from "#app/operations/roster/change-week.server.ts";
import type { RosterOutcome } from "#app/operations/roster/publish-roster.server.ts";
import { showWeek } from "#app/operations/roster/show-week.server.ts";
import { suggestPeople } from "#app/operations/roster/suggest-people.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
const at = (text: string) => parseInstant(text) as Instant;
const monday = at("2026-11-23T12:00:00Z");
const week = 7 * 86_400_000;
let lead: Awaited<ReturnType<typeof personActor>>;
const ctx = () => contextAs(house, lead);

beforeAll(async () => {
  const external = ["ALS", "BASE-CARD"];
  await net.addPerson({ name: "Dr Ida", registration: "GMC:1", external });
  await net.addPerson({ name: "Dr Omar", registration: "GMC:2", external });
  await net.addPerson({ name: "Dr Eve", registration: "GMC:3" });
});
async function ward(code: string) {
  const id = await net.addUnit({ code, tier: "basic" });
  lead = await personActor(house, await net.addLead(`Lead of ${code}`, id));
  clock.advance(1_000);
  return code;
}
async function add(
  unitCode: string,
  registration: string,
  start: string,
  end: string,
  place: object = { presence: "on_site" },
) {
  const row = { row: 1, fields: { registration, role: "attending", ...place, start, end } };
  const base = { unitCode, source: null, instead: null, reason: null };
  const done = await changeShift(ctx(), { ...base, row });
  if (!done.ok || "rows" in done.value) throw new Error(JSON.stringify(done));
  clock.advance(1_000);
}
function counts(
  done: { ok: true; value: RosterOutcome } | { ok: false; refusal: { code: string } },
) {
  clock.advance(1_000);
  if (!done.ok) return done.refusal.code;
  return "rows" in done.value ? done.value.rows : done.value.plan.counts;
}
async function shown(unitCode: string, from: Instant) {
  const found = await showWeek(ctx(), unitCode, from);
  if (!found.ok) throw new Error(found.refusal.code);
  const shifts = found.value.lines.flatMap(({ cells }) =>
    cells.flatMap((cell, day) => (cell ? [{ day, ...cell }] : [])),
  );
  return { ...found.value, shifts };
}
async function answerOf(unitCode: string, when: Instant) {
  const found = await answerCoverage(ctx(), { unitCode, at: when });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value.rules.find(({ id }) => id === "B2");
}

it("copies a week with its nights, twice copied changing nothing", async () => {
  const unit = await ward("copied");
  await add(unit, "GMC:1", "2026-11-23T08:00", "2026-11-23T20:00");
  await add(unit, "GMC:2", "2026-11-29T20:00", "2026-11-30T08:00");
  const change: WeekChange = {
    ...{ unitCode: unit, kind: "copy", from: later(monday, week), weeks: 1, pattern: monday },
  };
  const planned = await planWeek(ctx(), change);
  const hash = planned.ok && !("rows" in planned.value) ? planned.value.planHash : "";
  expect(counts(await publishWeek(ctx(), change, null, "another"))).toBe("plan_changed");
  expect(counts(await publishWeek(ctx(), change, null, hash))).toMatchObject({
    added: 2,
    removed: 0,
  });
  const { shifts } = await shown(unit, later(monday, week));
  expect(shifts.map(({ day, name }) => [day, name])).toEqual([
    [0, "Dr Ida"],
    [6, "Dr Omar"],
  ]);
  // The night of the week before runs into this Monday and stays.
  expect((await answerOf(unit, at("2026-11-30T05:00:00Z")))?.answer).toBe("yes");
  expect(counts(await planWeek(ctx(), change))).toMatchObject({ added: 0, removed: 0 });
});

it("clears what was entered by hand, and nothing else", async () => {
  const unit = await ward("cleared");
  await add(unit, "GMC:1", "2026-11-24T08:00", "2026-11-24T20:00");
  const change: WeekChange = {
    unitCode: unit,
    kind: "clear",
    from: monday,
    weeks: 1,
    pattern: null,
  };
  expect(counts(await publishWeek(ctx(), change, null, null))).toMatchObject({ removed: 1 });
  expect((await shown(unit, monday)).shifts).toEqual([]);
});

it("makes a no of what nobody knew, once a week is said to be complete", async () => {
  const unit = await ward("complete");
  await add(unit, "GMC:1", "2026-11-24T08:00", "2026-11-24T20:00");
  const wednesday = at("2026-11-25T12:00:00Z");
  expect(await answerOf(unit, wednesday)).toMatchObject({ answer: "unknown" });
  expect((await shown(unit, monday)).unpublished).not.toEqual([]);
  const change: WeekChange = {
    unitCode: unit,
    kind: "complete",
    from: monday,
    weeks: 1,
    pattern: null,
  };
  expect(counts(await publishWeek(ctx(), change, null, null))).toMatchObject({
    unchanged: 1,
    removed: 0,
  });
  expect(await answerOf(unit, wednesday)).toMatchObject({ answer: "no" });
  expect((await shown(unit, monday)).unpublished).toEqual([]);
  expect((await shown(unit, monday)).shifts).toHaveLength(1);
});

it("lets people take turns, replaces that assignment alone, and refuses rows it cannot read", async () => {
  const unit = await ward("turns");
  await add(unit, "GMC:3", "2026-11-24T08:00", "2026-11-24T20:00");
  const pattern = {
    ...({ role: "attending", presence: "on_call", assignment: "First call" } as const),
    ...{ responseMinutes: "20", starts: "08:00", ends: "08:00", each: 2 },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], people: ["GMC:1", "GMC:2"], days: 7 },
  };
  const change = { ...pattern, unitCode: unit, from: monday };
  expect(counts(await planPattern(ctx(), { ...change, responseMinutes: "x" }))).toMatchObject(
    Array.from({ length: 7 }, (_, i) => ({ row: i + 1, code: "not_minutes" })),
  );
  expect(counts(await publishPattern(ctx(), change, null, null))).toMatchObject({ added: 7 });
  const { shifts } = await shown(unit, monday);
  const calls = shifts.filter(({ shift }) => shift.assignment === "First call");
  expect(calls.map(({ name }) => name)).toEqual([
    ...["Dr Ida", "Dr Ida", "Dr Omar", "Dr Omar", "Dr Ida", "Dr Ida", "Dr Omar"],
  ]);
  expect(shifts).toHaveLength(8);
});

it("marks who is qualified, who is not, who matches nobody, and who is on two shifts", async () => {
  const unit = await ward("marked");
  await add(unit, "GMC:1", "2026-12-08T08:00", "2026-12-08T20:00");
  await add(unit, "GMC:3", "2026-12-09T08:00", "2026-12-09T20:00");
  await add(unit, "GMC:404", "2026-12-10T08:00", "2026-12-10T20:00");
  const call = { presence: "on_call", responseMinutes: "20" };
  await add(unit, "GMC:2", "2026-12-11T08:00", "2026-12-11T20:00");
  await add(unit, "GMC:2", "2026-12-11T18:00", "2026-12-11T22:00", call);
  const { shifts } = await shown(unit, later(monday, 2 * week));
  const marks = Object.fromEntries(shifts.map(({ shift, mark }) => [shift.registration, mark]));
  expect(marks["GMC:1"]).toMatchObject({
    suits: "qualified",
    meets: expect.arrayContaining(["B2"]),
  });
  expect(marks["GMC:3"]).toMatchObject({ suits: "not_qualified", meets: [] });
  expect(marks["GMC:404"]).toMatchObject({ suits: "unmatched" });
  expect(marks["GMC:1"]).toMatchObject({ clash: null });
  expect(marks["GMC:2"]).toMatchObject({ clash: "twice" });
});

it("offers for a shift whoever is qualified and free", async () => {
  const unit = await ward("offered");
  await add(unit, "GMC:1", "2026-12-15T08:00", "2026-12-15T20:00");
  await add(unit, "GMC:2", "2026-12-16T08:00", "2026-12-16T20:00");
  await add(unit, "GMC:3", "2026-12-17T08:00", "2026-12-17T20:00");
  const tried = {
    ...({ role: "attending", presence: "on_site", responseMinutes: 0 } as const),
    ...{ start: at("2026-12-15T07:00:00Z"), end: at("2026-12-15T19:00:00Z") },
  };
  const offered = async () => {
    const found = await suggestPeople(ctx(), unit, tried, 5);
    return found.ok && found.value.map(({ name }) => name);
  };
  // Whoever has it is among them; Dr Eve holds nothing.
  expect(await offered()).toEqual(["Dr Ida", "Dr Omar"]);
  const call = { presence: "on_call", responseMinutes: "20" };
  await add(unit, "GMC:2", "2026-12-15T12:00", "2026-12-15T14:00", call);
  expect(await offered()).toEqual(["Dr Ida"]);
});
