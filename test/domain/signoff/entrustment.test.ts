import { expect, it } from "vitest";
import { rulingDecisions } from "#app/domain/signoff/entrustment.ts";
import { instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const now = instant(50);

function decided(entrySeq: number, start: number, end: number | null, changed = {}) {
  const during = interval(instant(start), end === null ? null : instant(end));
  return { personId: "ida", epa: "EPA-01", entrySeq, during, ...changed };
}

const ruling = (...decisions: ReturnType<typeof decided>[]) =>
  rulingDecisions(decisions, now).map(({ entrySeq, during }) => [entrySeq, during.end]);

it("lets the latest decision rule from its beginning, and the earlier one until then", () => {
  expect(ruling(decided(1, 0, 100), decided(2, 40, 200))).toEqual([[2, 200]]);
  expect(ruling(decided(1, 0, 100), decided(2, 60, 200))).toEqual([
    [1, 60],
    [2, 200],
  ]);
});

it("leaves out what has ended, at the very instant too", () => {
  expect(ruling(decided(1, 0, 50))).toEqual([]);
  expect(ruling(decided(1, 0, 51))).toEqual([[1, 51]]);
});

it("keeps people and activities apart", () => {
  const others = [decided(2, 40, 200, { personId: "bo" }), decided(3, 40, 200, { epa: "EPA-02" })];
  expect(ruling(decided(1, 0, 100), ...others)).toEqual([
    [1, 100],
    [2, 200],
    [3, 200],
  ]);
});
