import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { type GridDay, YearGrid } from "#app/components/year-grid.tsx";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";

const friday = Date.UTC(2026, 9, 23) as Instant;
const none = { yes: 0, no: 0, unknown: 0, "not-applicable": 0 };
const dayOf = (i: number, tally: Partial<GridDay["tally"]>): GridDay => ({
  start: later(friday, i * day),
  end: later(friday, (i + 1) * day),
  tally: { ...none, ...tally },
});
const days = [
  dayOf(0, { yes: day }),
  dayOf(1, { yes: 20 * hour, no: 4 * hour }),
  dayOf(2, { unknown: day }),
  dayOf(3, { yes: day - 60_000, no: 60_000 }),
];
const drawn = renderToStaticMarkup(<YearGrid title="The answer" days={days} zone="UTC" />);

it("says of each day in words what its square shows, and of the year what it comes to", () => {
  expect(drawn).toContain("24 Oct 2026: 20.0 h met, 4.0 h not met");
  expect(drawn).toContain("25 Oct 2026: 24.0 h unknown");
  expect(drawn).toContain("4 days; on 2 of them it was not met at some time, on 1 it was unknown");
});

it("draws a part for each answer of a day, and a miss of a minute wide enough to be seen", () => {
  const parts = [...drawn.matchAll(/year-grid-part" data-answer="(\w+)"[^>]* width="([\d.]+)"/g)];
  expect(parts.map(([, answer]) => answer)).toEqual(["yes", "yes", "no", "unknown", "yes", "no"]);
  expect(Number(parts.at(-1)?.[2])).toBe(2);
});

it("puts Monday at the top of a new week", () => {
  const squares = [...drawn.matchAll(/class="year-grid-day" x="(\d+)" y="(\d+)"/g)];
  const [friday_, , sunday, monday] = squares.map(([, x, y]) => [Number(x), Number(y)]);
  expect(sunday?.[0]).toBe(friday_?.[0]);
  expect(monday?.[0]).toBeGreaterThan(sunday?.[0] ?? 0);
  expect(monday?.[1]).toBeLessThan(friday_?.[1] ?? 0);
});
