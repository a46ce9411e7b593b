import fc from "fast-check";
import { expect, it } from "vitest";
import { localClock } from "#app/domain/coverage/local-clock.ts";
import type { RuleWindow } from "#app/domain/coverage/rule-window.ts";
import { day, type Instant, instant, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { localParts } from "#app/domain/time/wall-time.ts";

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "UTC"];
const from = Date.UTC(2026, 0, 1);
const moment = fc
  .integer({ min: 0, max: 365 * 1440 })
  .map((minutes) => instant(from + minutes * minute));
const settings = {
  day: { startMinute: 90, endMinute: 1080 },
  serviceHours: [
    { weekday: 1, startMinute: 480, endMinute: 1020 },
    { weekday: 6, startMinute: 1320, endMinute: 120 },
  ],
};
const nights: RuleWindow = [
  { weekdays: [1, 2, 3, 4, 5, 6, 7], from: "20:30", to: "01:45" },
  { weekdays: [7], from: "02:00", to: "02:00" },
];
const asked = new Set<RuleWindow>(["24x7", "day", "service_hours", nights]);
type Clock = ReturnType<typeof localClock>;
const openAt = (clock: Clock, at: Instant) =>
  [...asked].map((each) => clock.isOpen(each, clock.hoursAt(at)));

it("reads the unit's hours off the clock on its wall, at every instant of the year", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
      const { hour, minute: past, weekday } = localParts(at, zone);
      const now = hour * 60 + past;
      const isNight = now >= 1230 || now < 105;
      const isSunday = (weekday === 7 && now >= 120) || (weekday === 1 && now < 120);
      expect(openAt(localClock(zone, settings, asked), at)).toEqual([
        true,
        now >= 90 && now < 1080,
        (weekday === 1 && now >= 480 && now < 1020) ||
          (weekday === 6 && now >= 1320) ||
          (weekday === 7 && now < 120),
        isNight || isSunday,
      ]);
    }),
    { numRuns: 400 },
  );
});

it("names every edge: between two of them the hours stay as they are", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, start) => {
      const clock = localClock(zone, settings, asked);
      const edges = new Set<number>(clock.edgesIn(interval(start, instant(start + 3 * day))));
      let before = String(openAt(clock, start));
      for (let at = start + minute; at < start + 3 * day; at += minute) {
        const now = String(openAt(clock, instant(at)));
        if ((now !== before) !== edges.has(at))
          throw new Error(`${zone} ${new Date(at).toISOString()}`);
        before = now;
      }
    }),
    { numRuns: 60 },
  );
  const spring = instant(Date.UTC(2026, 2, 28));
  const { edgesIn } = localClock("Europe/Berlin", settings, new Set<RuleWindow>(["day"]));
  expect(edgesIn(interval(spring, instant(spring + 2 * day))).map((at) => at - spring)).toEqual(
    expect.arrayContaining([24.5, 40].map((hours) => hours * 60 * minute)),
  );
});

it("says of service hours that were never set that nobody knows, and of none at all that they are shut", () => {
  const open = (serviceHours: [] | null) => {
    const clock = localClock("UTC", { ...settings, serviceHours }, asked);
    return clock.isOpen("service_hours", clock.hoursAt(instant(from)));
  };
  expect([open(null), open([])]).toEqual([null, false]);
});
