import { expect, it } from "vitest";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { forever, instant } from "#app/domain/time/instant.ts";
import { said } from "#test/world/oracle/both.ts";
import {
  always,
  figure,
  h,
  hourMs,
  hours,
  person,
  row,
  rule,
  source,
  unitOf,
} from "#test/world/oracle/small-unit.ts";

const ann = person("ann", ["BASE-CARD", "CRED-CIS"]);
const ben = person("ben", ["BASE-CARD"]);

it("at the hand-over instant exactly one of two adjoining shifts is on", () => {
  const late = person("ben", []);
  const rows = [row("ann", { shift: hours(-8, 0) }), row("ben", { shift: hours(0, 8) })];
  const facts = unitOf({ people: [ann, late], rows });
  expect([h(0, -1), h(0), h(0, 1)].map((at) => said(facts, at))).toEqual(["yes", "no", "no"]);
});

it("the latest publication known whose period holds the instant rules, and only inside its period", () => {
  const [first] = source([row("ann")]).publications;
  const next = { id: "next", entrySeq: 2, recordedAt: h(-1), period: hours(2, 4), assignments: [] };
  const sources = [source([], { publications: [next, first!] })];
  const facts = unitOf({ people: [ann], sources });
  const asked = [h(2, -1), h(2), h(4, -1), h(4)];
  expect(asked.map((at) => said(facts, at))).toEqual(["yes", "no", "no", "yes"]);
});

it("each source replaces only its own rows", () => {
  const other = source([], { name: "other" });
  expect(said(unitOf({ people: [ann], sources: [source([row("ann")]), other] }), h(0))).toBe("yes");
});

it("rows count only inside the published period; beyond the horizon the answer is unknown", () => {
  const sources = [source([row("ann")], { period: hours(-100, 5) })];
  const facts = unitOf({ people: [ann], sources });
  expect([h(5, -1), h(5)].map((at) => said(facts, at))).toEqual(["yes", "unknown"]);
});

it("a fresh roster with nobody on it is a plain no", () => {
  expect(said(unitOf({}), h(0))).toBe("no");
});

it("a unit without any roster is unknown", () => {
  expect(said(unitOf({ sources: [] }), h(0))).toBe("unknown");
});

it("a source is stale when min(at, knownAt) − last check is more than its maximum age", () => {
  const ages = [hourMs, hourMs + 1].map((age) =>
    said(
      unitOf({ people: [ann], sources: [source([row("ann")], { checks: [h(0, -age)] })] }),
      h(0),
    ),
  );
  expect(ages).toEqual(["yes", "unknown"]);
});

it("a future instant inside the horizon is not stale merely for being in the future", () => {
  expect(said(unitOf({ people: [ann], rows: [row("ann")] }), h(90))).toBe("yes");
});

it("a later check heals the past for a later knownAt", () => {
  const rows = [row("ann")];
  const before = unitOf({ people: [ann], sources: [source(rows, { checks: [h(-10)] })] });
  const after = unitOf({ people: [ann], sources: [source(rows, { checks: [h(-10), h(0)] })] });
  expect([before, after].map((facts) => said(facts, h(-5)))).toEqual(["unknown", "yes"]);
});

it("leave cancels a person's other rows in the unit while it lasts", () => {
  const leave = row("ann", { role: "not_counted", shift: hours(2, 3) });
  const sources = [source([row("ann")]), source([leave], { name: "leave" })];
  const facts = unitOf({ people: [ann], sources });
  expect([h(2, -1), h(2), h(3)].map((at) => said(facts, at))).toEqual(["yes", "no", "yes"]);
});

it.each(["fellow", "resident", "perfusionist"] as const)(
  "a rule admits no %s unless it says so",
  (role) => {
    const draft = { people: [ann], rows: [row("ann", { role })] };
    expect(said(unitOf(draft), h(0))).toBe("no");
    const admitting = { ...draft, rules: [rule("R1", { roles: [role] })] };
    expect(said(unitOf(admitting), h(0))).toBe("yes");
  },
);

