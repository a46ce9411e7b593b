import { expect, it } from "vitest";
import {
  complianceOf,
  countedBy,
  missesIn,
  shareMet,
  spansOf,
} from "#app/domain/coverage/compliance.ts";
import type { Told, ToldRule } from "#app/domain/coverage/told.ts";
import { hour, type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";

const at = (text: string) => parseInstant(text) as Instant;
const zone = "Europe/Berlin";
const settings = { day: { startMinute: 480, endMinute: 1080 }, serviceHours: null };
const reason = { code: "nobody_rostered" } as const;
const late = { code: "response_too_slow", practitioner: "ann" } as const;

const asked = (answer: ToldRule["answer"], reasons: ToldRule["reasons"] = []): ToldRule => {
  return { id: "A1", title: "One", severity: "block", answer, reasons };
};
function told(start: string, end: string, rule: ToldRule): Told {
  const answer = rule.answer === "not-applicable" ? "unknown" : rule.answer;
  return { start: at(start), end: at(end), answer, rules: [rule] };
}

/** Friday evening to Monday morning, over the night in which the clock goes back. */
const weekend = [
  told("2026-10-23T16:00:00Z", "2026-10-24T22:00:00Z", asked("yes")),
  told("2026-10-24T22:00:00Z", "2026-10-25T02:00:00Z", asked("no", [reason])),
  told("2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z", asked("unknown", [late])),
  told("2026-10-25T03:00:00Z", "2026-10-26T07:00:00Z", asked("not-applicable")),
];

it("tells weekday from weekend and day from night by the unit's own clock, with 25 hours in one day", () => {
  const [answer, one] = complianceOf(weekend, zone, settings);
  const inHours = (tally: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(tally).map(([name, ms]) => [name, ms / hour]));
  expect(answer?.id).toBeNull();
  expect(inHours(one!.hours.all)).toEqual({ yes: 30, no: 4, unknown: 1, "not-applicable": 28 });
  expect(inHours(one!.hours.parts.weekday_night)).toMatchObject({ yes: 6, "not-applicable": 8 });
  expect(inHours(one!.hours.parts.weekend_day)).toMatchObject({ yes: 10, "not-applicable": 10 });
  expect(inHours(one!.hours.parts.weekend_night)).toMatchObject({ yes: 14, no: 4, unknown: 1 });
  expect(shareMet(one!.hours.all)).toBeCloseTo(30 / 35);
  expect(shareMet({ yes: 0, no: 0, unknown: 0, "not-applicable": 5 })).toBeNull();
});

it("joins a miss that goes on, no if it was no at any instant, with each cause once", () => {
  expect(missesIn(weekend)).toEqual([
    {
      start: at("2026-10-24T22:00:00Z"),
      end: at("2026-10-25T03:00:00Z"),
      rule: "A1",
      title: "One",
      answer: "no",
      reasons: [reason, late],
    },
  ]);
  const advised = weekend.map((each) => {
    return { ...each, rules: each.rules.map((rule) => ({ ...rule, severity: "warn" as const })) };
  });
  expect(missesIn(advised)).toEqual([]);
});

it("counts by local day and by week from Monday on, every millisecond once", () => {
  const window = interval(weekend[0]!.start, weekend.at(-1)!.end);
  const starts = () => [1, 2, 3].map((days) => startOfLocalDay(window.start, zone, days));
  const days = countedBy("day", spansOf(weekend, "A1"), window, starts, zone);
  expect(days.map(({ start, end }) => (end - start) / hour)).toEqual([6, 24, 25, 8]);
  expect(days.map(({ tally }) => tally.no / hour)).toEqual([0, 0, 4, 0]);
  const weeks = countedBy("week", spansOf(weekend, null), window, starts, zone);
  expect(weeks.map(({ end, start }) => (end - start) / hour)).toEqual([55, 8]);
  expect(weeks[0]!.tally.unknown / hour).toBe(21);
});
