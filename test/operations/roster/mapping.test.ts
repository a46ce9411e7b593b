import { beforeAll, expect, it } from "vitest";
import type { MappingFact } from "#app/domain/roster/mapping.ts";
import type { FileRow } from "#app/domain/roster/roster-file.ts";
import { hour, type Instant, minute, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { sourceInForce } from "#app/operations/roster/in-force.server.ts";
import { askWords } from "#app/operations/roster/mapping/ask-words.server.ts";
import { mapWords } from "#app/operations/roster/mapping/map-words.server.ts";
import { showMapping } from "#app/operations/roster/mapping/show-mapping.server.ts";
import { matchFile } from "#app/operations/roster/match-rows.server.ts";
import { planRoster, publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { rosterAnswer } from "#app/operations/roster/roster-answer.server.ts";
import { everything } from "#db/store/known.server.ts";
import { latestPublications } from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { network } from "#test/operations/coverage/network.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
const ctx = () => contextAs(house, system);
const at = (text: string) => parseInstant(text) as Instant;
const monday = interval(at("2026-11-23T00:00:00Z"), at("2026-11-24T12:00:00Z"));
const noon = at("2026-11-23T11:00:00Z");
const night = at("2026-11-23T22:00:00Z");

beforeAll(async () => {
  for (const [i, name] of ["Dr Ida Berg", "Dr Omar Said"].entries())
    await net.addPerson({ name, registration: `GMC:${i + 1}`, external: ["ALS"] });
});
let units = 0;
async function newUnit() {
  const code = `unit-${++units}`;
  await net.addUnit({ code, tier: "basic", site: "one" });
  return code;
}
const word = (change: Partial<MappingFact>): MappingFact => ({
  ...{ kind: "name", given: "", meaning: "use", registration: null },
  ...{ role: null, presence: null, responseMinutes: null },
  ...change,
});
const day = word({ kind: "assignment", given: "Day", role: "resident", presence: "on_site" });
const row = (line: number, name: string, from: string, to: string): FileRow => ({
  ...{ row: line, name, identifiers: [] },
  fields: { assignment: "Day", start: `2026-11-${from}`, end: `2026-11-${to}` },
});
const file = {
  rows: [
    row(2, "Berg, Ida", "23T08:00", "23T20:00"),
    row(3, "Said, Omar", "23T20:00", "24T08:00"),
    row(4, "Berg, Ida", "24T08:00", "24T12:00"),
  ],
  errors: [],
};

async function teach(unitCode: string, ...words: MappingFact[]) {
  const done = await mapWords(ctx(), unitCode, words);
  clock.advance(1_000);
  return done.ok ? done.value : done.refusal;
}
async function bodyOf(unitCode: string) {
  const matched = await matchFile(ctx(), unitCode, file);
  if (!matched.ok) throw new Error(matched.refusal.code);
  const { raw } = matched.value;
  return {
    unitCode,
    source: "amion",
    kind: "uploaded" as const,
    period: monday,
    raw,
    reason: null,
  };
}
async function publish(unitCode: string) {
  const done = await publishRoster(ctx(), await bodyOf(unitCode), null);
  clock.advance(1_000);
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value;
}
/** How the rule for life support on site stands, and by whom or why. */
async function lifeSupport(unitCode: string, when: Instant, knownAt?: Instant) {
  const found = await answerCoverage(ctx(), { unitCode, at: when, knownAt });
  if (!found.ok) throw new Error(found.refusal.code);
  const rule = found.value.rules.find((each) => each.id === "B2");
  const names = (rule?.metBy ?? []).map(
    (id) => found.value.people.find((each) => each.id === id)?.name,
  );
  return [rule?.answer, ...names, ...(rule?.reasons ?? []).map((each) => each.code)];
}

it("refuses a file whose assignments nobody has taught, and names each once", async () => {
  const unit = await newUnit();
  expect(await publish(unit)).toMatchObject({
    rows: [{ row: 2, field: "assignment", code: "assignment_not_mapped", detail: { rows: 3 } }],
  });
});

it("makes an answer unknown where an unmatched row could meet the rule", async () => {
  const unit = await newUnit();
  await teach(unit, day, word({ given: "Ida Berg", registration: "GMC:1" }));
  const done = await publish(unit);
  if ("rows" in done) throw new Error(JSON.stringify(done.rows));
  expect(rosterAnswer(done)).toMatchObject({
    unmatched: ["Said, Omar"],
    changes: [
      { shift: { registration: "GMC:1", name: null } },
      { shift: { registration: null, name: "Said, Omar" } },
      { shift: { registration: "GMC:1", name: null } },
    ],
  });
  expect(await lifeSupport(unit, noon)).toEqual(["yes", "Dr Ida Berg"]);
  expect(await lifeSupport(unit, night)).toEqual(["unknown", "unmatched_shift"]);
});

it("heals only later knowledge once the name is taught, and leaves all other rows as they were", async () => {
  const unit = await newUnit();
  await teach(unit, day, word({ given: "Ida Berg", registration: "GMC:1" }));
  await publish(unit);
  clock.advance(minute);
  const before = house.clock.now();
  clock.advance(minute);
  const omar = word({ given: "Omar Said", registration: "GMC:2" });
  expect(await teach(unit, omar)).toEqual({
    changed: 1,
    restated: { publications: 1, shifts: 1 },
  });
  expect(await lifeSupport(unit, night)).toEqual(["yes", "Dr Omar Said"]);
  expect(await lifeSupport(unit, noon)).toEqual(["yes", "Dr Ida Berg"]);
  expect(await lifeSupport(unit, night, before)).toEqual(["unknown", "unmatched_shift"]);
  const [shifts, publications] = await house.db.transaction(async (tx) => {
    const found = (await findUnit(tx, unit)) as UnitRow;
    const { shifts } = await sourceInForce(tx, found, "amion", monday, everything);
    return [shifts, await latestPublications(tx, found.id)];
  });
  expect(shifts.map(({ shift }) => shift.registration).sort()).toEqual(["GMC:1", "GMC:1", "GMC:2"]);
  expect(publications[0]?.reason).toBe("Matched: Said, Omar");
  // The same file again says nothing new.
  const again = await planRoster(ctx(), await bodyOf(unit));
  expect(again).toMatchObject({ value: { plan: { counts: { unchanged: 3, removed: 0 } } } });
});

const ida = word({ given: "Ida Berg", registration: "GMC:1" });
const omarSaid = word({ given: "Omar Said", registration: "GMC:2" });
/** A unit whose file is published under names that were taught, and what was known then. */
async function taughtUnit() {
  const unit = await newUnit();
  await teach(unit, day, ida, omarSaid);
  await publish(unit);
  clock.advance(minute);
  const before = house.clock.now();
  clock.advance(minute);
  return { unit, before };
}
async function shiftsOf(unitCode: string) {
  return house.db.transaction(async (tx) => {
    const found = (await findUnit(tx, unitCode)) as UnitRow;
    const { shifts } = await sourceInForce(tx, found, "amion", monday, everything);
    return shifts.map(({ shift }) => [shift.registration, shift.nameText]);
  });
}

it("gives published shifts to whom a name is taught to mean instead, for later knowledge only", async () => {
  const { unit, before } = await taughtUnit();
  expect(await lifeSupport(unit, noon)).toEqual(["yes", "Dr Ida Berg"]);
  const wasOmar = await teach(unit, { ...ida, registration: "GMC:2" });
  expect(wasOmar).toEqual({ changed: 1, restated: { publications: 1, shifts: 2 } });
  expect(await lifeSupport(unit, noon)).toEqual(["yes", "Dr Omar Said"]);
  expect(await lifeSupport(unit, noon, before)).toEqual(["yes", "Dr Ida Berg"]);
  // The same file again says nothing new, and taught back it is as it was.
  const again = await planRoster(ctx(), await bodyOf(unit));
  expect(again).toMatchObject({ value: { plan: { counts: { unchanged: 3, removed: 0 } } } });
  await teach(unit, ida);
  expect(await shiftsOf(unit)).toEqual([
    ["GMC:1", "Berg, Ida"],
    ["GMC:2", "Said, Omar"],
    ["GMC:1", "Berg, Ida"],
  ]);
});

it("takes published shifts off the roster whose name turns out to be no physician's", async () => {
  const { unit } = await taughtUnit();
  const nurse = { ...ida, meaning: "not_a_physician", registration: null } as const;
  expect(await teach(unit, nurse)).toMatchObject({ restated: { shifts: 2 } });
  expect(await shiftsOf(unit)).toEqual([["GMC:2", "Said, Omar"]]);
  expect((await lifeSupport(unit, noon))[0]).toBe("no");
});

it("makes published shifts unmatched whose name is forgotten", async () => {
  const { unit } = await taughtUnit();
  await teach(unit, { ...ida, meaning: "forget", registration: null });
  expect((await shiftsOf(unit))[0]).toEqual([null, "Berg, Ida"]);
  expect(await lifeSupport(unit, noon)).toEqual(["unknown", "unmatched_shift"]);
});

it("finds a file unchanged whose people were published by their registrations alone", async () => {
  const { unit } = await taughtUnit();
  const body = await bodyOf(unit);
  const bare = { ...body.raw, rows: body.raw.rows.map(({ nameText: _, ...each }) => each) };
  const other = await newUnit();
  await teach(other, day, ida, omarSaid);
  await publishRoster(ctx(), { ...body, unitCode: other, raw: bare }, null);
  const found = await planRoster(ctx(), { ...body, unitCode: other });
  expect(found).toMatchObject({ value: { plan: { counts: { unchanged: 3, changed: 0 } } } });
});

it("joins shifts that a name taught anew gives to one person twice at once", async () => {
  const unit = await newUnit();
  await teach(unit, day, ida, omarSaid);
  const twice = [
    row(2, "Berg, Ida", "23T08:00", "23T20:00"),
    row(3, "Said, Omar", "23T10:00", "23T22:00"),
  ];
  const matched = await matchFile(ctx(), unit, { rows: twice, errors: [] });
  if (!matched.ok) throw new Error(matched.refusal.code);
  await publishRoster(ctx(), { ...(await bodyOf(unit)), raw: matched.value.raw }, null);
  clock.advance(1_000);
  await teach(unit, { ...omarSaid, registration: "GMC:1" });
  expect(await shiftsOf(unit)).toEqual([
    ["GMC:1", "Berg, Ida"],
    ["GMC:1", "Said, Omar"],
  ]);
  expect(await lifeSupport(unit, at("2026-11-23T20:30:00Z"))).toEqual(["yes", "Dr Ida Berg"]);
});

it("makes no source fresher by filling in a name: nobody looked at it", async () => {
  const unit = await newUnit();
  await teach(unit, day);
  await publish(unit);
  const age = async () => {
    const found = await answerCoverage(ctx(), { unitCode: unit, at: noon });
    return found.ok ? found.value.data : null;
  };
  const first = await age();
  clock.advance(hour);
  await teach(unit, word({ given: "Omar Said", registration: "GMC:2" }));
  expect((await age())?.rosterReceivedAt).toBe(first?.rosterReceivedAt);
  expect((await age())?.staleAfter).toBe(first?.staleAfter);
});

it("takes a registration that nobody holds, or half a meaning, from nobody", async () => {
  const unit = await newUnit();
  expect(await teach(unit, word({ given: "X", registration: "GMC:99" }))).toMatchObject({
    code: "registration_not_held",
  });
  expect(await teach(unit, word({ given: "X" }))).toMatchObject({ code: "mapping_incomplete" });
  expect(await teach(unit, { ...day, presence: null })).toMatchObject({
    code: "mapping_incomplete",
  });
});

it("records nothing for what it knew, and forgets what it is told to forget", async () => {
  const unit = await newUnit();
  expect(await teach(unit, day)).toMatchObject({ changed: 1 });
  expect(await teach(unit, { ...day, given: " day" })).toMatchObject({ changed: 0 });
  const nurse = word({ given: "Joy", meaning: "not_a_physician" });
  await teach(unit, nurse);
  const words = async () => {
    const shown = await showMapping(ctx(), unit);
    return shown.ok ? shown.value.words.map((each) => [each.given, each.meaning]) : null;
  };
  expect(await words()).toEqual([
    ["Day", "use"],
    ["Joy", "not_a_physician"],
  ]);
  await teach(unit, { ...nurse, meaning: "forget" });
  expect(await words()).toEqual([["Day", "use"]]);
});

it("offers who is called alike, and what an assignment was before, without deciding either", async () => {
  const unit = await newUnit();
  await teach(unit, day, word({ given: "Berg, Ida", registration: "GMC:1" }));
  await publish(unit);
  const open = { rows: 1, firstRow: 2, beside: [] };
  const asked = await askWords(ctx(), unit, {
    unmatchedNames: [
      { given: "Said, O", ...open },
      { given: "Berg, Ida (77)", ...open },
    ],
    unmappedAssignments: [{ given: "DAY", ...open }],
  });
  expect(asked).toMatchObject({
    value: {
      names: [
        { suggestions: [{ registration: "GMC:2", isClose: true }] },
        { suggestions: [{ registration: "GMC:1", isClose: true }] },
      ],
      duties: [{ suggestion: { role: "resident", presence: "on_site" } }],
      more: 0,
    },
  });
});

it("leaves what is over as it is, where a name means somebody else only from now on", async () => {
  const { unit } = await taughtUnit();
  clock.advance(Math.max(0, night - house.clock.now()));
  const done = await mapWords(ctx(), unit, [{ ...ida, registration: "GMC:2" }], "now");
  expect(done).toMatchObject({ value: { restated: { shifts: 1 } } });
  expect((await shiftsOf(unit)).map(([registration]) => registration)).toEqual([
    ...["GMC:1", "GMC:2", "GMC:2"],
  ]);
});
