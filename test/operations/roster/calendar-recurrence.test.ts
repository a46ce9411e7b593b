import fc from "fast-check";
import { expect, it } from "vitest";
import { calendarPart } from "#test/world/oracle/compare-calendar.ts";
import { randomSeries } from "#test/world/random-calendar.ts";
import { calendar, event, span, timesOf } from "./files.ts";

it("reads random series as an oracle that looks at every day does", () => {
  fc.assert(
    fc.property(randomSeries, (series) => {
      const fault = calendarPart(series);
      if (fault) throw new Error(fault);
    }),
    { numRuns: 300 },
  );
}, 60_000);

const years = span("2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z");
const datesOf = (start: string, rule: string) =>
  timesOf(calendar(event(`DTSTART:${start}T120000Z`, "DURATION:PT1H", `RRULE:${rule}`)), {
    period: years,
  }).map((each) => each.slice(0, 10));

it.each<[string, string, string, readonly string[]]>([
  [
    "the last weekday of a month",
    "20260130",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
    ["2026-01-30", "2026-02-27", "2026-03-31"],
  ],
  ["29 February, in leap years only", "20280229", "FREQ=YEARLY;COUNT=2", ["2028-02-29"]],
  [
    "a week of the year",
    "20260105",
    "FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO,FR;COUNT=4",
    ["2026-01-05", "2026-01-09", "2027-01-11", "2027-01-15"],
  ],
  [
    "week 53, where a year has one",
    "20261228",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;UNTIL=20301231T120000Z",
    ["2026-12-28"],
  ],
  [
    "a day of the year, from its end",
    "20261231",
    "FREQ=YEARLY;BYYEARDAY=-1,1;COUNT=3",
    ["2026-12-31", "2027-01-01", "2027-12-31"],
  ],
  [
    "the second to last Sunday of two months",
    "20260322",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-2SU;COUNT=3",
    ["2026-03-22", "2026-10-18", "2027-03-21"],
  ],
  [
    "the twentieth Monday of a year",
    "20260518",
    "FREQ=YEARLY;BYDAY=20MO;COUNT=2",
    ["2026-05-18", "2027-05-17"],
  ],
  [
    "every other week, from Monday",
    "20260804",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    ["2026-08-04", "2026-08-09", "2026-08-18", "2026-08-23"],
  ],
  [
    "every other week, from Sunday",
    "20260804",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
    ["2026-08-04", "2026-08-16", "2026-08-18", "2026-08-30"],
  ],
  [
    "all first Mondays and every Friday",
    "20260601",
    "FREQ=MONTHLY;BYDAY=1MO,FR;COUNT=4",
    ["2026-06-01", "2026-06-05", "2026-06-12", "2026-06-19"],
  ],
  [
    "the 31st, where a month has one",
    "20260131",
    "FREQ=MONTHLY;COUNT=3",
    ["2026-01-31", "2026-03-31", "2026-05-31"],
  ],
  [
    "until a day, that day included",
    "20260601",
    "FREQ=DAILY;UNTIL=20260603",
    ["2026-06-01", "2026-06-02", "2026-06-03"],
  ],
])("recurs on %s", (_, start, rule, want) => {
  expect(datesOf(start, rule)).toEqual(want);
});

it("recurs several times a day, in order and once each", () => {
  const body = calendar(
    event("DTSTART:20261123T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYHOUR=20,8;COUNT=3"),
    event(
      "UID:2",
      "DTSTART:20261123T000000Z",
      "DURATION:PT1H",
      "RRULE:FREQ=HOURLY;INTERVAL=8;COUNT=3",
    ),
  );
  expect(timesOf(body).map((each) => each.slice(8, 13))).toEqual([
    ...["23T08", "23T20", "24T08", "23T00", "23T08", "23T16"],
  ]);
});
