import fc from "fast-check";
import { expect, it } from "vitest";
import { matchInOrder } from "#app/domain/coverage/matching.ts";
import { allCanBeMet, keptInOrder } from "./brute-force.ts";

const people = 4;
const demands = fc.array(
  fc.record({
    candidates: fc.uniqueArray(fc.nat(people - 1), { maxLength: people }),
    min: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 5 },
);

it("moves people already placed rather than leave a later rule unmet", () => {
  const two = [
    { candidates: [0, 1], min: 1 },
    { candidates: [0], min: 1 },
  ];
  expect(matchInOrder(two, 2, 1)).toEqual([[1], [0]]);
});

it("gives up no earlier rule, and an unmet rule keeps nobody", () => {
  const three = [
    { candidates: [0], min: 1 },
    { candidates: [0, 1], min: 2 },
    { candidates: [1], min: 1 },
  ];
  expect(matchInOrder(three, 2, 1)).toEqual([[0], null, [1]]);
});

it("meets exactly the rules that trying every choice of people meets", () => {
  fc.assert(
    fc.property(demands, fc.integer({ min: 1, max: 2 }), (asked, capacity) => {
      const found = matchInOrder(asked, people, capacity);
      expect(found.map((each) => each !== null)).toEqual(keptInOrder(asked, people, capacity));
    }),
    { numRuns: 1000 },
  );
});

it("meets all rules whenever all can be met together", () => {
  fc.assert(
    fc.property(demands, fc.integer({ min: 1, max: 2 }), (asked, capacity) => {
      const isWhole = !matchInOrder(asked, people, capacity).includes(null);
      expect(isWhole).toBe(allCanBeMet(asked, people, capacity));
    }),
    { numRuns: 500 },
  );
});

it("gives each rule distinct candidates of its own and nobody more rules than allowed", () => {
  fc.assert(
    fc.property(demands, fc.integer({ min: 1, max: 2 }), (asked, capacity) => {
      const found = matchInOrder(asked, people, capacity);
      const load = new Map<number, number>();
      for (const [d, placed] of found.entries()) {
        if (!placed) continue;
        expect(new Set(placed).size).toBe(asked[d]!.min);
        for (const p of placed) {
          expect(asked[d]!.candidates).toContain(p);
          load.set(p, (load.get(p) ?? 0) + 1);
        }
      }
      expect(Math.max(0, ...load.values())).toBeLessThanOrEqual(capacity);
    }),
  );
});
