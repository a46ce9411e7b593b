import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, type Instant, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import {
  type Evidence,
  noEvidence,
  type ObservationEvidence,
  rulesOf,
} from "#app/domain/training/evidence.ts";
import { halfYearsOf, milestonesOf } from "#app/domain/training/milestones.ts";
import { cohortBand, quantile, trajectoryOf } from "#app/domain/training/trajectory.ts";
import { aCase } from "./ideal-record.ts";

const rules = rulesOf(loadContent(), "2026-1");
const start = instant(Date.UTC(2026, 0, 1));
const fellowship = { during: interval(start, addMonths(start, 24)) };
const into = (months: number, days = 0) => instant(addMonths(start, months) + days * day);

function seen(id: string, subjectCode: string, level: number, at: Instant): ObservationEvidence {
  return {
    id,
    subjectCode,
    tool: "DOPS",
    level,
    observedAt: at,
    assessorId: `by-${id}`,
    raters: null,
    entitlement: "appointment:founding",
    assurance: "account",
    caseId: null,
  };
}

describe("a trajectory", () => {
  const judge = (given: Partial<Evidence>, at: Instant) =>
    trajectoryOf(rules, { ...noEvidence, ...given }, fellowship, at);
  const cases = [
    aCase("a", "tracheal-intubation", into(0, 3)),
    { ...aCase("b", "tracheal-intubation", into(1, 3)), role: "supervisor" as const },
    { ...aCase("c", "tracheal-intubation", into(1, 4)), verification: null },
    { ...aCase("d", "simulation-pa-catheter", into(1, 4)) },
  ];

  it("adds up weighted real cases month by month, and ends with the last complete month", () => {
    const points = judge({ cases }, into(3, 5));
    expect(points.map((each) => [each.month, each.cases])).toEqual([
      [1, 1],
      [2, 1.5],
      [3, 1.5],
    ]);
    expect(points.map((each) => each.at)).toEqual([into(1), into(2), into(3)]);
  });

  it("does not go beyond the fellowship", () => {
    expect(judge({}, into(40)).length).toBe(24);
  });

  it("says which share of the EPAs had enough observations at their target", () => {
    const { epas } = rules.release;
    const observations = [1, 2, 3, 4].map((i) => seen(`o${i}`, "EPA-01", 4, into(i - 1, 2)));
    expect(judge({ observations }, into(5)).map((each) => each.epas)).toEqual([
      0,
      0,
      0,
      1 / epas.length,
      1 / epas.length,
    ]);
  });

  it("counts months of training as they were worked", () => {
    const workingTime = [{ during: interval(into(1), into(2)), percent: 0 }];
    const points = judge({ cases, workingTime }, into(3, 5));
    expect(points.map((each) => each.month)).toEqual([1, 2]);
    expect(points[1]?.at).toBe(instant(into(2) + (into(2) - into(1))));
  });
});

describe("the band of a cohort", () => {
  const one = (cases: number, months = 1) =>
    Array.from({ length: months }, (_, i) => ({ month: i + 1, at: into(i), cases, epas: 0.5 }));

  it("is the median and the quartiles of those who were there that month", () => {
    const band = cohortBand([one(1), one(2), one(3), one(4), one(10)], 5);
    expect(band).toEqual([
      {
        month: 1,
        fellows: 5,
        cases: { low: 2, median: 3, high: 4 },
        epas: { low: 0.5, median: 0.5, high: 0.5 },
      },
    ]);
  });

  it("is shown for no month to which fewer than five contribute", () => {
    const band = cohortBand([one(1, 3), one(2, 3), one(3, 3), one(4, 3), one(5, 2)], 5);
    expect(band.map((each) => each.cases?.median ?? null)).toEqual([3, 3, null]);
    expect(cohortBand([], 5)).toEqual([]);
  });

  it("takes what lies between two values in proportion", () => {
    expect(quantile([1, 2], 0.5)).toBe(1.5);
    expect(quantile([4, 1, 2, 3], 0.25)).toBe(1.75);
  });
});

describe("milestones", () => {
  const halves = halfYearsOf(rules.release, fellowship.during, into(13));

  it("have a half-year from the first day on, the one begun included", () => {
    expect(halves.map((each) => each.start)).toEqual([start, into(6), into(12)]);
    expect(halfYearsOf(rules.release, fellowship.during, into(60)).at(-1)?.end).toBe(into(24));
    expect(halfYearsOf(rules.release, fellowship.during, start).length).toBe(1);
  });

  it("show what was observed of a domain beside what a committee entrusted", () => {
    const observations = [
      seen("a", "CIC-HEM-01", 2, into(1)),
      seen("b", "CIC-HEM-02", 3, into(2)),
      seen("c", "EPA-02", 4, into(7)),
      { ...seen("d", "CIC-HEM-01", 1, into(7)), entitlement: "none" },
      seen("e", "CIC-HEM-01", 1, into(14)),
    ];
    const entrustments = [
      { id: "t", epa: "EPA-02", level: 3, during: interval(into(11), into(20)) },
    ];
    const evidence = { ...noEvidence, observations, entrustments };
    const found = milestonesOf(rules.release, evidence, halves, into(13));
    const hem = found.find((each) => each.domain === "HEM");
    expect(hem?.halfYears.map((h) => [h.observed, h.observations, h.committee])).toEqual([
      [2.5, 2, null],
      [4, 1, 3],
      [null, 0, 3],
    ]);
    expect(found.map((each) => each.domain)).toEqual(rules.release.domains.map((d) => d.code));
  });
});
