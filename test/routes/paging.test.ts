import fc from "fast-check";
import { expect, it } from "vitest";
import { type Paged, pageOf } from "#app/http/paging.server.ts";

const here = "http://localhost/logbook";
const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Every row met by following the ways to the next page, from the first on. */
function walk(rows: readonly number[], size: number): number[] {
  const met: number[] = [];
  let url: string | null = "/logbook?state=pending";
  for (let steps = 0; url !== null && steps <= rows.length; steps++) {
    expect(url).toContain("state=pending");
    const page: Paged<number> = pageOf(rows, `http://localhost${url}`, size);
    expect(page.rows.length).toBeLessThanOrEqual(size);
    if (page.rows.length > 0) expect(page.first).toBe(met.length + 1);
    met.push(...page.rows);
    expect(page.last).toBe(met.length);
    url = page.after;
  }
  return met;
}

it("shows every row once on the way through the pages, and keeps what else was asked", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, size) => {
      expect(walk(rowsOf(count), size)).toEqual(rowsOf(count));
    }),
  );
});

it("leads back the way it came", () => {
  const second = pageOf(rowsOf(60), `${here}?page=2&state=declined&done=logged`);
  expect(second).toMatchObject({ first: 26, last: 50, total: 60 });
  expect(second.before).toBe("/logbook?state=declined");
  expect(second.after).toBe("/logbook?state=declined&page=3");
});

it.each(["0", "-4", "99", "2.5", "x", "", "1e9", "9".repeat(400)])(
  "shows the nearest page that exists for page %s",
  (asked) => {
    const page = pageOf(rowsOf(30), `${here}?page=${asked}`);
    expect(page.rows.length).toBeGreaterThan(0);
    expect(page.first === 1 || page.last === 30).toBe(true);
  },
);

it("has no ways where everything is on one page", () => {
  expect(pageOf(rowsOf(25), here)).toMatchObject({ before: null, after: null });
  expect(pageOf([], here)).toMatchObject({ rows: [], first: 0, last: 0, before: null });
});
