import { beforeAll, expect, it } from "vitest";
import {
  formatInstant,
  type Instant,
  later,
  minute,
  parseInstant,
} from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { changeShift, type ShiftChange } from "#app/operations/roster/change-shift.server.ts";
import {
  type Planned,
  planRoster,
  publishRoster,
} from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
const ctx = () => contextAs(house, system);
const at = (text: string) => parseInstant(text) as Instant;
const header = "registration,role,presence,start,end,response_minutes,assignment,contact,reference";
const ida = "GMC:1,resident,on_site,2026-11-23T08:00,2026-11-23T20:00,,,,";
const omar = "GMC:2,resident,on_site,2026-11-23T20:00,2026-11-24T08:00,,,,";

beforeAll(async () => {
  for (const [i, name] of ["Dr Ida", "Dr Omar", "Dr Eve"].entries())
    await net.addPerson({ name, registration: `GMC:${i + 1}`, external: ["ALS"] });
});
let units = 0;
async function newUnit() {
  const code = `unit-${++units}`;
  await net.addUnit({ code, tier: "basic" });
  return code;
}

function bodyOf(unitCode: string, rows: readonly string[], from: string, to: string) {
  const raw = readRoster("text/csv", new TextEncoder().encode([header, ...rows].join("\n")));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const period = interval(at(from), at(to));
  return { unitCode, source: "roster", kind: "pushed" as const, period, raw, reason: null };
}
const monday = (unitCode: string, rows: readonly string[]) =>
  bodyOf(unitCode, rows, "2026-11-23T00:00:00Z", "2026-11-24T12:00:00Z");

async function publish(
  ...args: Parameters<typeof publishRoster> extends [unknown, ...infer R] ? R : never
) {
  const done = await publishRoster(ctx(), ...args);
  clock.advance(1_000);
  if (!done.ok) return done.refusal.code;
  return "rows" in done.value ? done.value.rows : done.value;
}
async function plan(body: Parameters<typeof planRoster>[1]): Promise<Planned> {
  const done = await planRoster(ctx(), body);
  if (!done.ok || "rows" in done.value) throw new Error(JSON.stringify(done));
  return done.value;
}
/** Who meets the rule for life support on site, by name. */
async function onSite(unitCode: string, when: Instant, knownAt?: Instant) {
  const found = await answerCoverage(ctx(), { unitCode, at: when, knownAt });
  if (!found.ok) throw new Error(found.refusal.code);
  const here = found.value.people.filter((each) => each.shifts.length > 0);
  return here.map((each) => each.name).sort();
}
const noon = at("2026-11-23T11:00:00Z");
const night = at("2026-11-23T22:00:00Z");

it("plans without committing, and commits exactly what it planned", async () => {
  const unit = await newUnit();
  const planned = await plan(monday(unit, [ida, omar]));
  expect(planned).toMatchObject({ committed: false, plan: { counts: { added: 2 } } });
  expect(await onSite(unit, noon)).toEqual([]);
  const done = await publish(monday(unit, [ida, omar]), planned.planHash);
  expect(done).toMatchObject({ committed: true, planHash: planned.planHash, plan: planned.plan });
  expect([await onSite(unit, noon), await onSite(unit, night)]).toEqual([["Dr Ida"], ["Dr Omar"]]);
});

it("refuses a plan that somebody else's roster has overtaken", async () => {
  const unit = await newUnit();
  const { planHash } = await plan(monday(unit, [ida]));
  await publish(monday(unit, [omar]), null);
  expect(await publish(monday(unit, [ida]), planHash)).toBe("plan_changed");
  expect(await onSite(unit, night)).toEqual(["Dr Omar"]);
});

it("has another hash for every field that differs", async () => {
  const unit = await newUnit();
  const rows = [
    "GMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,20,a,+49 1,r",
    "GMC:2,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,20,a,+49 1,r",
    "GMC:1,surgeon,on_call,2026-11-23T08:00,2026-11-23T20:00,20,a,+49 1,r",
    "GMC:1,attending,remote,2026-11-23T08:00,2026-11-23T20:00,20,a,+49 1,r",
    "GMC:1,attending,on_call,2026-11-23T08:01,2026-11-23T20:00,20,a,+49 1,r",
    "GMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:01,20,a,+49 1,r",
    "GMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,21,a,+49 1,r",
    "GMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,20,b,+49 1,r",
    "GMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,20,a,+49 2,r",
    "GMC:1,attending,on_call,2026-11-23T08:00,2026-11-23T20:00,20,a,+49 1,s",
  ];
  const hashes = await Promise.all(
    rows.map(async (row) => (await plan(monday(unit, [row]))).planHash),
  );
  expect(new Set(hashes).size).toBe(rows.length);
});

