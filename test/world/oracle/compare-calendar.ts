import { Temporal } from "temporal-polyfill";
import { readRosterFile } from "#app/adapters/roster/read-roster-file.server.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { type RandomSeries, ruleText } from "../random-calendar.ts";
import { happeningsOf } from "./recurrence.ts";

/** From the start of any random series on, to beyond the end of the period. */
const searchDays = 550;
const period = interval(Date.UTC(2026, 5, 1) as Instant, Date.UTC(2027, 5, 1) as Instant);

/**
 * Reads a random series as a file and compares it with the oracle's.
 * @returns Null where both agree, else both and the file, for a person to read.
 */
export function calendarPart(series: RandomSeries): string | null {
  const { text, found } = fileOf(series);
  const bytes = new TextEncoder().encode(text);
  const how = { timeZone: "Europe/Berlin", period, contentType: null, fileName: null };
  const read = readRosterFile(bytes, how);
  const got = "unreadable" in read ? [read.unreadable.code] : read.rows.map(timesOf).sort();
  const errors = "unreadable" in read ? [] : read.errors;
  const want = found
    .filter(({ from, to }) => from < period.end && to > period.start)
    .map(({ from, to }) => `${formatInstant(from as Instant)} ${formatInstant(to as Instant)}`)
    .sort();
  if (errors.length === 0 && got.join() === want.join()) return null;
  return `${text}\nread   ${got.join("\n       ")}\noracle ${want.join("\n       ")}\n${JSON.stringify(errors)}`;
}

const timesOf = ({
  fields,
}: {
  readonly fields: { readonly start?: string; readonly end?: string };
}) => `${fields.start} ${fields.end}`;

function fileOf(series: RandomSeries) {
  const { zone, start, minutes, rule } = series;
  const { starts, except, moved, found } = happeningsOf(series, searchDays);
  const first = Temporal.PlainDateTime.from(start);
  const on = (name: string, plain: Temporal.PlainDateTime) =>
    zone === "UTC" ? `${name}:${written(plain)}Z` : `${name};TZID=${zone}:${written(plain)}`;
  const until = rule.untilAfter === null ? null : inUtc(first.add({ days: rule.untilAfter }), zone);
  const body = (begin: Temporal.PlainDateTime) => [
    on("DTSTART", begin),
    on("DTEND", begin.add({ minutes })),
  ];
  const master = [
    ...body(first),
    ruleText(rule, until),
    ...except.map((i) => on("EXDATE", starts[i]!)),
  ];
  const overrides = moved.map(([i, by]) => [
    on("RECURRENCE-ID", starts[i]!),
    ...body(starts[i]!.add({ minutes: by })),
  ]);
  const events = [master, ...overrides].flatMap((lines) => [
    ...["BEGIN:VEVENT", "UID:1@ward", "SUMMARY:Dr Ida", ...lines, "END:VEVENT"],
  ]);
  return { text: ["BEGIN:VCALENDAR", ...events, "END:VCALENDAR", ""].join("\r\n"), found };
}

function written(plain: Temporal.PlainDateTime): string {
  return plain.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
}

function inUtc(plain: Temporal.PlainDateTime, zone: string): string {
  const { epochMilliseconds } = plain.toZonedDateTime(zone);
  return `${written(Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO("UTC").toPlainDateTime())}Z`;
}
