import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, type Instant, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import {
  type WorkingTime,
  windowStart,
  workedMonths,
  workedTime,
  workedUntil,
} from "#app/domain/training/working-time.ts";
import { judged } from "./ideal-record.ts";
import { windowBegins, worked } from "./oracle.ts";
import { instants, workingTimes } from "./random-record.ts";

const usual = addMonths(judged, -24);
const ago = (days: number) => instant(judged - days * day);
const leave = (from: number, to: number, percent = 0): WorkingTime => ({
  during: interval(ago(from), ago(to)),
  percent,
});
const extended = (...times: WorkingTime[]) => usual - windowStart(judged, 24, times);

describe("a window", () => {
  it("is the calendar's where all time is worked", () => {
    expect(windowStart(judged, 24, [])).toBe(usual);
    expect(extended(leave(-30, -60), leave(900, 800))).toBe(0);
  });

  it("is extended by leave inside it, to the millisecond", () => {
    expect(extended(leave(200, 100))).toBe(100 * day);
    const odd = { during: interval(ago(200), instant(ago(100) + 7)), percent: 0 };
    expect(extended(odd)).toBe(100 * day + 7);
  });

  it("is extended by part-time by the share that was not worked", () => {
    expect(extended(leave(200, 100, 80))).toBe(20 * day);
    expect(extended(leave(200, 100, 50))).toBe(50 * day);
  });

  it("is extended further by leave inside the extension", () => {
    const first = leave(200, 100);
    const second = leave(800, 760);
    expect(extended(first, second)).toBe(140 * day);
    expect(extended(second)).toBe(0);
  });

  it("counts overlapping leave once", () => {
    expect(extended(leave(200, 100), leave(150, 50), leave(140, 120, 60))).toBe(150 * day);
  });

  it("counts leave only as far as it is past", () => {
    expect(extended(leave(10, -50))).toBe(10 * day);
  });

  it("holds exactly as much worked time as the same window in full time", () => {
    fc.assert(
      fc.property(instants, workingTimes, fc.integer({ min: 1, max: 60 }), (at, times, months) => {
        const start = windowStart(at, months, times);
        const due = (at - addMonths(at, -months)) * 100;
        expect(worked(start, at, times)).toBeGreaterThanOrEqual(due);
        expect(worked(start + 1, at, times)).toBeLessThan(due);
        expect(start).toBe(windowBegins(at, months, times));
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });

  it("is extended exactly by the length of any leave that lies inside it", () => {
    const inside = fc.record({ from: fc.integer({ min: 2, max: 700 }), ms: fc.nat(86_400_000) });
    fc.assert(
      fc.property(inside, fc.double({ min: 0, max: 1, noNaN: true }), ({ from, ms }, share) => {
        const start = instant(ago(from) + ms);
        const length = Math.floor((judged - start) * share) + 1;
        const during = interval(start, instant(start + length));
        expect(extended({ during, percent: 0 })).toBe(length);
      }),
      { numRuns: 500, seed: 12 },
    );
  });
});

describe("worked months", () => {
  it("are calendar months in full time", () => {
    const start = instant(Date.UTC(2026, 0, 31));
    expect(workedMonths(start, instant(Date.UTC(2026, 1, 28)), [])).toBe(1);
    expect(workedMonths(start, instant(Date.UTC(2026, 1, 28) - 1), [])).toBe(0);
  });

  it("are delayed by leave by its length and by part-time by its share", () => {
    const start = ago(400);
    const complete = (times: WorkingTime[]) => {
      const at = (ms: number) => workedMonths(start, instant(addMonths(start, 12) + ms), times);
      return (delay: number) => [at(delay - 1), at(delay)];
    };
    expect(complete([])(0)).toEqual([11, 12]);
    expect(complete([leave(300, 280)])(20 * day)).toEqual([11, 12]);
    expect(complete([leave(300, 280, 75)])(5 * day)).toEqual([11, 12]);
  });

  it("end when as much was worked as they ask for", () => {
    fc.assert(
      fc.property(workingTimes, fc.integer({ min: 1, max: 1000 * day }), (times, ms) => {
        const start = ago(900) as Instant;
        const end = workedUntil(start, ms, times);
        expect(worked(start, end, times)).toBeGreaterThanOrEqual(ms * 100);
        expect(worked(start, end - 1, times)).toBeLessThan(ms * 100);
        expect(workedTime(start, end, times)).toBe(worked(start, end, times) / 100);
      }),
      { numRuns: 500, seed: 13 },
    );
  });
});
