import { expect, it } from "vitest";
import { calendar, codeOf, errorsOf, event, fileOf, reading, span, timesOf } from "./files.ts";

const night = [
  "DTSTART;TZID=Europe/Berlin:20261123T200000",
  "DTEND;TZID=Europe/Berlin:20261124T080000",
] as const;
const berlinNight = "2026-11-23T19:00:00Z/2026-11-24T07:00:00Z";

it("reads one event as one row, its line, person and times", () => {
  const file = fileOf(calendar(event("UID:a@ward", "SUMMARY:Night: Dr Ida Brandt", ...night)));
  expect(file).toEqual({
    format: "icalendar",
    errors: [],
    notes: [],
    rows: [
      {
        row: 4,
        name: "Dr Ida Brandt",
        identifiers: [],
        fields: {
          start: "2026-11-23T19:00:00Z",
          end: "2026-11-24T07:00:00Z",
          assignment: "Night",
          reference: "a@ward",
        },
      },
    ],
  });
});

it.each<[string, readonly string[], string]>([
  ["UTC", ["DTSTART:20261123T190000Z", "DTEND:20261124T070000Z"], berlinNight],
  [
    "floating, on the unit's clock",
    ["DTSTART:20261123T200000", "DTEND:20261124T080000"],
    berlinNight,
  ],
  ["an IANA zone without its VTIMEZONE", night, berlinNight],
  [
    "a quoted zone",
    ['DTSTART;TZID="Europe/Berlin":20261123T200000', 'DTEND;TZID="Europe/Berlin":20261124T080000'],
    berlinNight,
  ],
  [
    "a Windows zone",
    [
      "DTSTART;TZID=W. Europe Standard Time:20261123T200000",
      "DTEND;TZID=W. Europe Standard Time:20261124T080000",
    ],
    berlinNight,
  ],
  [
    "a zone behind a maker's prefix",
    [
      "DTSTART;TZID=/example.org/20260101_1/Europe/Berlin:20261123T200000",
      "DTEND;TZID=/example.org/20260101_1/Europe/Berlin:20261124T080000",
    ],
    berlinNight,
  ],
  [
    "a zone as Windows shows it",
    [
      'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome":20261123T200000',
      'DTEND;TZID="Amsterdam, Berlin, Bern, Rome":20261124T080000',
    ],
    berlinNight,
  ],
  [
    "a zone of America as Windows shows it",
    ["DTSTART;TZID=Eastern Time (US & Canada):20261123T140000", "DURATION:PT12H"],
    berlinNight,
  ],
  [
    "a zone that is an offset",
    ["DTSTART;TZID=GMT+0100:20261123T200000", "DURATION:PT12H"],
    berlinNight,
  ],
  ["start and end on two clocks", [night[0], "DTEND:20261124T070000Z"], berlinNight],
  ["a duration", [night[0], "DURATION:PT12H"], berlinNight],
  [
    "a duration of days and hours",
    [night[0], "DURATION:P1DT2H30M"],
    "2026-11-23T19:00:00Z/2026-11-24T21:30:00Z",
  ],
  ["a whole day", ["DTSTART;VALUE=DATE:20261123"], "2026-11-22T23:00:00Z/2026-11-23T23:00:00Z"],
  [
    "whole days, the last one excluded",
    ["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261125"],
    "2026-11-22T23:00:00Z/2026-11-24T23:00:00Z",
  ],
  [
    "a whole day without its VALUE",
    ["DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20261123"],
    "2026-11-22T23:00:00Z/2026-11-23T23:00:00Z",
  ],
  [
    "an event without length",
    ["DTSTART:20261123T190000Z"],
    "2026-11-23T19:00:00Z/2026-11-23T19:00:00Z",
  ],
  [
    "an hour that the clock skips, by the offset before (RFC 5545, 3.3.5)",
    [
      "DTSTART;TZID=America/New_York:20270314T023000",
      "DTEND;TZID=America/New_York:20270314T080000",
    ],
    "2027-03-14T07:30:00Z/2027-03-14T12:00:00Z",
  ],
  [
    "an hour that the clock shows twice, as the first",
    [
      "DTSTART;TZID=America/New_York:20261101T013000",
      "DTEND;TZID=America/New_York:20261101T080000",
    ],
    "2026-11-01T05:30:00Z/2026-11-01T13:00:00Z",
  ],
])("reads %s", (_, lines, want) => {
  const period = span("2026-10-01T00:00:00Z", "2027-06-01T00:00:00Z");
  expect(timesOf(calendar(event(...lines)), { period })).toEqual([want]);
});