it("the licence must be active in the unit's jurisdiction; one that could not be read is unknown", () => {
  const withLicence = (jurisdiction: string, readable: boolean) => {
    const licences = [{ jurisdiction, during: hours(-5, 2), readable }];
    return unitOf({ people: [{ ...ann, licences }], rows: [row("ann")] });
  };
  expect(said(withLicence("DE", true), h(2, -1))).toBe("yes");
  expect(said(withLicence("DE", true), h(2))).toBe("no");
  expect(said(withLicence("FR", true), h(0))).toBe("no");
  expect(said(withLicence("DE", false), h(0))).toBe("unknown");
});

it("one any_of code and every all_of code must be in standing at that instant", () => {
  const both = rule("R1", { anyOf: ["CRED-CIS", "CRED-STL"], allOf: ["BASE-CARD"] });
  const answers = [ann, ben, person("cai", ["CRED-STL"])].map((each) =>
    said(unitOf({ rules: [both], people: [each], rows: [row(each.id)] }), h(0)),
  );
  expect(answers).toEqual(["yes", "no", "no"]);
});

it("when validity ends at 02:00, cover ends at 02:00; past re-verify it is unknown", () => {
  const [held] = ann.credentials;
  const stretches = [
    { start: h(-50), end: h(2), state: "issued", counts: "yes" },
    { start: h(2), end: h(4), state: "issued", counts: "unknown" },
    { start: h(4), end: forever, state: "expired", counts: "no" },
  ] as const;
  const facts = unitOf({
    people: [{ ...ann, credentials: [{ ...held!, stretches }] }],
    rows: [row("ann")],
  });
  const asked = [h(2, -1), h(2), h(4, -1), h(4)];
  expect(asked.map((at) => said(facts, at))).toEqual(["yes", "unknown", "unknown", "no"]);
});

it("where the rule names a privilege, that local privilege of the unit is needed", () => {
  const asking = rule("R1", { privileges: { "BASE-CARD": "va-ecmo-cannulation" } });
  const grant = (unitId: string) => {
    const privileges = [{ unitId, code: "va-ecmo-cannulation", during: always }];
    return unitOf({ rules: [asking], people: [{ ...ann, privileges }], rows: [row("ann")] });
  };
  expect([grant("unit"), grant("other")].map((facts) => said(facts, h(0)))).toEqual(["yes", "no"]);
});

it("on site in two units of different site counts in neither; a stale roster there: unknown", () => {
  const there = (site: string, fresh: boolean) => {
    const elsewhere = [{ personId: "ann", unitCode: "b", site, during: hours(1, 2), fresh }];
    return unitOf({ people: [ann], rows: [row("ann")], elsewhere });
  };
  expect([h(1, -1), h(1), h(2)].map((at) => said(there("north", true), at))).toEqual([
    "yes",
    "no",
    "yes",
  ]);
  expect(said(there("north", false), h(1))).toBe("unknown");
});

it("being on site elsewhere while on call here leaves the answer as it is", () => {
  const elsewhere = [
    { personId: "ann", unitCode: "b", site: "north", during: always, fresh: true },
  ];
  const rules = [rule("R1", { presence: "on_call" })];
  const rows = [row("ann", { presence: "on_call" })];
  expect(said(unitOf({ rules, people: [ann], rows, elsewhere }), h(0))).toBe("yes");
});

it("rows with the same name text are one wildcard", () => {
  const two = [rule("R1", { min: figure(2) })];
  const rows = (second: string) => [row("?Dr A"), row(second, { role: "surgeon" })];
  expect(said(unitOf({ rules: two, rows: rows("?Dr A") }), h(0))).toBe("no");
  expect(said(unitOf({ rules: two, rows: rows("?Dr B") }), h(0))).toBe("unknown");
});

it("an unmatched row is a wildcard only for rules that admit its role and presence", () => {
  const rows = [row("?Dr A", { role: "fellow" })];
  expect(said(unitOf({ rows }), h(0))).toBe("no");
  const away = [row("?Dr A", { presence: "on_call" })];
  expect(said(unitOf({ rows: away }), h(0))).toBe("no");
});

