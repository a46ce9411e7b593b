import fc from "fast-check";
import { expect, it } from "vitest";
import { type Answer, answerAt, type RuleAnswer } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import {
  withEverybodyNear,
  withEverythingHeld,
  withOnly,
  withRule,
} from "#test/world/explained.ts";
import { described } from "#test/world/oracle/described.ts";
import { randomUnit } from "#test/world/random-units.ts";

const roomy = 120_000;
const metIn = ({ rules }: Answer) => rules.filter(({ answer }) => answer === "yes");
const idsOf = (rules: readonly RuleAnswer[]) => rules.map(({ id }) => id);
const namedIn = (rules: readonly RuleAnswer[]) => new Set(rules.flatMap(({ metBy }) => metBy));

/** Whether these people by themselves meet all of these rules. */
function meet(
  facts: UnitFacts,
  at: Instant,
  people: ReadonlySet<string>,
  rules: readonly string[],
) {
  const found = idsOf(metIn(answerAt(withOnly(facts, people), at)));
  return rules.every((id) => found.includes(id));
}

it(
  "names for a yes enough people, and none that it does not take",
  () => {
    let [told, several] = [0, 0];
    fc.assert(
      fc.property(randomUnit, ({ facts, at }) => {
        const met = metIn(answerAt(facts, at));
        const named = namedIn(met);
        if (named.size > 0) told++;
        if (named.size > 1) several++;
        if (!meet(facts, at, named, idsOf(met))) {
          expect.fail(`${[...named]} do not suffice\n${described(facts, at)}`);
        }
        for (const id of named) {
          const others = new Set([...named].filter((each) => each !== id));
          if (meet(facts, at, others, idsOf(met))) {
            expect.fail(`${id} of ${[...named]} is not needed\n${described(facts, at)}`);
          }
        }
      }),
      { numRuns: 800, seed: 20261122 },
    );
    expect(told).toBeGreaterThan(80);
    expect(several).toBeGreaterThan(8);
  },
  roomy,
);

it(
  "names for a no everybody who stands but one thing away from meeting it",
  () => {
    let [told, usedUp] = [0, 0];
    fc.assert(
      fc.property(randomUnit, ({ facts, at }) => {
        const answer = answerAt(facts, at);
        const refused = answer.rules.filter((rule) => rule.answer === "no");
        for (const { id, reasons } of refused) {
          const named = new Set(reasons.map(({ practitioner }) => practitioner));
          const silent = new Set([...facts.people.keys()].filter((each) => !named.has(each)));
          // Whoever is needed elsewhere cannot be asked here: neither they nor whom nobody matched.
          const isUsedUp = reasons.some(({ code }) => code === "already_counted");
          const held = facts.registrations.filter(({ during }) => holds(during, at));
          const left = isUsedUp ? withOnly({ ...facts, registrations: held }, silent) : facts;
          if (isUsedUp) usedUp++;
          else told++;
          const alone = withRule(left, id);
          for (const mended of [
            alone,
            withEverythingHeld(alone, silent),
            withEverybodyNear(alone, silent, at),
          ]) {
            const after = answerAt(mended, at).rules.find((rule) => rule.id === id)?.answer;
            if (after !== "no") expect.fail(`${id} would be ${after}\n${described(facts, at)}`);
          }
        }
      }),
      { numRuns: 800, seed: 4 },
    );
    expect(told).toBeGreaterThan(150);
    expect(usedUp).toBeGreaterThan(3);
  },
  roomy,
);
