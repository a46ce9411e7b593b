import fc from "fast-check";
import { expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { calendarsPart } from "#test/world/oracle/compare.ts";
import { described } from "#test/world/oracle/described.ts";
import { randomUnit } from "#test/world/random-units.ts";

const minute = 60_000;
const roomy = 60_000;

it(
  "says minute by minute what the oracle says, also on both nights of the clock change",
  () => {
    const minutes = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 120 }));
    const across = fc.boolean();
    fc.assert(
      fc.property(randomUnit, minutes, across, ({ facts, at, jump }, [before, after], night) => {
        const middle = night ? jump : at;
        const window = interval(
          instant(middle - before * minute),
          instant(middle + after * minute),
        );
        const fault = calendarsPart(facts, window);
        if (fault) expect.fail(`${fault}\n${described(facts, at)}`);
      }),
      { numRuns: 200 },
    );
  },
  roomy,
);