it("a person on site meets at most one on-site rule and two on-call rules as well", () => {
  const onCall = ["C1", "C2", "C3"].map((id) => rule(id, { presence: "on_call" }));
  const draft = { people: [ann], rows: [row("ann")] };
  const answers = (rules: ReturnType<typeof rule>[]) => said(unitOf({ ...draft, rules }), h(0));
  expect(answers([rule("S1"), ...onCall.slice(0, 2)])).toBe("yes");
  expect(answers([rule("S1"), rule("S2")])).toBe("no");
  expect(answers(onCall)).toBe("no");
});

it("people already placed may be moved, no earlier rule is given up", () => {
  const wide = rule("R1");
  const narrow = rule("R2", { anyOf: ["CRED-CIS"] });
  const facts = unitOf({
    rules: [wide, narrow],
    people: [ann, ben],
    rows: [row("ann"), row("ben")],
  });
  expect(said(facts, h(0))).toBe("yes");
  const alone = unitOf({ rules: [narrow, wide], people: [ann], rows: [row("ann")] });
  expect(said(alone, h(0), "R1")).toBe("no");
  expect(said(alone, h(0), "R2")).toBe("yes");
});

it("a warn rule takes nobody from a block rule, wherever content has it", () => {
  const rules = [rule("W", { severity: "warn" }), rule("B")];
  const facts = unitOf({ rules, people: [ann], rows: [row("ann")] });
  expect([said(facts, h(0)), said(facts, h(0), "W")]).toEqual(["yes", "no"]);
});

it("one person can meet a tier rule and its guard twin, in a unit with a VA-ECMO service", () => {
  const { unit } = unitOf({});
  const profiles = [{ during: hours(-9, 5), tier: "none", services: new Set(["va_ecmo_service"]) }];
  const draft = {
    guard: [rule("G1")],
    unit: { ...unit, profiles: profiles as typeof unit.profiles },
  };
  expect(said(unitOf({ ...draft, people: [ann], rows: [row("ann")] }), h(0))).toBe("yes");
  const without = unitOf({ ...draft, rules: [] });
  expect([h(5, -1), h(5)].map((at) => said(without, at))).toEqual(["no", "unknown"]);
});

it("a rule is met all or nothing, and an unmet rule keeps nobody", () => {
  const rules = [rule("R1", { min: figure(2) }), rule("R2")];
  const facts = unitOf({ rules, people: [ann], rows: [row("ann")] });
  expect([said(facts, h(0), "R1"), said(facts, h(0), "R2")]).toEqual(["no", "yes"]);
});

it("a nearer person may meet a farther requirement, never the reverse, in the rule's time", () => {
  const near = rule("R1", { presence: "on_call", responseMinutes: figure(20) });
  const answer = (but: Parameters<typeof row>[1]) =>
    said(unitOf({ rules: [near], people: [ann], rows: [row("ann", but)] }), h(0));
  expect(answer({})).toBe("yes");
  expect(answer({ presence: "on_call", responseMinutes: 20 })).toBe("yes");
  expect(answer({ presence: "on_call", responseMinutes: 21 })).toBe("no");
  expect(answer({ presence: "remote", responseMinutes: 5 })).toBe("no");
});

it("remote rules admit the hub's people, its wildcards and its staleness", () => {
  const rules = [rule("R1", { presence: "remote", responseMinutes: figure(15) })];
  const withHub = (rows: Parameters<typeof source>[0], checkedAt = h(0)) => {
    const sources = [source(rows, { checks: [checkedAt] })];
    const { maxAgeMs } = unitOf({}).settings;
    const hub = { unitId: "hub", code: "hub", site: "west", during: hours(-9, 9) };
    return unitOf({ rules, people: [ann], hubs: [{ ...hub, sources, maxAgeMs }] });
  };
  expect(said(withHub([row("ann")]), h(0))).toBe("yes");
  expect(said(withHub([row("ann")]), h(9))).toBe("no");
  expect(said(withHub([]), h(0))).toBe("no");
  expect(said(withHub([row("?Dr H")]), h(0))).toBe("unknown");
  expect(said(withHub([row("ann")], h(-2)), h(0))).toBe("unknown");
});

