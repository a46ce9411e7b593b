import fc from "fast-check";
import { expect, it } from "vitest";
import { localClock } from "#app/domain/coverage/local-clock.ts";
import { day, instant, minute } from "#app/domain/time/instant.ts";
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
const asked = new Set(["day", "service_hours"] as const);

it("reads the unit's hours off the clock on its wall, at every instant of the year", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
      const { hour, minute: past, weekday } = localParts(at, zone);
      const now = hour * 60 + past;
      expect(localClock(zone, settings, asked).hoursAt(at)).toEqual({
        day: now >= 90 && now < 1080,
        service:
          (weekday === 1 && now >= 480 && now < 1020) ||
          (weekday === 6 && now >= 1320) ||
          (weekday === 7 && now < 120),
      });
    }),
    { numRuns: 400 },
  );
});

it("names every edge: between two of them the hours stay as they are", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, start) => {
      const clock = localClock(zone, settings, asked);
      const edges = new Set<number>(clock.edgesIn(interval(start, instant(start + 3 * day))));
      let before = clock.hoursAt(start);
      for (let at = start + minute; at < start + 3 * day; at += minute) {
        const now = clock.hoursAt(instant(at));
        const isChange = now.day !== before.day || now.service !== before.service;
        if (isChange !== edges.has(at)) throw new Error(`${zone} ${new Date(at).toISOString()}`);
        before = now;
      }
    }),
    { numRuns: 60 },
  );
  const spring = instant(Date.UTC(2026, 2, 28));
  const { edgesIn } = localClock("Europe/Berlin", settings, new Set(["day"] as const));
  expect(edgesIn(interval(spring, instant(spring + 2 * day))).map((at) => at - spring)).toEqual(
    expect.arrayContaining([24.5, 40].map((hours) => hours * 60 * minute)),
  );
});