it("says unchanged when the same body comes twice, and lets its age begin anew", async () => {
  const unit = await newUnit();
  await publish(monday(unit, [ida, omar]), null);
  const before = await answerCoverage(ctx(), { unitCode: unit, at: noon });
  clock.advance(minute);
  const again = await publish(monday(unit, [omar, ida]), null);
  expect(again).toMatchObject({
    plan: { counts: { added: 0, changed: 0, removed: 0, unchanged: 2 } },
  });
  const after = await answerCoverage(ctx(), { unitCode: unit, at: noon });
  if (!before.ok || !after.ok) throw new Error("refused");
  const received = [before, after].map(({ value }) => value.data.rosterReceivedAt ?? "");
  expect((received[0] ?? "") < (received[1] ?? "")).toBe(true);
});

it("clears the period with a header alone, so that nobody is rostered: no, not unknown", async () => {
  const unit = await newUnit();
  await publish(monday(unit, [ida]), null);
  expect(await publish(monday(unit, []), null)).toMatchObject({ plan: { counts: { removed: 1 } } });
  const found = await answerCoverage(ctx(), { unitCode: unit, at: noon });
  if (!found.ok) throw new Error(found.refusal.code);
  const rule = found.value.rules.find((each) => each.id === "B2");
  expect(rule).toMatchObject({ answer: "no", reasons: [{ code: "nobody_rostered" }] });
});

it("publishes nothing at all when one row is bad", async () => {
  const unit = await newUnit();
  const bad = await publish(monday(unit, [ida, "GMC:2,boss,on_site,x,y,,,,"]), null);
  expect(bad).toMatchObject([
    { row: 3, field: "role" },
    { row: 3, field: "start" },
    { row: 3, field: "end" },
  ]);
  expect(await onSite(unit, noon)).toEqual([]);
});

it("takes a reason for shifts that have begun, and changes only what is known later", async () => {
  const unit = await newUnit();
  const past = (rows: readonly string[], reason: string | null) => ({
    ...bodyOf(unit, rows, "2026-11-21T00:00:00Z", "2026-11-23T00:00:00Z"),
    reason,
  });
  const when = at("2026-11-21T12:00:00Z");
  const row = (who: number) => `GMC:${who},resident,on_site,2026-11-21T08:00,2026-11-21T20:00,,,,`;
  await publish(past([row(1)], "Entered late"), null);
  const known = clock.now();
  clock.advance(1_000);
  expect(await publish(past([row(2)], null), null)).toBe("reason_required");
  expect((await plan(past([row(2)], null))).plan.altersThePast).toBe(true);
  await publish(past([row(2)], "Swapped on the day"), null);
  expect([await onSite(unit, when), await onSite(unit, when, known)]).toEqual([
    ["Dr Omar"],
    ["Dr Ida"],
  ]);
});

it("keeps each source's rows when another source publishes", async () => {
  const unit = await newUnit();
  await publish({ ...monday(unit, [ida]), source: "doctors" }, null);
  await publish({ ...monday(unit, [ida.replace("GMC:1", "GMC:3")]), source: "ecmo" }, null);
  expect(await onSite(unit, noon)).toEqual(["Dr Eve", "Dr Ida"]);
});

it("compares a shift that two adjoining publications list as the one shift it is", async () => {
  const unit = await newUnit();
  const until = "2026-11-23T22:00:00Z";
  await publish(bodyOf(unit, [omar], "2026-11-23T00:00:00Z", until), null);
  await publish(bodyOf(unit, [omar], until, "2026-11-24T12:00:00Z"), null);
  const planned = await plan(monday(unit, [omar]));
  expect(planned.plan.counts).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 1 });
});

it("lets a shift that was cut short count whole again when it is sent again", async () => {
  const unit = await newUnit();
  await publish(monday(unit, [omar]), null);
  await publish(bodyOf(unit, [], "2026-11-24T00:00:00Z", "2026-11-24T12:00:00Z"), null);
  const early = at("2026-11-24T03:00:00Z");
  expect(await onSite(unit, early)).toEqual([]);
  expect(await publish(monday(unit, [omar]), null)).toMatchObject({
    plan: { counts: { changed: 1 } },
  });
  expect(await onSite(unit, early)).toEqual(["Dr Omar"]);
});

