import { expect, it } from "vitest";
import { previewOf, withOwnRules } from "#app/domain/coverage/rule-preview.ts";
import {
  always,
  figure,
  h,
  hourMs,
  hours,
  person,
  row,
  rule,
  unitOf,
} from "#test/world/oracle/small-unit.ts";

const ann = person("ann", ["BASE-CARD"]);
const ben = person("ben", ["BASE-CARD"]);
const rows = [row("ann"), row("ben", { shift: hours(0, 4) })];
const facts = unitOf({ people: [ann, ben], rows });

it("says how the answer would be, how each rule would, and names every new miss", () => {
  const two = rule("U1", { min: figure(2), presence: "on_call" });
  const after = withOwnRules(facts, "own", [two], always);
  const preview = previewOf(facts, after, hours(0, 10));
  expect(preview.before).toMatchObject({ yes: 10 * hourMs, no: 0 });
  expect(preview.after).toMatchObject({ yes: 4 * hourMs, no: 6 * hourMs });
  expect(preview.rules.get("U1")).toMatchObject({ yes: 4 * hourMs, no: 6 * hourMs });
  expect(preview.worse).toEqual([{ start: h(4), end: h(10), was: "yes", is: "no", rules: ["U1"] }]);
  expect(preview.better).toEqual([]);
});

it("takes the place of the rules that the unit has, and names what gets better without them", () => {
  const two = rule("U1", { min: figure(2), presence: "on_call" });
  const before = withOwnRules(facts, "own", [two], always);
  const preview = previewOf(before, withOwnRules(before, "own", [], always), hours(0, 10));
  expect(preview.better).toEqual([
    { start: h(4), end: h(10), was: "no", is: "yes", rules: ["U1"] },
  ]);
  expect(preview.worse).toEqual([]);
});
