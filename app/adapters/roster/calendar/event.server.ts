import type { RowError } from "#app/domain/roster/row.ts";
import type { Component, ContentLine } from "./content-lines.server.ts";
import { givenIn, type KnownLines, type Property, propertiesOf } from "./property.server.ts";
import { type Rule, readRule } from "./recurrence.server.ts";
import { type Length, readLength, readWritten, type Wall } from "./times.server.ts";
import { utc, type Zone } from "./zones.server.ts";

/** A time with the clock that it is read from. */
export type EventTime = {
  readonly wall: Wall;
  readonly zone: Zone;
  readonly isDate: boolean;
  /** It names no zone: the unit's clock is meant. */
  readonly isFloating: boolean;
};

/** How an event ends: at a reading of the clock of its start, or after a length. */
export type Ending =
  | { readonly kind: "clock"; readonly ms: number }
  | ({ readonly kind: "length" } & Length);

export type AddedDate = { readonly start: EventTime; readonly ending: Ending | null };

/** A VEVENT with its times read; what it says of people is read elsewhere, from `properties`. */
export type CalendarEvent = {
  readonly line: number;
  readonly uid: string | null;
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly isTentative: boolean;
  readonly start: EventTime;
  readonly ending: Ending;
  readonly replaces: EventTime | null;
  readonly isThisAndFuture: boolean;
  readonly rules: readonly Rule[];
  readonly exceptionRules: readonly Rule[];
  readonly added: readonly AddedDate[];
  readonly except: readonly EventTime[];
  readonly properties: readonly Property[];
};

/** What a property says of times, or the error of its row; `field` is what a person would look at. */
export type EventReading = {
  readonly unitZone: Zone;
  readonly zone: (tzid: string) => Zone | null;
  /** What stands in the calendar again and again, as it was read the first time. */
  readonly lines: KnownLines;
  readonly times: Map<string, EventTime>;
};

/**
 * Reads one event without guessing.
 * @param allCancelled  The whole calendar takes events back.
 * @returns The event, null for one that is taken back and has no time, or every error in it.
 * @source RFC 5545 section 3.6.1
 */
export function readEvent(
  component: Component,
  how: EventReading,
  allCancelled: boolean,
): { readonly event: CalendarEvent | null } | { readonly errors: readonly RowError[] } {
  const row = component.line;
  if (!component.closed) return { errors: [{ row, field: "row", code: "event_not_closed" }] };
  const { properties, unreadable } = propertiesOf(component, how.lines);
  const errors = unreadable.map(unreadableError);
  const parts = partsOf(properties);
  const reading = { ...how, errors };
  const isCancelled = allCancelled || textOf(parts.STATUS).toUpperCase() === "CANCELLED";
  const begins = parts.DTSTART ?? (isCancelled ? parts["RECURRENCE-ID"] : undefined);
  if (!begins && isCancelled) return { event: null };
  const start = timeOf(begins, "start", reading);
  if (!begins && !unreadable.some((each) => /^\s*DTSTART/im.test(each.text)))
    errors.push({ row, field: "start", code: "event_without_start" });
  const ending = start && endingOf(start, parts, reading);
  const replaces = timeOf(parts["RECURRENCE-ID"], "start", reading);
  const rules = rulesOf("RRULE", properties, errors);
  const exceptionRules = rulesOf("EXRULE", properties, errors);
  const except = listed("EXDATE", properties).flatMap((each) => timesIn(each, reading));
  const added = listed("RDATE", properties).flatMap((each) => addedIn(each, reading));
  if (errors.length > 0 || !start || !ending) return { errors };
  return {
    event: {
      line: row,
      uid: textOf(parts.UID) || null,
      sequence: Number(textOf(parts.SEQUENCE)) || 0,
      isCancelled,
      isTentative: textOf(parts.STATUS).toUpperCase() === "TENTATIVE",
      isThisAndFuture: parts["RECURRENCE-ID"]?.params.range?.toUpperCase() === "THISANDFUTURE",
      ...{ start, ending, replaces, rules, exceptionRules, added, except, properties },
    },
  };
}

function unreadableError({ line, text }: ContentLine): RowError {
  const code = /^(RRULE|EXRULE)/i.test(text) ? "rule_not_read" : "line_not_read";
  return { row: line, field: "row", code, detail: { given: givenIn(text) } };
}