it("names people whom nobody's registration matches during their shift", async () => {
  const unit = await newUnit();
  const planned = await plan(
    monday(unit, [ida, "GMC:99,resident,on_site,2026-11-23T08:00,2026-11-23T20:00,,,,"]),
  );
  expect(planned.unmatched).toEqual(["GMC:99"]);
});

const fields = (registration: string, start: string, end: string) => ({
  row: 1,
  fields: { registration, role: "resident", presence: "on_site", start, end },
});
async function change(unitCode: string, given: Partial<ShiftChange>) {
  const none = { row: null, instead: null, reason: null };
  const done = await changeShift(ctx(), { unitCode, source: "roster", ...none, ...given });
  clock.advance(1_000);
  if (!done.ok) return done.refusal.code;
  return "rows" in done.value ? done.value.rows : done.value.plan.counts;
}
const key = (start: string, end: string) => ({
  ...({ registration: "GMC:1", nameText: null, assignment: null } as const),
  ...({ role: "resident", presence: "on_site" } as const),
  start: at(start),
  end: at(end),
});

it("adds, corrects and removes one shift by hand, and leaves all others as they are", async () => {
  const unit = await newUnit();
  await publish(monday(unit, [ida, omar]), null);
  const eve = fields("GMC:3", "2026-11-23T18:00", "2026-11-23T23:00");
  expect(await change(unit, { row: eve })).toMatchObject({ added: 1, removed: 0, changed: 0 });
  expect(await onSite(unit, at("2026-11-23T18:00:00Z"))).toEqual(["Dr Eve", "Dr Ida"]);
  expect(await onSite(unit, at("2026-11-23T20:00:00Z"))).toEqual(["Dr Eve", "Dr Omar"]);
  const own = key("2026-11-23T07:00:00Z", "2026-11-23T19:00:00Z");
  const shorter = fields("GMC:1", "2026-11-23T08:00", "2026-11-23T18:00");
  expect(await change(unit, { row: shorter, instead: own })).toMatchObject({ changed: 1 });
  expect(await onSite(unit, at("2026-11-23T18:00:00Z"))).toEqual(["Dr Eve"]);
  expect(await change(unit, { row: shorter, instead: own })).toBe("shift_gone");
  const left = key("2026-11-23T07:00:00Z", "2026-11-23T17:00:00Z");
  expect(await change(unit, { instead: left })).toMatchObject({ removed: 1 });
  expect([await onSite(unit, noon), await onSite(unit, night)]).toEqual([[], ["Dr Omar"]]);
});

it("refuses by hand a shift that the person has already", async () => {
  const unit = await newUnit();
  await publish(monday(unit, [ida]), null);
  const twice = await change(unit, {
    row: fields("GMC:1", "2026-11-23T10:00", "2026-11-23T12:00"),
  });
  expect(twice).toMatchObject([{ field: "start", code: "overlaps_shift" }]);
});

it("does not bring back by hand what a later publication had cut off", async () => {
  const unit = await newUnit();
  await publish(monday(unit, [omar]), null);
  await publish(bodyOf(unit, [], "2026-11-24T00:00:00Z", "2026-11-24T12:00:00Z"), null);
  await change(unit, { row: fields("GMC:3", "2026-11-23T22:00", "2026-11-24T06:00") });
  expect(await onSite(unit, night)).toEqual(["Dr Eve", "Dr Omar"]);
  expect(await onSite(unit, at("2026-11-24T03:00:00Z"))).toEqual(["Dr Eve"]);
});

it.each([
  ["Europe/Berlin", "2026-10-24T20:00", "2026-10-25T08:00", 13],
  ["Europe/Berlin", "2027-03-27T20:00", "2027-03-28T08:00", 11],
  ["America/New_York", "2026-10-31T20:00", "2026-11-01T08:00", 13],
  ["Australia/Lord_Howe", "2027-04-03T20:00", "2027-04-04T08:00", 12.5],
])("reads a night in %s from %s to %s as %f hours", async (timeZone, start, end, hours) => {
  const code = `zone-${++units}`;
  await net.addUnit({ code, tier: "basic", timeZone });
  const day = at(`${start}:00Z`);
  const from = formatInstant(later(day, -2 * 86_400_000));
  const row = `GMC:1,resident,on_site,${start},${end},,,,`;
  const body = {
    ...bodyOf(code, [row], from, formatInstant(later(day, 3 * 86_400_000))),
    reason: "x",
  };
  const [only] = (await plan(body)).plan.changes;
  const { shift } = only?.shift ?? {};
  expect(((shift?.end ?? 0) - (shift?.start ?? 0)) / 3_600_000).toBe(hours);
});
