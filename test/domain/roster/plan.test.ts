import fc from "fast-check";
import { expect, it } from "vitest";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { overlapping, planOf, withoutTwins } from "#app/domain/roster/plan.ts";
import { planText, textOf } from "#app/domain/roster/plan-text.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { hour, type Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const at = (hours: number) => (hours * hour) as Instant;
const shift = (
  who: string,
  from: number,
  to: number,
  more: Partial<RosterShift> = {},
): RosterShift => ({
  registration: `GMC:${who}`,
  nameText: null,
  role: "attending",
  presence: "on_site",
  shift: interval(at(from), at(to)),
  responseMinutes: 0,
  assignment: null,
  contact: null,
  reference: null,
  ...more,
});
const whole = (shifts: readonly RosterShift[]) =>
  shifts.map((each) => ({ shift: each, isWhole: true }));
const plan = (wanted: readonly RosterShift[], current: readonly RosterShift[], now = at(0)) =>
  planOf(wanted, whole(current), now);

it("knows a shift again by its reference, else by person, role, presence and start", () => {
  const moved = shift("1", 9, 20, { reference: "r1" });
  expect(plan([moved], [shift("1", 8, 20, { reference: "r1" })]).counts).toMatchObject({
    changed: 1,
  });
  expect(plan([shift("1", 9, 20)], [shift("1", 8, 20)]).counts).toMatchObject({
    added: 1,
    removed: 1,
  });
  expect(plan([shift("1", 8, 21)], [shift("1", 8, 20)]).counts).toMatchObject({ changed: 1 });
});

it("pairs what is alike first, so that a neighbour with the same key stays unchanged", () => {
  const [ward, ecmo] = ["ward", "ecmo"].map((assignment) => shift("1", 8, 20, { assignment }));
  if (!ward || !ecmo) throw new Error();
  expect(plan([ecmo, ward], [ward]).counts).toEqual({
    added: 1,
    changed: 0,
    removed: 0,
    unchanged: 1,
  });
});

it("calls a shift changed that reads the same but counts for longer", () => {
  const same = shift("1", 8, 20);
  const cut = planOf([same], [{ shift: same, isWhole: false }], at(0));
  expect(cut.counts).toMatchObject({ changed: 1, unchanged: 0 });
});

it("alters the past when a shift that has begun is added, changed or removed, and only then", () => {
  const [begun, coming] = [shift("1", 8, 20), shift("2", 20, 32)];
  const now = at(10);
  expect(plan([begun, coming], [begun], now).altersThePast).toBe(false);
  expect(plan([coming], [begun], now).altersThePast).toBe(true);
  expect(plan([begun], [], now).altersThePast).toBe(true);
  expect(plan([shift("1", 8, 21)], [begun], now).altersThePast).toBe(true);
});

it("names the later row when the same assignment overlaps, and lets hand-overs pass", () => {
  const rows = [shift("1", 8, 20), shift("1", 20, 30), shift("1", 29, 40), shift("2", 8, 20)];
  expect(overlapping(rows.map((each, i) => ({ row: i + 2, shift: each })))).toEqual([
    { row: 4, field: "row", code: "overlaps_row", detail: { other: 3 } },
  ]);
});

const anyShift = fc
  .record({
    who: fc.constantFrom("1", "2", "3"),
    from: fc.integer({ min: 0, max: 40 }),
    hours: fc.integer({ min: 1, max: 24 }),
    assignment: fc.constantFrom(null, "a", "b"),
    reference: fc.option(fc.constantFrom("r", "s"), { nil: null }),
  })
  .map(({ who, from, hours, ...more }) => shift(who, from, from + hours, more));
const roster = fc.array(anyShift, { maxLength: 8 });

it("accounts for every shift once, and says unchanged of a roster against itself", () => {
  fc.assert(
    fc.property(roster, roster, (wanted, current) => {
      const { counts } = plan(wanted, current);
      expect(counts.added + counts.changed + counts.unchanged).toBe(wanted.length);
      expect(counts.removed + counts.changed + counts.unchanged).toBe(current.length);
      expect(plan(current, current).counts.unchanged).toBe(current.length);
    }),
  );
});

it("is the same plan in whatever order the rows come", () => {
  const place = { unit: "u", source: "s", period: interval(at(0), at(100)) };
  fc.assert(
    fc.property(
      fc.uniqueArray(anyShift, { maxLength: 6, selector: (s) => JSON.stringify(s) }),
      (rows) => {
        const text = (wanted: readonly RosterShift[]) => planText(place, plan(wanted, []));
        expect(text([...rows].reverse())).toBe(text(rows));
      },
    ),
  );
});

it("writes what is hashed as its canonical text, as a canonicaliser would", () => {
  const place = { unit: "u", source: 's "quoted"', period: interval(at(0), at(100)) };
  fc.assert(
    fc.property(roster, roster, (wanted, current) => {
      const text = planText(place, plan(wanted, current));
      expect(canonical(JSON.parse(text))).toBe(text);
    }),
  );
});

it("is the same plan whether a registration was written or found by a taught name", () => {
  const place = { unit: "u", source: "s", period: interval(at(0), at(100)) };
  const found = shift("1", 8, 20, { nameText: "Berg, Ida" });
  expect(plan([found], [shift("1", 8, 20)]).counts).toMatchObject({ unchanged: 1 });
  const [byName, written] = [found, shift("1", 8, 20)].map((each) =>
    planText(place, plan([each], [])),
  );
  expect(byName).toBe(written);
  expect(textOf(found)).toBe(textOf(shift("1", 8, 20)));
});

it("covers the same time without a person twice at once in one assignment", () => {
  fc.assert(
    fc.property(roster, (shifts) => {
      const joined = withoutTwins(shifts);
      expect(overlapping(joined.map((each, row) => ({ shift: each, row })))).toEqual([]);
      const cover = (all: readonly RosterShift[], hours: number) =>
        new Set(
          all.flatMap((each) =>
            each.shift.start <= at(hours) && at(hours) < each.shift.end
              ? `${each.registration} ${each.assignment}`
              : [],
          ),
        );
      for (let hours = 0; hours < 64; hours += 1)
        expect(cover(joined, hours)).toEqual(cover(shifts, hours));
    }),
  );
});
