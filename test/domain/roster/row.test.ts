import fc from "fast-check";
import { expect, it } from "vitest";
import { type RawRow, type RosterField, readRow } from "#app/domain/roster/row.ts";
import {
  formatInstant,
  hour,
  type Instant,
  later,
  parseInstant,
} from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const at = (text: string) => parseInstant(text) as Instant;
const how = {
  timeZone: "Europe/Berlin",
  period: interval(at("2026-10-20T00:00:00Z"), at("2026-11-30T00:00:00Z")),
  shiftDaysMax: 8,
  defaultResponse: { ecmo: 15 },
};
const fields: RawRow["fields"] = {
  registration: "GMC:7012345",
  role: "attending",
  presence: "on_site",
  start: "2026-10-24T20:00",
  end: "2026-10-25T08:00",
};
const read = (change: Partial<Record<RosterField, string>> = {}) =>
  readRow({ row: 2, fields: { ...fields, ...change } }, how);
const codes = (change: Partial<Record<RosterField, string>>) => {
  const found = read(change);
  return "errors" in found ? found.errors.map(({ field, code }) => `${field} ${code}`) : [];
};

it("reads local times in the unit's zone: the autumn night is 13 hours long", () => {
  const found = read();
  if ("errors" in found) throw new Error(JSON.stringify(found.errors));
  const { start, end } = found.shift.shift;
  expect([formatInstant(start), (end - start) / hour]).toEqual(["2026-10-24T18:00:00Z", 13]);
});

it.each<[Partial<Record<RosterField, string>>, string]>([
  [{ registration: "" }, "registration missing"],
  [{ registration: "7012345" }, "registration not_a_registration"],
  [{ role: "boss" }, "role not_in_list"],
  [{ role: "Attending" }, "role not_in_list"],
  [{ presence: "home" }, "presence not_in_list"],
  [{ start: "2026-10-25T02:30" }, "start time_happens_twice"],
  [{ end: "2026-10-25" }, "end not_a_time"],
  [{ end: "2026-10-25T24:00" }, "end not_a_time"],
  [{ end: "2026-10-24T20:00" }, "end no_length"],
  [{ end: "2026-10-24T19:00" }, "end end_before_start"],
  [{ end: "2026-11-02T20:01" }, "end shift_too_long"],
  [{ start: "2026-12-24T20:00", end: "2026-12-25T08:00" }, "start outside_period"],
  [{ responseMinutes: "5" }, "responseMinutes on_site_has_no_response"],
  [{ presence: "on_call" }, "responseMinutes response_needed"],
  [{ presence: "on_call", responseMinutes: "-5" }, "responseMinutes not_minutes"],
  [{ presence: "on_call", responseMinutes: "1441" }, "responseMinutes not_minutes"],
  [{ contact: "=1+1" }, "contact formula_cell"],
  [{ contact: "a\u0000b" }, "contact not_plain_text"],
  [{ reference: "two\nlines" }, "reference not_plain_text"],
  [{ assignment: "half \ud800" }, "assignment not_plain_text"],
  [{ assignment: "x".repeat(121) }, "assignment too_long"],
])("refuses %o", (change, expected) => {
  expect(codes(change)).toEqual([expected]);
});

it("takes an offset as the way to say which of two readings is meant", () => {
  const minutes = (start: string) => {
    const found = read({ start });
    if ("errors" in found) throw new Error(JSON.stringify(found.errors));
    return (found.shift.shift.end - found.shift.shift.start) / hour;
  };
  expect([minutes("2026-10-25T02:30+02:00"), minutes("2026-10-25T02:30+01:00")]).toEqual([
    6.5, 5.5,
  ]);
});

it("takes the unit's default response for that assignment, and no other", () => {
  const found = read({ presence: "on_call", assignment: "ecmo" });
  expect("shift" in found && found.shift.responseMinutes).toBe(15);
  expect(codes({ presence: "on_call", assignment: "ward" })).toEqual([
    "responseMinutes response_needed",
  ]);
});

it("names every bad field of a row at once", () => {
  const bad = { registration: "x", role: "y", presence: "z", start: "a", end: "b" };
  expect(codes(bad).map((each) => each.split(" ")[0])).toEqual(Object.keys(bad));
});

it("reads back exactly what it was given as instants", () => {
  const start = fc.integer({ min: 0, max: 700 * 60 });
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 8 * 24 * 60 }), (from, minutes) => {
      const shift = interval(
        later(how.period.start, from * 60_000),
        later(how.period.start, (from + minutes) * 60_000),
      );
      const found = read({ start: formatInstant(shift.start), end: formatInstant(shift.end) });
      expect("shift" in found && found.shift.shift).toEqual(shift);
    }),
  );
});

it("never throws, whatever stands in the row", () => {
  const anything = fc.record(
    Object.fromEntries(
      ["registration", "role", "presence", "start", "end", "responseMinutes", "contact"].map(
        (name) => [name, fc.string()],
      ),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anything, (row) => {
      const found = readRow({ row: 1, fields: row }, how);
      expect("shift" in found || found.errors.length > 0).toBe(true);
    }),
  );
});
