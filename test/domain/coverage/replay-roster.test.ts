import fc from "fast-check";
import { expect, it } from "vitest";
import { publicationsIn, rosterAsRuled } from "#app/domain/coverage/replay-roster.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import { row } from "#test/world/oracle/small-unit.ts";

const span = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => interval(instant(start), instant(start + length)));
const shift = fc.record({ who: fc.constantFrom("ann", "ben"), shift: span });
/** Publications one after another, some of them with a hole before. */
const pieces = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 0, 0, 4),
    length: fc.integer({ min: 1, max: 15 }),
    shifts: fc.array(shift, { maxLength: 4 }),
  }),
  { maxLength: 6 },
);

it("says at each instant what the publication that ruled then said, and is silent in the holes", () => {
  fc.assert(
    fc.property(pieces, span, (some, during) => {
      let at = 0;
      const ruled = some.map(({ gap, length, shifts }) => {
        const start = at + gap;
        at = start + length;
        return {
          during: interval(instant(start), instant(at)),
          shifts: shifts.map((each) => row(each.who, { shift: each.shift })),
        };
      });
      const publications = publicationsIn(rosterAsRuled(ruled), during);
      const stretches = inForce(publications);
      for (let t = during.start as number; t < during.end; t++) {
        const now = t as Instant;
        const piece = ruled.find((each) => holds(each.during, now));
        const wanted = piece?.shifts.filter((each) => holds(each.shift, now)) ?? [];
        const found = rowsInForce(stretches).filter((each) => holds(each.during, now));
        const who = (rows: readonly { registration: string | null }[]) =>
          [...new Set(rows.map(({ registration }) => registration))].sort();
        expect(who(found.map(({ assignment }) => assignment))).toEqual(who(wanted));
        expect(stretches.some((each) => holds(each.during, now))).toBe(piece !== undefined);
      }
    }),
  );
});

it("lets a shift go on that the next publication says again", () => {
  const again = row("ann", { shift: interval(instant(0), instant(40)) });
  const roster = rosterAsRuled([
    { during: interval(instant(5), instant(10)), shifts: [again] },
    { during: interval(instant(10), instant(30)), shifts: [{ ...again, id: "another" }] },
  ]);
  expect(roster.rows.map((each) => each.shift)).toEqual([interval(instant(5), instant(30))]);
  expect(roster.published).toEqual([interval(instant(5), instant(30))]);
});
