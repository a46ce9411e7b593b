import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { day, type Instant, instant, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import {
  acceptCase,
  type CaseInput,
  readCaseTime,
  timeOfCase,
} from "#app/domain/training/case/case.ts";
import { derivedFromLocal, isLate } from "#app/domain/training/case/case-time.ts";

const { current: release } = loadContent();
const now = instant(Date.UTC(2026, 9, 1, 12));
const frame = {
  fellowId: "ida",
  during: interval(instant(now - 100 * day), instant(now + day)),
  release,
  zone: "Europe/Berlin",
  now,
  precision: "minute" as const,
};
const plain: CaseInput = {
  id: "case",
  activity: "pa-catheter-insertion",
  role: "supervised_primary",
  setting: "cicu",
  performedAt: instant(now - day),
  supervisorId: "omar",
  devices: ["pa_catheter"],
  access: [],
  contexts: [],
  scenario: null,
  hours: null,
  scaiStage: "C",
  complicationGrade: "none",
  complications: [],
};

function judged(changed: Partial<CaseInput>) {
  const result = acceptCase({ ...plain, ...changed }, frame);
  return result.ok ? "accepted" : result.refusal.code;
}

describe("a case", () => {
  it.each([
    [{}, "accepted"],
    [{ performedAt: now }, "accepted"],
    [{ performedAt: instant(now + 1) }, "case_in_future"],
    [{ performedAt: frame.during.start }, "accepted"],
    [{ performedAt: instant(frame.during.start - 1) }, "outside_fellowship"],
    [{ activity: "heart-swap" }, "unknown_activity"],
    [{ setting: "moon" }, "setting_not_known"],
    [{ devices: ["va_ecmo"] }, "device_not_offered"],
    [{ access: ["oral"] }, "access_not_offered"],
    [{ contexts: ["family_present"] }, "context_not_offered"],
    [{ complicationGrade: "low", complications: ["dental_injury"] }, "complication_not_offered"],
    [{ complications: ["pneumothorax"] }, "complication_without_grade"],
    [{ complicationGrade: "low" }, "complication_missing"],
    [{ complicationGrade: "low", complications: ["pneumothorax"] }, "accepted"],
    [{ scenario: "air_embolism" }, "scenario_not_offered"],
    [{ activity: "simulation-ecmo-emergency", devices: [] }, "scenario_missing"],
    [{ supervisorId: "ida" }, "supervisor_is_self"],
    [{ hours: 0 }, "hours_out_of_range"],
    [{ hours: 24.5 }, "hours_out_of_range"],
    [{ hours: Number.NaN }, "hours_out_of_range"],
  ] as [Partial<CaseInput>, string][])("with %o is %s", (changed, expected) => {
    expect(judged(changed)).toBe(expected);
  });

  it("names the field that is wrong", () => {
    const refused = acceptCase({ ...plain, setting: "moon" }, frame);
    expect(refused).toMatchObject({ refusal: { detail: { field: "setting", given: "moon" } } });
  });

  it("takes night and weekend from the programme's clock, never from what was ticked", () => {
    const performedAt = parseInstant("2026-09-19T20:30:00Z") as Instant;
    const accepted = acceptCase({ ...plain, performedAt, contexts: ["weekend"] }, frame);
    expect(accepted).toMatchObject({
      value: { atNight: true, onWeekend: true, contexts: ["night", "weekend"] },
    });
    const noon = acceptCase({ ...plain, contexts: ["night", "weekend"] }, frame);
    expect(noon).toMatchObject({ value: { atNight: false, onWeekend: false, contexts: [] } });
  });

  it("keeps no more of its date than the programme wants, and night and weekend all the same", () => {
    const performedAt = parseInstant("2026-09-19T20:30:00Z") as Instant;
    const at = (precision: "day" | "month") =>
      acceptCase({ ...plain, performedAt }, { ...frame, precision });
    const derived = { atNight: true, onWeekend: true, contexts: ["night", "weekend"] };
    const dayStart = parseInstant("2026-09-18T22:00:00Z");
    const monthStart = parseInstant("2026-08-31T22:00:00Z");
    expect(at("day")).toMatchObject({
      value: { performedAt: dayStart, datePrecision: "day", ...derived },
    });
    expect(at("month")).toMatchObject({
      value: { performedAt: monthStart, datePrecision: "month", ...derived },
    });
  });

  it("that is corrected keeps its night while its kept date stays, and not after", () => {
    const performedAt = parseInstant("2026-09-15T22:00:00Z") as Instant;
    const dating = { performedAt, datePrecision: "day" as const, atNight: false, onWeekend: false };
    const corrected = { ...frame, kept: dating };
    expect(acceptCase({ ...plain, performedAt }, corrected)).toMatchObject({
      value: { ...dating, contexts: [] },
    });
    const moved = instant(performedAt + day);
    expect(acceptCase({ ...plain, performedAt: moved }, corrected)).toMatchObject({
      value: { atNight: true, contexts: ["night"], datePrecision: "minute" },
    });
  });

  it("keeps a first month that began before the fellowship did, also when corrected", () => {
    const inside = instant(frame.during.start + day);
    const first = acceptCase({ ...plain, performedAt: inside }, { ...frame, precision: "month" });
    if (!first.ok) throw new Error(first.refusal.code);
    expect(first.value.performedAt).toBeLessThan(frame.during.start);
    const again = { ...plain, performedAt: first.value.performedAt };
    expect(acceptCase(again, { ...frame, kept: first.value }).ok).toBe(true);
    expect(acceptCase(again, frame)).toMatchObject({ refusal: { code: "outside_fellowship" } });
  });

  it("is late after thirty days, counted from the end of a date that is kept as a day or month", () => {
    const lateAfter = (days: number, datePrecision: "minute" | "day" | "month") =>
      isLate({ performedAt: 0, datePrecision, loggedAt: days * day }, 30);
    expect(lateAfter(30, "minute")).toBe(false);
    expect(lateAfter(30 + 1 / day, "minute")).toBe(true);
    expect([lateAfter(31, "day"), lateAfter(31.1, "day")]).toEqual([false, true]);
    expect([lateAfter(61, "month"), lateAfter(61.1, "month")]).toEqual([false, true]);
  });
});

it("reads from a form's local time what the zone would say of it", () => {
  const time = fc.integer({ min: 0, max: Date.UTC(2060, 0, 1) });
  fc.assert(
    fc.property(time, fc.constantFrom("Europe/Berlin", "America/St_Johns", "UTC"), (ms, zone) => {
      const at = instant(ms);
      const { year, month, day: date, hour, minute } = localParts(at, zone);
      const two = (n: number) => String(n).padStart(2, "0");
      const text = `${year}-${two(month)}-${two(date)}T${two(hour)}:${two(minute)}`;
      expect(derivedFromLocal(text)).toEqual(timeOfCase(at, zone));
    }),
  );
  expect(derivedFromLocal("yesterday")).toBeNull();
});

it.each([
  ["2026-09-16T17:59:59Z", false],
  ["2026-09-16T18:00:00Z", true],
  ["2026-09-17T05:59:59Z", true],
  ["2026-09-17T06:00:00Z", false],
])("says of %s in Berlin whether it is night: %s", (text, expected) => {
  expect(timeOfCase(parseInstant(text) as Instant, "Europe/Berlin").atNight).toBe(expected);
});

describe("a local time", () => {
  it("that the clock showed twice needs to be told which", () => {
    const asked = readCaseTime("2026-10-25T02:30", "Europe/Berlin");
    expect(asked).toMatchObject({ refusal: { code: "time_twice", detail: { field: "when" } } });
    expect(readCaseTime("2026-10-25T02:30", "Europe/Berlin", "later")).toEqual({
      ok: true,
      value: parseInstant("2026-10-25T01:30:00Z"),
    });
  });

  it("that the clock skipped, or that is none, is refused", () => {
    expect(readCaseTime("2026-03-29T02:30", "Europe/Berlin", "earlier")).toMatchObject({
      refusal: { code: "time_skipped" },
    });
    expect(readCaseTime("yesterday", "Europe/Berlin")).toMatchObject({
      refusal: { code: "time_unreadable" },
    });
  });
});
