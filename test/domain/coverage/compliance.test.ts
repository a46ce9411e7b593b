import { expect, it } from "vitest";
import { complianceOf, shareMet } from "#app/domain/coverage/compliance.ts";
import { missesIn } from "#app/domain/coverage/compliance-misses.ts";
import { countedBy, spansOf, tallyWithin } from "#app/domain/coverage/compliance-periods.ts";
import { togetherIn } from "#app/domain/coverage/compliance-together.ts";
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
  const which = { id: "A1", title: "One", severity: "block", set: "basic", source: "S" } as const;
  return { ...which, answer, reasons };
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
  const [answer, one] = complianceOf(weekend, zone, settings, []);
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
  const starts = [1, 2, 3].map((days) => startOfLocalDay(window.start, zone, days));
  const days = countedBy("day", spansOf(weekend, "A1"), window, starts, zone);
  expect(days.map(({ start, end }) => (end - start) / hour)).toEqual([6, 24, 25, 8]);
  expect(days.map(({ tally }) => tally.no / hour)).toEqual([0, 0, 4, 0]);
  const weeks = countedBy("week", spansOf(weekend, null), window, starts, zone);
  expect(weeks.map(({ end, start }) => (end - start) / hour)).toEqual([55, 8]);
  expect(weeks[0]!.tally.unknown / hour).toBe(21);
  const night = interval(at("2026-10-24T21:00:00Z"), at("2026-10-25T02:30:00Z"));
  expect(tallyWithin(spansOf(weekend, "A1"), night)).toMatchObject({
    ...{ yes: hour, no: 4 * hour, unknown: hour / 2, "not-applicable": 0 },
  });
});

/** Two rules of one published standard, by day and by night, and one of the unit's own beside them. */
const own = (id: string, answer: ToldRule["answer"], but: Partial<ToldRule> = {}): ToldRule => {
  return { ...asked(answer), id, set: "unit-coast", source: "S-LF", ...but };
};
function both(start: string, end: string, ...rules: ToldRule[]): Told {
  return { start: at(start), end: at(end), answer: "unknown", rules };
}
const standard = [
  both(
    "2026-10-20T06:00:00Z",
    "2026-10-20T14:00:00Z",
    own("U1", "yes"),
    own("U2", "not-applicable"),
  ),
  both(
    "2026-10-20T14:00:00Z",
    "2026-10-20T20:00:00Z",
    own("U1", "not-applicable"),
    own("U2", "yes"),
  ),
  both(
    "2026-10-20T20:00:00Z",
    "2026-10-20T23:00:00Z",
    own("U1", "not-applicable"),
    own("U2", "no"),
  ),
  both("2026-10-20T23:00:00Z", "2026-10-21T00:00:00Z", own("U1", "unknown"), own("U2", "yes")),
];
const isPublished = (source: string) => source.startsWith("S-");

it("makes one figure of rules that are one standard: met while every one that is asked is", () => {
  const [together, ...none] = togetherIn(standard, "unit-coast", isPublished);
  expect(none).toEqual([]);
  expect(together).toMatchObject({ id: "standard:S-LF", kind: "standard", of: "S-LF" });
  const [, one, ...rules] = complianceOf(standard, zone, settings, [together!]);
  expect(one).toMatchObject({ kind: "standard", id: "standard:S-LF" });
  expect(one!.hours.all).toEqual({
    yes: 14 * hour,
    no: 3 * hour,
    unknown: hour,
    "not-applicable": 0,
  });
  expect(one!.hours.parts.weekday_night).toMatchObject({
    yes: 4 * hour,
    no: 3 * hour,
    unknown: hour,
  });
  expect(rules.map(({ id }) => id)).toEqual(["U1", "U2"]);
  expect(spansOf(standard, together!).map(({ answer }) => answer)).toEqual([
    "yes",
    "no",
    "unknown",
  ]);
});

it("tells a standard from whatever else a unit asks for, and counts no advice", () => {
  const more = [own("U3", "no", { source: "Meeting" }), own("U4", "no", { severity: "warn" })];
  const mixed = standard.map((each) => ({ ...each, rules: [...each.rules, ...more] }));
  const found = togetherIn(mixed, "unit-coast", isPublished);
  expect(found.map(({ id, rules }) => [id, ...rules])).toEqual([
    ["set:unit-coast", "U1", "U2", "U3"],
    ["standard:S-LF", "U1", "U2"],
  ]);
  expect(togetherIn(mixed, "another", isPublished).map(({ id }) => id)).toEqual(["set:unit-coast"]);
});
