import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";

const byCalendar = (at: number, months: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC").add({ months }).toInstant()
    .epochMilliseconds;

it("moves by calendar months, to the month's last day where it lacks the day", () => {
  const at = (text: string) => instant(Date.parse(text));
  expect(addMonths(at("2024-01-31T23:59:00Z"), 1)).toBe(at("2024-02-29T23:59:00Z"));
  expect(addMonths(at("2024-02-29T12:00:00Z"), -12)).toBe(at("2023-02-28T12:00:00Z"));
  expect(addMonths(at("2026-10-31T00:00:00Z"), 4)).toBe(at("2027-02-28T00:00:00Z"));
});

it("says in UTC what a calendar library says", () => {
  const times = fc.date({
    min: new Date("1950-01-01"),
    max: new Date("2150-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(times, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const at = instant(date.getTime());
      expect(addMonths(at, months)).toBe(byCalendar(at, months));
    }),
  );
});
