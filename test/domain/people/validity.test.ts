import { expect, it } from "vitest";
import { validityOf, Zone } from "#app/domain/people/validity.ts";
import { forever, formatInstant } from "#app/domain/time/instant.ts";

function written(validFrom: string, validThrough: string | undefined, timeZone: string) {
  const during = validityOf({ validFrom, validThrough, timeZone });
  return during && [formatInstant(during.start), formatInstant(during.end)];
}

it("runs through its last day, to the instant at which that day ends where the authority is", () => {
  expect(written("2026-01-01", "2026-12-31", "Europe/Berlin")).toEqual([
    "2025-12-31T23:00:00Z",
    "2026-12-31T23:00:00Z",
  ]);
  expect(written("2026-01-01", "2026-12-31", "America/New_York")).toEqual([
    "2026-01-01T05:00:00Z",
    "2027-01-01T05:00:00Z",
  ]);
});

it("knows that the day of a clock change has 23 or 25 hours", () => {
  expect(written("2026-03-29", "2026-03-29", "Europe/Berlin")).toEqual([
    "2026-03-28T23:00:00Z",
    "2026-03-29T22:00:00Z",
  ]);
  expect(written("2026-10-25", "2026-10-25", "Europe/Berlin")).toEqual([
    "2026-10-24T22:00:00Z",
    "2026-10-25T23:00:00Z",
  ]);
});

it("begins when the day does, also where midnight was skipped", () => {
  expect(written("2024-09-08", "2024-09-08", "America/Santiago")?.[0]).toBe("2024-09-08T04:00:00Z");
});

it("is open without a last day, and nothing at all where the last comes before the first", () => {
  expect(validityOf({ validFrom: "2026-01-01", timeZone: "UTC" })?.end).toBe(forever);
  expect(written("2026-01-02", "2026-01-01", "UTC")).toBeNull();
});

it("takes the name of a zone, never an offset or a guess", () => {
  const fits = (zone: string) => Zone.safeParse(zone).success;
  expect(["Europe/Berlin", "UTC", "Asia/Kathmandu"].map(fits)).toEqual([true, true, true]);
  expect(["+02:00", "Berlin", "Europe/Atlantis", ""].map(fits)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