const once = [
  "DTSTART",
  "DTEND",
  "DURATION",
  "UID",
  "SEQUENCE",
  "STATUS",
  "RECURRENCE-ID",
] as const;
type Parts = Partial<Record<(typeof once)[number], Property>>;

/** The first of each property that stands once in an event. */
function partsOf(properties: readonly Property[]): Parts {
  const parts: Record<string, Property> = {};
  for (const each of properties) parts[each.name] ??= each;
  return parts;
}

function textOf(property: Property | undefined): string {
  return property ? String(property.values[0] ?? "").trim() : "";
}

const nothing: readonly never[] = [];

function listed(name: string, properties: readonly Property[]): readonly Property[] {
  if (!properties.some((each) => each.name === name)) return nothing;
  return properties.filter((each) => each.name === name);
}

/** One reading of one event: what is wrong with its times is said in its errors. */
type Reading = EventReading & { readonly errors: RowError[] };

/** The one time of a property; null where there is none or it says none. */
function timeOf(
  property: Property | undefined,
  field: "start" | "end",
  reading: Reading,
): EventTime | null {
  if (!property) return null;
  const known = reading.times.get(property.text);
  if (known) return known;
  const time = readTime(property, field, reading, property.values[0]);
  if (time && reading.times.size < timesMost) reading.times.set(property.text, time);
  return time;
}

const timesMost = 20_000;

function readTime(
  property: Property,
  field: "start" | "end",
  { unitZone, zone, errors }: Reading,
  value: unknown,
): EventTime | null {
  const row = property.line;
  const written = readWritten(value);
  if (!written) {
    const detail = { given: givenIn(property.text).slice(0, 40) };
    errors.push({ row, field, code: "not_a_time", detail });
    return null;
  }
  const { kind, wall } = written;
  const isDate = kind === "date";
  if (kind === "utc") return { wall, isDate, zone: utc, isFloating: false };
  const { tzid } = property.params;
  if (isDate || !tzid) return { wall, isDate, zone: unitZone, isFloating: true };
  const found = zone(tzid);
  if (found) return { wall, isDate, zone: found, isFloating: false };
  errors.push({ row, field, code: "unknown_zone", detail: { zone: tzid.slice(0, 60) } });
  return null;
}

/** One bad value among many is one error, on the line of the list. */
function timesIn(property: Property, reading: Reading): EventTime[] {
  const found: EventTime[] = [];
  for (const value of property.values) {
    const time = readTime(property, "start", reading, value);
    if (!time) return [];
    found.push(time);
  }
  return found;
}

function addedIn(property: Property, reading: Reading): AddedDate[] {
  return property.values.flatMap((value): AddedDate[] => {
    const [from, until] = Array.isArray(value) ? value : [value, null];
    const start = readTime(property, "start", reading, from);
    if (!start) return [];
    if (until === null) return [{ start, ending: null }];
    const length = readLength(String(until));
    if (length) return [{ start, ending: { kind: "length", ...length } }];
    const end = readTime(property, "end", reading, until);
    return end ? [{ start, ending: endingAt(start, end) }] : [];
  });
}

function endingOf(start: EventTime, parts: Parts, reading: Reading): Ending | null {
  const { DTEND: dtend, DURATION: duration } = parts;
  if (dtend) {
    const end = timeOf(dtend, "end", reading);
    return end && endingAt(start, end);
  }
  if (!duration) return { kind: "length", days: start.isDate ? 1 : 0, ms: 0 };
  const length = readLength(String(duration.values[0]));
  if (length) return { kind: "length", ...length };
  const detail = { given: givenIn(duration.text) };
  reading.errors.push({ row: duration.line, field: "end", code: "not_a_duration", detail });
  return null;
}

/** On one clock the reading of the end recurs, so that a night ends at 08:00 whatever the clock did. */
function endingAt(start: EventTime, end: EventTime): Ending {
  if (end.zone === start.zone) return { kind: "clock", ms: end.wall - start.wall };
  const ms = end.zone.read(end.wall).at - start.zone.read(start.wall).at;
  return { kind: "length", days: 0, ms };
}

function rulesOf(
  name: string,
  properties: readonly Property[],
  errors: RowError[],
): readonly Rule[] {
  return listed(name, properties).flatMap(({ values, line, text }) => {
    const rule = readRule(values[0]);
    if (!("fault" in rule)) return [rule];
    errors.push({ row: line, field: "row", code: rule.fault, detail: { given: givenIn(text) } });
    return [];
  });
}
