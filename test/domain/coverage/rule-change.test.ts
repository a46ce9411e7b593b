import { expect, it } from "vitest";
import { changedRules, differenceOf, newRuleIds } from "#app/domain/coverage/rule-change.ts";
import { figure, rule } from "#test/world/oracle/small-unit.ts";

const [one, two] = [rule("U1"), rule("U2", { presence: "on_call" })];

it("adds at the end, replaces in place, removes by id", () => {
  const more = rule("U2", { min: figure(2) });
  expect(changedRules([one], { kind: "add", rules: [two] })).toEqual([one, two]);
  expect(changedRules([one, two], { kind: "replace", rule: more })).toEqual([one, more]);
  expect(changedRules([one, two], { kind: "remove", id: "U1" })).toEqual([two]);
});

it("never gives an id again, also not that of a removed rule", () => {
  expect(newRuleIds([], 2)).toEqual(["U1", "U2"]);
  expect(newRuleIds(["U1", "U7", "A3"], 2)).toEqual(["U8", "U9"]);
});

it("says what differs between two versions, whatever the order of fields", () => {
  const turned = Object.fromEntries(Object.entries(one).reverse()) as typeof one;
  const more = rule("U2", { min: figure(2) });
  expect(differenceOf([one, two], [turned, two])).toEqual({ added: [], removed: [], changed: [] });
  expect(differenceOf([one, two], [more, rule("U3")])).toEqual({
    added: [rule("U3")],
    removed: [one],
    changed: [{ before: two, after: more }],
  });
});