it("named rules take the appointed person with the credential asked and consume nobody", () => {
  const named = rule("R1", { presence: "named", post: "unit_director" });
  const appointments = [{ unitId: "unit", post: "unit_director", during: hours(-5, 5) }];
  const rules = [named, rule("R2")];
  const facts = unitOf({ rules, people: [{ ...ann, appointments }], rows: [row("ann")] });
  expect([said(facts, h(0)), said(facts, h(5))]).toEqual(["yes", "no"]);
});

const counting = { when: { count: "ecmo_patients", above: 0 } } as const;
const state = (patients: number, validUntil = h(20)): UnitFacts["states"][number] => ({
  recordedAt: h(-1),
  validUntil,
  counts: { ecmo_patients: patients },
});

it("a condition is known false, known true, or unknown where there is no recent value", () => {
  const rules = [rule("R1", counting)];
  const answers = (states: UnitFacts["states"], people = [ann]) =>
    said(unitOf({ rules, people, rows: people.map((each) => row(each.id)), states }), h(0), "R1");
  expect(answers([state(0)])).toBe("not-applicable");
  expect(answers([state(1)], [])).toBe("no");
  expect(answers([], [])).toBe("unknown");
  expect(answers([])).toBe("yes");
});

it("a state holds until the earlier of its validUntil and 12 h", () => {
  const rules = [rule("R1", counting), rule("R2", { presence: "named", post: "nobody" })];
  const facts = (until: number) => unitOf({ rules, states: [state(1, h(until))] });
  expect([h(3, -1), h(3)].map((at) => said(facts(3), at, "R1"))).toEqual(["no", "unknown"]);
  expect([h(11, -1), h(11)].map((at) => said(facts(20), at, "R1"))).toEqual(["no", "unknown"]);
});

it("a rule with an unknown condition is placed after those whose condition is known", () => {
  const facts = unitOf({
    rules: [rule("R1", counting), rule("R2")],
    people: [ann],
    rows: [row("ann")],
  });
  expect([said(facts, h(0), "R1"), said(facts, h(0), "R2")]).toEqual(["unknown", "yes"]);
});

it("a formula asks for as many people as the count says, for none at 0", () => {
  const rules = [rule("R1", { minFormula: { count: "beds_occupied", per: figure(10) } })];
  const answer = (beds: number) => {
    const counts = { beds_occupied: beds };
    const states = [{ recordedAt: h(-1), validUntil: h(9), counts }];
    const rows = [row("ann"), row("ben")];
    return said(unitOf({ rules, people: [ann, ben], rows, states }), h(0), "R1");
  };
  expect([0, 1, 20, 21].map(answer)).toEqual(["not-applicable", "yes", "yes", "no"]);
});

it("no rule set, or no applicable block rule: unknown", () => {
  expect(said(unitOf({ rules: [] }), h(0))).toBe("unknown");
  const warn = unitOf({
    rules: [rule("W", { severity: "warn" })],
    people: [ann],
    rows: [row("ann")],
  });
  expect(said(warn, h(0))).toBe("unknown");
});

it("windows are local clock: day is 08:00–18:00 on the unit's wall", () => {
  const facts = unitOf({
    rules: [rule("R1", { window: "day" })],
    people: [ann],
    rows: [row("ann")],
  });
  const asked = [h(6, -1), h(6), h(16, -1), h(16)];
  expect(asked.map((at) => said(facts, at, "R1"))).toEqual([
    "not-applicable",
    "yes",
    "yes",
    "not-applicable",
  ]);
});

it("a window of the hour that the clock shows twice is open twice", () => {
  const jump = Date.UTC(2026, 9, 25, 1);
  const facts = unitOf({ rules: [rule("R1", { window: "day" })] });
  const day = { startMinute: 120, endMinute: 150 };
  const early = { ...facts, sources: [], settings: { ...facts.settings, day } };
  const opens = [-61, -60, -31, -30, -1, 0, 29, 30].map(
    (minutes) => said(early, instant(jump + minutes * 60_000), "R1") !== "not-applicable",
  );
  expect(opens).toEqual([false, true, true, false, false, true, true, false]);
});
