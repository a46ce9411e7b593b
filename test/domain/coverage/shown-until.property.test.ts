import fc from "fast-check";
import { expect, it } from "vitest";
import { type Answer, answerAt } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { shownUntil } from "#app/domain/coverage/shown-until.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { randomUnit } from "#test/world/random-units.ts";

/** The answer of somebody who asks at an instant about that instant. */
const asked = (facts: UnitFacts, now: Instant): Answer =>
  answerAt({ ...facts, knownAt: now }, now, { isNow: true });

const without = ({ at: _, ...rest }: Answer) => rest;

it("reads the same to the letter until the instant that is said, if nothing is recorded", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  let compared = 0;
  fc.assert(
    fc.property(randomUnit, share, ({ facts }, part) => {
      const first = asked(facts, facts.knownAt);
      const end = Math.min(shownUntil(facts, first), later(facts.knownAt, 2 * day));
      const [middle, last] = [first.at + Math.floor((end - 1 - first.at) * part), end - 1];
      for (const now of [middle, last] as Instant[]) {
        if (now <= first.at) continue;
        compared++;
        expect(without(asked(facts, now))).toEqual(without(first));
      }
    }),
    { numRuns: 600, seed: 20261122 },
  );
  expect(compared).toBeGreaterThan(600);
}, 60_000);
