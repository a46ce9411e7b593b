import { expect, it } from "vitest";
import {
  byTierAndUrgency,
  filtered,
  type NetworkUnit,
  talliesBy,
  tallyOf,
} from "#app/domain/coverage/network.ts";
import { unitTiers } from "#app/domain/coverage/rule.ts";

const unit = (code: string, more: Partial<NetworkUnit> = {}): NetworkUnit => ({
  code,
  name: code,
  region: "north",
  tier: "basic",
  answer: "yes",
  ...more,
});

it("puts the highest tier first, and in it what is not covered before what is", () => {
  const units = [
    unit("a"),
    unit("b", { answer: "unknown" }),
    unit("c", { answer: "no" }),
    unit("d", { tier: "advanced" }),
    unit("e", { tier: "none", answer: "no" }),
  ];
  expect(byTierAndUrgency(units).map(({ code }) => code)).toEqual(["d", "c", "b", "a", "e"]);
});

it("counts every unit once, whatever it is counted by", () => {
  const units = unitTiers.flatMap((tier, i) =>
    (["yes", "no", "unknown"] as const).map((answer) =>
      unit(`${tier}-${answer}`, { tier, answer, region: i % 2 ? "north" : "south" }),
    ),
  );
  expect(tallyOf(units)).toEqual({ yes: 4, no: 4, unknown: 4, all: 12 });
  for (const groups of [
    talliesBy(units, ({ tier }) => tier, unitTiers),
    talliesBy(units, ({ region }) => region),
  ]) {
    expect(groups.reduce((sum, { tally }) => sum + tally.all, 0)).toBe(units.length);
  }
});

it("shows the units that fit all that was chosen, and all of them where nothing was", () => {
  const units = [unit("a"), unit("b", { region: "south" }), unit("c", { answer: "no" })];
  expect(filtered(units, {})).toEqual(units);
  expect(filtered(units, { region: "north", answer: "no" }).map(({ code }) => code)).toEqual(["c"]);
});