it("leaves a floating time that the unit's clock skips or shows twice to be reported", () => {
  const gap = calendar(event("DTSTART:20270328T023000", "DTEND:20270328T080000"));
  const period = span("2026-10-01T00:00:00Z", "2027-06-01T00:00:00Z");
  expect(timesOf(gap, { period })).toEqual(["2027-03-28T02:30:00/2027-03-28T06:00:00Z"]);
  const twice = calendar(event("DTSTART:20261025T023000", "DTEND:20261025T080000"));
  expect(timesOf(twice, { period })).toEqual(["2026-10-25T02:30:00/2026-10-25T07:00:00Z"]);
});

const ownZone = [
  "BEGIN:VTIMEZONE",
  "TZID:Ward time",
  "BEGIN:STANDARD",
  "DTSTART:16011028T030000",
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:16010325T020000",
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];

it("follows the rules of a zone that only the file knows, also where it stands behind the event", () => {
  const of = (day: string) =>
    event(`UID:${day}`, `DTSTART;TZID=Ward time:${day}T080000`, "DURATION:PT1H");
  const period = span("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
  const want = [
    "2026-07-01T06:00:00Z/2026-07-01T07:00:00Z",
    "2026-11-23T07:00:00Z/2026-11-23T08:00:00Z",
  ];
  const before = calendar(...ownZone, of("20260701"), of("20261123"));
  const behind = calendar(of("20260701"), of("20261123"), ...ownZone);
  expect([timesOf(before, { period }), timesOf(behind, { period })]).toEqual([want, want]);
});

it("reads a zone by the place that the file says it is", () => {
  const zone = ownZone.map((each) => each.replace(/^TZOFFSET.*/, "TZOFFSETTO:+0900"));
  zone.splice(2, 0, "X-LIC-LOCATION:Europe/Berlin");
  const one = event("DTSTART;TZID=Ward time:20261123T200000", "DURATION:PT12H");
  expect(timesOf(calendar(...zone, one))).toEqual([berlinNight]);
});

it("ends a recurring night at the same clock time whatever the clock did in it", () => {
  const recurring = calendar(
    event(
      "DTSTART;TZID=Europe/Berlin:20261023T200000",
      "DTEND;TZID=Europe/Berlin:20261024T080000",
      "RRULE:FREQ=DAILY;COUNT=3",
    ),
  );
  const period = span("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z");
  expect(timesOf(recurring, { period })).toEqual([
    "2026-10-23T18:00:00Z/2026-10-24T06:00:00Z",
    "2026-10-24T18:00:00Z/2026-10-25T07:00:00Z",
    "2026-10-25T19:00:00Z/2026-10-26T07:00:00Z",
  ]);
});

it("counts a duration in hours as hours that pass", () => {
  const recurring = calendar(
    event(
      "DTSTART;TZID=Europe/Berlin:20261024T200000",
      "DURATION:PT12H",
      "RRULE:FREQ=DAILY;COUNT=1",
    ),
  );
  const period = span("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z");
  expect(timesOf(recurring, { period })).toEqual(["2026-10-24T18:00:00Z/2026-10-25T06:00:00Z"]);
});

const weekly = [...night, "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261209T190000Z"];
const days = (body: string) => timesOf(body).map((each) => each.slice(5, 10));

it("recurs until its end, in the period, and has a reference for each time", () => {
  expect(days(calendar(event(...weekly)))).toEqual([
    ...["11-23", "11-25", "11-30", "12-02", "12-07", "12-09"],
  ]);
  const short = span("2026-12-01T07:00:00Z", "2026-12-08T00:00:00Z");
  const { rows } = fileOf(calendar(event(...weekly)), { period: short });
  expect(rows.map((each) => each.fields.reference)).toEqual([
    "1@ward/20261202T190000Z",
    "1@ward/20261207T190000Z",
  ]);
});

it.each<[string, readonly string[], readonly string[]]>([
  ["an exception on the same clock", ["EXDATE;TZID=Europe/Berlin:20261125T200000"], ["11-25"]],
  ["an exception in UTC", ["EXDATE:20261125T190000Z"], ["11-25"]],
  [
    "several exceptions on one line",
    ["EXDATE:20261125T190000Z,20261202T190000Z"],
    ["11-25", "12-02"],
  ],
  ["an exception by its date alone", ["EXDATE;VALUE=DATE:20261125"], ["11-25"]],
  [
    "an exception at midnight, as Exchange writes it",
    ["EXDATE;TZID=Europe/Berlin:20261125T000000"],
    ["11-25"],
  ],
  ["a rule of exceptions", ["EXRULE:FREQ=WEEKLY;BYDAY=WE"], ["11-25", "12-02", "12-09"]],
  ["an exception that is no occurrence", ["EXDATE:20261126T190000Z"], []],
])("leaves out what %s names", (_, lines, gone) => {
  const all = days(calendar(event(...weekly)));
  expect(days(calendar(event(...weekly, ...lines)))).toEqual(
    all.filter((each) => !gone.includes(each)),
  );
});

it("adds single dates and periods, and none twice", () => {
  const added = [
    ...night,
    "RDATE;TZID=Europe/Berlin:20261126T200000,20261123T200000",
    "RDATE;VALUE=PERIOD:20261128T190000Z/PT1H,20261129T190000Z/20261129T210000Z",
  ];
  expect(timesOf(calendar(event(...added)))).toEqual([
    berlinNight,
    "2026-11-26T19:00:00Z/2026-11-27T07:00:00Z",
    "2026-11-28T19:00:00Z/2026-11-28T20:00:00Z",
    "2026-11-29T19:00:00Z/2026-11-29T21:00:00Z",
  ]);
});

const moved = (replaces: string, ...lines: readonly string[]) =>
  event(
    "SUMMARY:Dr Omar",
    replaces,
    "DTSTART:20261125T210000Z",
    "DTEND:20261126T070000Z",
    ...lines,
  );
const whoWhen = (body: string) =>
  fileOf(body)
    .rows.map(({ name, fields }) => `${name} ${fields.start?.slice(5, 13)}`)
    .sort();

it.each([
  ["at its time", "RECURRENCE-ID;TZID=Europe/Berlin:20261125T200000"],
  ["at its time in UTC", "RECURRENCE-ID:20261125T190000Z"],
  ["at midnight, as Exchange writes it", "RECURRENCE-ID;TZID=Europe/Berlin:20261125T000000"],
  ["by its date", "RECURRENCE-ID;VALUE=DATE:20261125"],
])("puts an event in the place of the one occurrence that it names %s", (_, replaces) => {
  const body = calendar(event(...night, "RRULE:FREQ=DAILY;COUNT=3"), moved(replaces));
  expect(whoWhen(body)).toEqual(["Dr Ida 11-23T19", "Dr Ida 11-24T19", "Dr Omar 11-25T21"]);
});

it.each([
  ["on the unit's clock", "RECURRENCE-ID;TZID=W. Europe Standard Time:20261124T000000"],
  ["in UTC", "RECURRENCE-ID:20261123T230000Z"],
])("knows the whole day that Exchange names by its midnight %s", (_, replaces) => {
  const series = event("DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=DAILY;COUNT=2");
  const other = event("SUMMARY:Dr Omar", replaces, "DTSTART;VALUE=DATE:20261126");
  expect(whoWhen(calendar(series, other))).toEqual(["Dr Ida 11-22T23", "Dr Omar 11-25T23"]);
});

it("takes a cancelled occurrence away, and one that stands for it before its series", () => {
  const series = event(...night, "RRULE:FREQ=DAILY;COUNT=2");
  const gone = moved("RECURRENCE-ID:20261124T190000Z", "STATUS:CANCELLED");
  expect(whoWhen(calendar(gone, series))).toEqual(["Dr Ida 11-23T19"]);
  const bare = event("RECURRENCE-ID:20261124T190000Z", "STATUS:CANCELLED");
  expect(whoWhen(calendar(series, bare))).toEqual(["Dr Ida 11-23T19"]);
});

it("changes this and all later occurrences where the event says so", () => {
  const series = event(...night, "RRULE:FREQ=DAILY;COUNT=4");
  const later = moved("RECURRENCE-ID;RANGE=THISANDFUTURE:20261125T190000Z");
  expect(whoWhen(calendar(series, later))).toEqual([
    ...["Dr Ida 11-23T19", "Dr Ida 11-24T19", "Dr Omar 11-25T21", "Dr Omar 11-26T21"],
  ]);
});

it("reads an occurrence whose series is not in the file", () => {
  expect(whoWhen(calendar(moved("RECURRENCE-ID:20261125T190000Z")))).toEqual(["Dr Omar 11-25T21"]);
});

it("moves an occurrence into the period, and out of it", () => {
  const series = event(...night, "RRULE:FREQ=DAILY;COUNT=2");
  const period = span("2026-11-25T12:00:00Z", "2026-11-27T00:00:00Z");
  const body = calendar(series, moved("RECURRENCE-ID:20261124T190000Z"));
  expect(timesOf(body, { period })).toEqual(["2026-11-25T21:00:00Z/2026-11-26T07:00:00Z"]);
});

it("reads the later version of an event that stands in the file twice, and says so", () => {
  const body = calendar(
    event("SUMMARY:Dr Omar", "SEQUENCE:2", ...night),
    event("SUMMARY:Dr Ida", "SEQUENCE:1", ...night),
  );
  expect(fileOf(body)).toMatchObject({
    rows: [{ name: "Dr Omar" }],
    notes: [{ code: "events_repeated", detail: { count: 1 } }],
  });
});

it("reads both of two events to which a careless maker gave one UID", () => {
  const body = calendar(event(...night), event("DTSTART:20261201T190000Z", "DURATION:PT1H"));
  expect(timesOf(body)).toHaveLength(2);
});

it("says what it left out: what is cancelled, outside the period, or no event", () => {
  const body = calendar(
    event("UID:1", ...night, "STATUS:CANCELLED"),
    event("UID:2", "DTSTART:20250101T190000Z", "DURATION:PT1H"),
    "BEGIN:VTODO\r\nSUMMARY:Order cannulas\r\nEND:VTODO",
    event("UID:3", "DTSTART;VALUE=DATE:20261201", "STATUS:TENTATIVE"),
  );
  expect(
    Object.fromEntries(fileOf(body).notes.map((each) => [each.code, each.detail?.count])),
  ).toEqual({
    events_cancelled: 1,
    outside_period_left_out: 1,
    calendar_other_parts: 1,
    events_all_day: 1,
    events_tentative: 1,
  });
  const gone = calendar("METHOD:CANCEL", event(...night), event("UID:x"));
  expect(fileOf(gone)).toMatchObject({ rows: [], errors: [] });
});

it.each<[string, readonly string[], object]>([
  [
    "an attendee",
    ["ATTENDEE;CN=Ida Brandt:mailto:Ida.Brandt@ward.example"],
    { name: "Ida Brandt", identifiers: ["ida.brandt@ward.example"] },
  ],
  [
    "an attendee whose name has a comma",
    ['ATTENDEE;CN="Brandt, Ida";CUTYPE=INDIVIDUAL:MAILTO:ida@ward.example'],
    { name: "Brandt, Ida", identifiers: ["ida@ward.example"] },
  ],
  [
    "an attendee by address alone",
    ["ATTENDEE:mailto:ida@ward.example"],
    { name: null, identifiers: ["ida@ward.example"] },
  ],
  [
    "an attendee by registration",
    ['ATTENDEE;CN="GMC:7012345":mailto:ida@ward.example'],
    { name: null, fields: { registration: "GMC:7012345" } },
  ],
  [
    "an attendee who holds the registration of the summary",
    ["ATTENDEE;CN=Ida:mailto:i@w.example", "SUMMARY:ECMO GMC:7012345"],
    { name: "Ida", fields: { registration: "GMC:7012345", assignment: "ECMO" } },
  ],
  [
    "a registration in the summary",
    ["SUMMARY:GMC:7012345 - Night"],
    { name: null, fields: { registration: "GMC:7012345", assignment: "Night" } },
  ],
  [
    "a property",
    ["SUMMARY:Night", "X-REGISTRATION:GMC:7012345"],
    { fields: { registration: "GMC:7012345", assignment: "Night" } },
  ],
  [
    "a line of the description",
    [
      "SUMMARY:Night",
      "DESCRIPTION:Registration: GMC:7012345\\nRole: Attending\\nPresence: on call\\nResponse minutes: 20",
    ],
    {
      fields: {
        registration: "GMC:7012345",
        role: "attending",
        presence: "on_call",
        responseMinutes: "20",
      },
    },
  ],
  [
    "a mention in the description",
    ["DESCRIPTION:see GMC:7012345\\, bleep BLEEP:4411"],
    { name: "Dr Ida", identifiers: ["GMC:7012345"] },
  ],
  [
    "categories",
    ["CATEGORIES:Attending,On-site,ECMO night"],
    { fields: { role: "attending", presence: "on_site", assignment: "ECMO night" } },
  ],
  [
    "a name in brackets",
    ["SUMMARY:Dr Ida Brandt (late)"],
    { name: "Dr Ida Brandt", fields: { assignment: "late" } },
  ],
  ["a folded line", ["SUMMARY:Night: Dr Ida\r\n  Bra\r\n\tndt"], { name: "Dr Ida Brandt" }],
  ["small letters of everything", ["summary:Dr Omar"], { name: "Dr Omar" }],
  ["escaped text", ["SUMMARY:Brandt\\, Ida\\; consultant"], { name: "Brandt, Ida; consultant" }],
])("finds who and what by %s", (_, lines, want) => {
  const given = lines.some((each) => /^summary/i.test(each)) ? lines : [...lines, "SUMMARY:Dr Ida"];
  const body = calendar(["BEGIN:VEVENT", ...night, ...given, "END:VEVENT"].join("\r\n"));
  expect(fileOf(body).rows).toMatchObject([want]);
});

it("makes a row of each attendee, but for rooms, observers and those who declined", () => {
  const people = [
    "ATTENDEE;CN=Ida:mailto:ida@w.example",
    "ATTENDEE;CN=Omar;PARTSTAT=TENTATIVE:mailto:omar@w.example",
    "ATTENDEE;CN=Theatre 3;CUTYPE=ROOM:mailto:t3@w.example",
    "ATTENDEE;CN=Office;ROLE=NON-PARTICIPANT:mailto:o@w.example",
    "ATTENDEE;CN=Eve;PARTSTAT=DECLINED:mailto:eve@w.example",
  ];
  const file = fileOf(calendar(event("SUMMARY:Shock call", ...night, ...people)));
  expect(file.rows.map(({ name, fields }) => [name, fields.assignment])).toEqual([
    ["Ida", "Shock call"],
    ["Omar", "Shock call"],
  ]);
  expect(file.notes).toEqual([{ code: "events_declined", detail: { count: 1 } }]);
  expect(fileOf(calendar(event(...night, people[4] ?? ""))).rows).toEqual([]);
});

it("names the calendar as the assignment where nothing else does", () => {
  const body = calendar("X-WR-CALNAME:CICU attendings", event(...night));
  expect(fileOf(body).rows[0]?.fields.assignment).toBe("CICU attendings");
});

it.each<[string, readonly string[], readonly string[]]>([
  ["no start", ["DURATION:PT1H"], ["4 start event_without_start"]],
  ["a start that is none", ["DTSTART:20261131T200000"], ["7 start not_a_time"]],
  ["hour 25", ["DTSTART:20261123T250000"], ["7 start not_a_time"]],
  [
    "a zone that nobody knows",
    ["DTSTART;TZID=Ward time:20261123T200000"],
    ["7 start unknown_zone"],
  ],
  ["an end that is none", [night[0], "DTEND:tomorrow"], ["8 end not_a_time"]],
  ["a duration that is none", [night[0], "DURATION:12 hours"], ["8 end not_a_duration"]],
  ["a rule that is none", [...night, "RRULE:FREQ=FORTNIGHTLY"], ["9 row rule_not_read"]],
  ["a rule without its values", [...night, "RRULE:FREQ=DAILY;BYDAY"], ["9 row rule_not_read"]],
  ["a rule of an older standard", [...night, "RRULE:W1 MO #0"], ["9 row rule_not_read"]],
  ["a rule by the second", [...night, "RRULE:FREQ=SECONDLY"], ["9 row rule_too_frequent"]],
  [
    "a rule by the minute",
    [...night, "RRULE:FREQ=MINUTELY;INTERVAL=30"],
    ["9 row rule_too_frequent"],
  ],
  ["nobody", [...night, "SUMMARY: "], ["4 row nobody_named"]],
  [
    "a name that a spreadsheet would run",
    [...night, "SUMMARY:=HYPERLINK(1)"],
    ["4 row formula_cell"],
  ],
  [
    "a line that breaks off",
    [...night, 'ATTENDEE;CN="Ida:mailto:i@w.example'],
    ["9 row line_not_read"],
  ],
  [
    "an exception that is none",
    [...night, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:never"],
    ["10 start not_a_time"],
  ],
])("reports an event with %s, by its line", (_, lines, want) => {
  expect(errorsOf(calendar(event(...lines)))).toEqual(want);
});

it("reports an event that never ends in the file, and reads the others", () => {
  const open = ["BEGIN:VEVENT", ...night, "SUMMARY:Dr Omar"].join("\r\n");
  const file = fileOf(calendar(open, event(...night)));
  expect(file.errors).toEqual([{ row: 4, field: "row", code: "event_not_closed" }]);
  expect(file.rows).toHaveLength(1);
});

it("refuses a calendar that breaks off, since what is missing would read as nobody", () => {
  const whole = calendar(event(...night), event("UID:2", ...night));
  expect(reading(whole.slice(0, whole.indexOf("END:VCALENDAR")))).toEqual({
    unreadable: { code: "calendar_cut_off", detail: { line: 1 }, line: 1 },
  });
  expect(codeOf("nothing", { contentType: "text/calendar" })).toBe("not_a_calendar");
});

it("refuses a rule without end where no period bounds it", () => {
  const endless = calendar(event(...night, "RRULE:FREQ=DAILY"));
  expect(errorsOf(endless, { period: null })).toEqual(["4 row rule_without_end"]);
  expect(timesOf(endless)).toHaveLength(39);
});

it.each([
  "RRULE:FREQ=HOURLY;COUNT=100000000",
  "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
  "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;COUNT=5",
  "RRULE:FREQ=YEARLY;BYDAY=53MO;BYWEEKNO=1;BYYEARDAY=366",
  "RRULE:FREQ=MONTHLY;BYSETPOS=300;BYDAY=MO",
  "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31",
  "RRULE:FREQ=DAILY;INTERVAL=999999999",
  "RRULE:FREQ=YEARLY;UNTIL=99991231T000000Z;BYMINUTE=61",
])(
  "comes to an end with %s, from the year 1700 on",
  (rule) => {
    const many = Array.from({ length: 20 }, (_, i) =>
      event(`UID:${i}`, "DTSTART:17000101T000000Z", "DURATION:PT1H", rule),
    );
    for (const period of [null, undefined]) {
      const read = reading(calendar(...many), period === null ? { period } : {});
      if ("unreadable" in read) expect(read.unreadable.code).toBe("too_many_rows");
      else expect(read.rows.length).toBeLessThanOrEqual(50_000);
    }
  },
  20_000,
);

it("bounds what all rules of a file give together", () => {
  const hourly = Array.from({ length: 60 }, (_, i) =>
    event(`UID:${i}`, "DTSTART:20261101T000000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY"),
  );
  expect(codeOf(calendar(...hourly))).toBe("too_many_rows");
}, 20_000);

it("reads several calendars in one file, and lines of any ending", () => {
  const two = calendar(event("UID:1", ...night)) + calendar(event("UID:2", ...night));
  expect(timesOf(two)).toEqual([berlinNight, berlinNight]);
  for (const end of ["\n", "\r"]) expect(timesOf(two.replaceAll("\r\n", end))).toHaveLength(2);
  expect(timesOf(`\ufeff\n${two}`)).toHaveLength(2);
});

it("shortens a reference that is longer than a roster keeps, the same every time", () => {
  const long = calendar(event(`UID:${"a".repeat(200)}`, ...night));
  const [first, second] = [fileOf(long), fileOf(long)].map(
    (each) => each.rows[0]?.fields.reference,
  );
  expect(first).toBe(second);
  expect(first).toMatch(/^[\w-]{43}$/);
});

it("passes over what is inside an alarm", () => {
  const alarm =
    "BEGIN:VALARM\r\nDURATION:PT1M\r\nSUMMARY:Wake\r\nATTENDEE:mailto:x@y.example\r\nEND:VALARM";
  expect(fileOf(calendar(event(...night, alarm))).rows).toMatchObject([{ name: "Dr Ida" }]);
});
