import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moved } from "#app/components/grid-keys.ts";
import {
  arranged,
  type cellStates,
  type GridRow,
  gridQuery,
  readGridView,
} from "#app/domain/signoff/cohort-grid.ts";
import { elapsedShare, isAtRisk, isStale } from "#app/domain/signoff/worklist.ts";
import { day, instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";

const epas = ["EPA-01", "EPA-02"];
const start = instant(0);

function row(name: string, changed: Partial<GridRow> = {}): GridRow {
  return {
    fellowshipId: name,
    name,
    release: "2026-1",
    during: interval(start),
    month: 1,
    epasMet: 0,
    isAtRisk: false,
    eligible: 0,
    credentials: 13,
    openConfirmations: 0,
    lastObservedAt: null,
    cells: [],
    ...changed,
  };
}
const cell = (epa: string, state: (typeof cellStates)[number], ratings = 0) => ({
  ...{ epa, state, level: 3, targetLevel: 4, ratings, ratingsNeeded: 4 },
  ...{ supervisors: 0, supervisorsNeeded: 4 },
});
const view = (query: string) => readGridView(new URLSearchParams(query), epas);
const names = (rows: readonly GridRow[], query: string) =>
  arranged(rows, view(query)).map((each) => each.name);

describe("a view of the grid", () => {
  it("is read from any query, and the same view is always the same query", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const once = view(query);
        expect(view(gridQuery(once))).toEqual(once);
      }),
    );
    const asked = "sort=EPA-02&dir=desc&year=2&release=2026-1&risk=yes&below=EPA-01&show=ratings";
    expect(gridQuery(view(asked))).toBe(asked);
  });

  it("orders an activity by its state, then by ratings, and the other way round", () => {
    const rows = [
      row("ann", { cells: [cell("EPA-01", "met", 4)] }),
      row("bea", { cells: [cell("EPA-01", "nothing")] }),
      row("cid", { cells: [cell("EPA-01", "in_progress", 3)] }),
      row("dot", { cells: [cell("EPA-01", "in_progress", 1)] }),
    ];
    expect(names(rows, "sort=EPA-01")).toEqual(["bea", "dot", "cid", "ann"]);
    expect(names(rows, "sort=EPA-01&dir=desc")).toEqual(["ann", "cid", "dot", "bea"]);
  });

  it("filters by year, risk and who is below the target of an activity", () => {
    const rows = [
      row("ann", { month: 13, cells: [cell("EPA-01", "enough", 4)] }),
      row("bea", { month: 12, isAtRisk: true }),
    ];
    expect(names(rows, "year=1")).toEqual(["bea"]);
    expect(names(rows, "year=2")).toEqual(["ann"]);
    expect(names(rows, "risk=yes")).toEqual(["bea"]);
    expect(names(rows, "below=EPA-01")).toEqual(["bea"]);
    expect(names(rows, "year=99")).toEqual(["ann", "bea"]);
  });
});

describe("what a director is told", () => {
  const figure = (value: number) => ({ value, basis: "default" as const, source: "S" });
  const oversight = {
    staleDays: figure(30),
    atRisk: { fromElapsedShare: figure(0.25), lagShare: figure(0.4) },
  };

  it("calls nobody stale who has just begun, and nobody after the end", () => {
    const during = interval(start, later(start, 100 * day));
    const never = { lastObservedAt: null, during };
    expect(isStale(never, later(start, 30 * day), oversight)).toBe(false);
    expect(isStale(never, later(start, 31 * day), oversight)).toBe(true);
    expect(isStale(never, later(start, 101 * day), oversight)).toBe(false);
    const seen = { lastObservedAt: later(start, 20 * day), during };
    expect(isStale(seen, later(start, 50 * day), oversight)).toBe(false);
  });

  it("counts time in what was worked, so that leave puts nobody at risk", () => {
    const during = interval(start, addMonths(start, 24));
    const now = addMonths(start, 12);
    const leave = { during: interval(addMonths(start, 3), now), percent: 0 };
    const usual = { usualMonths: 24, workingTime: [] };
    expect(elapsedShare(during, now, usual)).toBeCloseTo(0.5, 2);
    const away = elapsedShare(during, now, { ...usual, workingTime: [leave] });
    expect(away).toBeCloseTo(3 / 15, 1);
    expect(elapsedShare(interval(start), now, usual)).toBeCloseTo(0.5, 2);
  });

  it("looks at who lags behind the time by so much, never before a part of it is over", () => {
    expect(isAtRisk(0.2, 0, oversight)).toBe(false);
    expect(isAtRisk(0.5, 0.2, oversight)).toBe(false);
    expect(isAtRisk(0.5, 0.1, oversight)).toBe(true);
  });
});

it("moves by the arrow keys and stops at the edges", () => {
  const lines = [
    ["a1", "a2", "a3"],
    ["b1", "b2", "b3"],
  ];
  expect(moved(lines, "a1", "ArrowDown")).toBe("b1");
  expect(moved(lines, "b2", "ArrowRight")).toBe("b3");
  expect(moved(lines, "b3", "ArrowRight")).toBeNull();
  expect(moved(lines, "a1", "ArrowUp")).toBeNull();
  expect(moved(lines, "a2", "End")).toBe("a3");
  expect(moved(lines, "b2", "Home", true)).toBe("a1");
  expect(moved(lines, "elsewhere", "ArrowUp")).toBeNull();
});
