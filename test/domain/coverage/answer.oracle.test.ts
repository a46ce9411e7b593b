import fc from "fast-check";
import { expect, it } from "vitest";
import { answerAt } from "#app/domain/coverage/answer.ts";
import { answersPart } from "#test/world/oracle/compare-answer.ts";
import { described } from "#test/world/oracle/described.ts";
import { h, hours, person, row, source, unitOf } from "#test/world/oracle/small-unit.ts";
import { type RandomUnit, randomUnit } from "#test/world/random-units.ts";

const roomy = 60_000;

const agrees = ({ facts, at }: Pick<RandomUnit, "facts" | "at">) => {
  const fault = answersPart(facts, at);
  if (fault) expect.fail(`${fault}\n${described(facts, at)}`);
};

it(
  "answers every rule as the oracle does, a millisecond before, at and after any edge",
  () => {
    fc.assert(fc.property(randomUnit, agrees), { numRuns: 800 });
  },
  roomy,
);

it(
  "answers for now as the oracle does, and holds as long as it says",
  () => {
    const asNow = ({ facts }: RandomUnit) => agrees({ facts, at: facts.knownAt });
    fc.assert(fc.property(randomUnit, asNow), { numRuns: 300 });
  },
  roomy,
);

it("holds no longer than until somebody is on site at a hub as well", () => {
  const sources = [source([row("ann", { shift: hours(2, 4) })])];
  const { maxAgeMs } = unitOf({}).settings;
  const hub = { unitId: "hub", code: "hub", site: "west", during: hours(-50, 50), sources };
  const facts = unitOf({
    people: [person("ann", ["BASE-CARD"])],
    rows: [row("ann")],
    hubs: [{ ...hub, maxAgeMs }],
  });
  const answers = [h(1), h(2), h(4)].map((at) => answerAt(facts, at));
  expect(answers.map(({ answer }) => answer)).toEqual(["yes", "no", "yes"]);
  expect(answers.slice(0, 2).map(({ holdsUntil }) => holdsUntil)).toEqual([h(2), h(4)]);
});
