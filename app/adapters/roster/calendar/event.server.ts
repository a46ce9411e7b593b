import type { RowError } from "#app/domain/roster/row.ts";
import type { Component } from "./content-lines.server.ts";
import { givenIn, type Property, propertiesOf } from "./property.server.ts";
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
  const { properties, unreadable } = propertiesOf(component);
  const errors: RowError[] = unreadable.map(({ line, text }) => ({
    row: line,
    field: "row",
    code: /^(RRULE|EXRULE)/i.test(text) ? "rule_not_read" : "line_not_read",
    detail: { given: givenIn(text) },
  }));
  const all = (name: string) => properties.filter((each) => each.name === name);
  const one = (name: string) => properties.find((each) => each.name === name);
  const times = timesOf(how, errors);
  const text = (name: string) => String(one(name)?.values[0] ?? "").trim();
  const isCancelled = allCancelled || text("STATUS").toUpperCase() === "CANCELLED";
  const begins = one("DTSTART") ?? (isCancelled ? one("RECURRENCE-ID") : undefined);
  if (!begins && isCancelled) return { event: null };
  const start = times(begins, "start");
  if (!begins && !/^\s*DTSTART/im.test(unreadable.map((each) => each.text).join("\n")))
    errors.push({ row, field: "start", code: "event_without_start" });
  const ending = start && endingOf(start, one("DTEND"), one("DURATION"), times, errors);
  const replaces = times(one("RECURRENCE-ID"), "start");
  const rules = (name: string) => all(name).flatMap((each) => ruleOf(each, errors));
  const recurring = { rules: rules("RRULE"), exceptionRules: rules("EXRULE") };
  const except = all("EXDATE").flatMap((each) => timesIn(each, times));
  const added = all("RDATE").flatMap((each) => addedIn(each, times));
  if (errors.length > 0 || !start || !ending) return { errors };
  return {
    event: {
      line: row,
      uid: text("UID") || null,
      sequence: Number(text("SEQUENCE")) || 0,
      isCancelled,
      isTentative: text("STATUS").toUpperCase() === "TENTATIVE",
      isThisAndFuture: one("RECURRENCE-ID")?.params.range?.toUpperCase() === "THISANDFUTURE",
      ...{ start, ending, replaces, ...recurring, added, except, properties },
    },
  };
}

type Times = (
  property: Property | undefined,
  field: "start" | "end",
  value?: unknown,
) => EventTime | null;

function timesOf({ unitZone, zone }: EventReading, errors: RowError[]): Times {
  return (property, field, value = property?.values[0]) => {
    if (!property) return null;
    const amiss = (code: string, detail: RowError["detail"]) => {
      errors.push({ row: property.line, field, code, detail });
      return null;
    };
    const written = readWritten(value);
    if (!written) return amiss("not_a_time", { given: property.given.slice(0, 40) });
    const { kind, wall } = written;
    const plain = { wall, isDate: kind === "date" };
    if (kind === "utc") return { ...plain, zone: utc, isFloating: false };
    const { tzid } = property.params;
    if (kind === "date" || !tzid) return { ...plain, zone: unitZone, isFloating: true };
    const found = zone(tzid);
    if (!found) return amiss("unknown_zone", { zone: tzid.slice(0, 60) });
    return { ...plain, zone: found, isFloating: false };
  };
}

/** One bad value among many is one error, on the line of the list. */
function timesIn(property: Property, times: Times): EventTime[] {
  const found: EventTime[] = [];
  for (const value of property.values) {
    const time = times(property, "start", value);
    if (!time) return [];
    found.push(time);
  }
  return found;
}

function addedIn(property: Property, times: Times): AddedDate[] {
  return property.values.flatMap((value): AddedDate[] => {
    const [from, until] = Array.isArray(value) ? value : [value, null];
    const start = times(property, "start", from);
    if (!start) return [];
    if (until === null) return [{ start, ending: null }];
    const length = readLength(String(until));
    if (length) return [{ start, ending: { kind: "length", ...length } }];
    const end = times(property, "end", until);
    return end ? [{ start, ending: endingAt(start, end) }] : [];
  });
}

function endingOf(
  start: EventTime,
  dtend: Property | undefined,
  duration: Property | undefined,
  times: Times,
  errors: RowError[],
): Ending | null {
  if (dtend) {
    const end = times(dtend, "end");
    return end && endingAt(start, end);
  }
  if (!duration) return { kind: "length", days: start.isDate ? 1 : 0, ms: 0 };
  const length = readLength(String(duration.values[0]));
  if (length) return { kind: "length", ...length };
  const detail = { given: duration.given };
  errors.push({ row: duration.line, field: "end", code: "not_a_duration", detail });
  return null;
}

/** On one clock the reading of the end recurs, so that a night ends at 08:00 whatever the clock did. */
function endingAt(start: EventTime, end: EventTime): Ending {
  if (end.zone === start.zone) return { kind: "clock", ms: end.wall - start.wall };
  const ms = end.zone.read(end.wall).at - start.zone.read(start.wall).at;
  return { kind: "length", days: 0, ms };
}

function ruleOf({ values, line, given }: Property, errors: RowError[]): Rule[] {
  const rule = readRule(values[0]);
  if (!("fault" in rule)) return [rule];
  errors.push({ row: line, field: "row", code: rule.fault, detail: { given } });
  return [];
}
