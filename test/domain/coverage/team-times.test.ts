import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptSupportStart,
  callToDeviceMinutes,
  spreadOf,
  timesByMonth,
} from "#app/domain/coverage/team-times.ts";
import { day, instant, later, minute } from "#app/domain/time/instant.ts";

const called = instant(Date.UTC(2026, 10, 22, 3, 12));
const now = later(called, 60 * minute);
const call = { mcs: "started" as const, activatedAt: called };
const at = (minutes: number) => later(called, minutes * minute);

describe("when support began", () => {
  it("is not before the call, not in the future, and of support that was started", () => {
    const tried = (minutes: number, of: Parameters<typeof acceptSupportStart>[0] = call) => {
      const found = acceptSupportStart(of, at(minutes), now);
      return found.ok ? "ok" : [found.refusal.code, found.refusal.detail?.field];
    };
    expect([tried(0), tried(60)]).toEqual(["ok", "ok"]);
    expect(tried(-1)).toEqual(["support_before_call", "startedAt"]);
    expect(tried(61)).toEqual(["support_in_future", "startedAt"]);
    expect(tried(5, { ...call, mcs: "considered" })).toEqual(["support_not_started", "startedAt"]);
  });

  it("is counted in whole minutes from the call, and not at all where the two do not fit", () => {
    expect(callToDeviceMinutes(call, at(38))).toBe(38);
    expect(callToDeviceMinutes(call, called)).toBe(0);
    expect(callToDeviceMinutes(call, null)).toBeNull();
    expect(callToDeviceMinutes(call, at(-1))).toBeNull();
    expect(callToDeviceMinutes({ ...call, mcs: "considered" }, at(38))).toBeNull();
  });
});

describe("median and range", () => {
  it("of none are none; of an even number the median lies between two", () => {
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([30])).toEqual({ cases: 1, median: 30, least: 30, most: 30 });
    expect(spreadOf([41, 20, 30])).toEqual({ cases: 3, median: 30, least: 20, most: 41 });
    expect(spreadOf([20, 31, 100, 30])).toEqual({ cases: 4, median: 30.5, least: 20, most: 100 });
  });

  it("leave as many cases above the median as below it, and lie within the range", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(600), { minLength: 1 }), (minutes) => {
        const { median, least, most } = spreadOf(minutes) ?? { median: -1, least: 0, most: 0 };
        expect(least <= median && median <= most).toBe(true);
        const above = minutes.filter((each) => each > median).length;
        const below = minutes.filter((each) => each < median).length;
        expect(Math.max(above, below)).toBeLessThanOrEqual(minutes.length / 2);
      }),
    );
  });

  it("are told by the month of the call, on the unit's clock, where they are known", () => {
    const cases = [
      { activatedAt: called, fullAfterMinutes: 12, callToDeviceMinutes: 40 },
      { activatedAt: called, fullAfterMinutes: null, callToDeviceMinutes: 20 },
      { activatedAt: later(called, -30 * day), fullAfterMinutes: 9, callToDeviceMinutes: null },
    ];
    const months = timesByMonth(cases, { zone: "Europe/Berlin", now, count: 3 });
    expect(months).toEqual([
      { month: "2026-09", toFull: null, toDevice: null },
      { month: "2026-10", toFull: { cases: 1, median: 9, least: 9, most: 9 }, toDevice: null },
      {
        month: "2026-11",
        toFull: { cases: 1, median: 12, least: 12, most: 12 },
        toDevice: { cases: 2, median: 30, least: 20, most: 40 },
      },
    ]);
  });
});
