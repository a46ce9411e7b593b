import fc from "fast-check";
import { expect, it } from "vitest";
import { changesSince } from "#app/domain/signoff/changes-since.ts";
import { instant } from "#app/domain/time/instant.ts";

const nobody = { before: new Map<string, boolean>(), now: new Map<string, boolean>() };
const seen = (id: string, entrySeq: number, level: number, at = entrySeq) => ({
  id,
  subjectCode: "EPA-01",
  level,
  observedAt: instant(at),
  assessorName: "Bo",
  feedback: null,
  entrySeq,
});
const logged = (id: string, entrySeq: number, performedAt: number) => ({
  id,
  activity: "x",
  atNight: true,
  isConfirmed: false,
  complicationGrade: "high" as const,
  performedAt: instant(performedAt),
  entrySeq,
});

it("goes by when something was entered, not by when it happened", () => {
  const cases = [logged("old", 3, 900), logged("late", 8, 100)];
  const found = changesSince(5, { cases, observations: [] }, nobody);
  expect([found.cases, found.complications.map((each) => each.id)]).toEqual([1, ["late"]]);
});

it("says which levels changed, from the one last observed before", () => {
  const observations = [seen("a", 1, 2), seen("b", 2, 3), seen("c", 7, 4)];
  const { levels } = changesSince(5, { cases: [], observations }, nobody);
  expect(levels).toEqual([{ subject: "EPA-01", from: 3, to: 4 }]);
  expect(changesSince(7, { cases: [], observations }, nobody).levels).toEqual([]);
});

it("tells what is newly met from what lapsed", () => {
  const before = new Map([
    ["A", true],
    ["B", false],
  ]);
  const now = new Map([
    ["A", false],
    ["B", true],
    ["C", true],
  ]);
  const found = changesSince(0, { cases: [], observations: [] }, { before, now });
  expect([found.newlyMet, found.noLongerMet]).toEqual([["B", "C"], ["A"]]);
});

it("does not depend on the order of reading", () => {
  const some = fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 5 }), fc.nat(9)), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(some, fc.nat(9), (drawn, after) => {
      const observations = drawn.map(([seq, level, at], i) => seen(`o${i}`, seq, level, at));
      const turned = [...observations].reverse();
      expect(changesSince(after, { cases: [], observations: turned }, nobody)).toEqual(
        changesSince(after, { cases: [], observations }, nobody),
      );
    }),
  );
});
