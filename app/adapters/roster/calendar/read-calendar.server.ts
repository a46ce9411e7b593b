import { createHash } from "node:crypto";
import type { FileNote, FileReading, FileRow } from "#app/domain/roster/roster-file.ts";
import type { RowError } from "#app/domain/roster/row.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { type Component, readComponents } from "./content-lines.server.ts";
import { type CalendarEvent, type EventReading, readEvent } from "./event.server.ts";
import type { Occurrence } from "./occurrence.server.ts";
import { propertiesOf } from "./property.server.ts";
import { type Budget, isSingle, occurrencesOf } from "./series.server.ts";
import { type Who, whoOf } from "./who.server.ts";
import { zoneDefinitions } from "./zone-definitions.server.ts";
import { ianaZone, type KnownZones, zoneFinder } from "./zones.server.ts";

export type CalendarReading = {
  /** The unit's zone: dates and floating times are read on its clock. */
  readonly timeZone: string;
  /** Only what meets it is given; null: everything. */
  readonly period: Interval | null;
  readonly rowsMost: number;
};

/** Days that the rules of one file may look at: about a second's work. A year of daily shifts looks at 400. */
const daysMost = 10_000_000;

/**
 * Reads an iCalendar file into rows: one for each occurrence and each person of an event. A file that
 * breaks off is not read at all, since what is missing would read as nobody on duty.
 *
 * @source RFC 5545
 */
export function readCalendar(text: string, how: CalendarReading): FileReading {
  const root = readComponents(text);
  const calendars = root.children.filter((each) => each.name === "VCALENDAR");
  if (calendars.length === 0) return { unreadable: { code: "not_a_calendar" } };
  const cutOff = calendars.find((each) => !each.closed);
  if (cutOff)
    return {
      unreadable: { code: "calendar_cut_off", detail: { line: cutOff.line }, line: cutOff.line },
    };
  let left = daysMost;
  const spend = (days: number) => {
    left -= days;
    return left > 0;
  };
  const budget = { spend, occurrences: how.rowsMost };
  const shared: KnownZones = new Map();
  const unitZone = ianaZone(how.timeZone);
  const parts = calendars.map((each) => {
    const zones = each.children.filter((one) => one.name === "VTIMEZONE");
    const zone = zoneFinder(zoneDefinitions(zones), spend, shared);
    return readOne(each, { unitZone, zone }, how.period, budget);
  });
  const rows = parts.flatMap((each) => each.rows);
  if (rows.length > how.rowsMost)
    return { unreadable: { code: "too_many_rows", detail: { max: how.rowsMost } } };
  return {
    format: "icalendar",
    rows,
    errors: parts.flatMap((each) => each.errors),
    notes: counted(parts.map((each) => each.notes)),
  };
}

const otherParts = ["VTODO", "VJOURNAL", "VFREEBUSY"];
type Counts = Readonly<Record<string, number>>;
type Part = { readonly rows: FileRow[]; readonly errors: RowError[]; readonly notes: Counts };

function readOne(
  calendar: Component,
  reading: EventReading,
  period: Interval | null,
  budget: Budget,
): Part {
  const { properties } = propertiesOf(calendar);
  const textOf = (name: string) =>
    String(properties.find((each) => each.name === name)?.values[0] ?? "").trim();
  const isCancelled = textOf("METHOD").toUpperCase() === "CANCEL";
  const errors: RowError[] = [];
  const events: CalendarEvent[] = [];
  for (const component of calendar.children.filter((each) => each.name === "VEVENT")) {
    const read = readEvent(component, reading, isCancelled);
    if ("errors" in read) errors.push(...read.errors);
    else if (read.event) events.push(read.event);
  }
  const { found, notes, faults } = happening(events, period, budget);
  errors.push(...faults);
  const told = tell(found, textOf("X-WR-CALNAME") || null);
  errors.push(...told.errors);
  const others = calendar.children.filter((each) => otherParts.includes(each.name));
  return {
    rows: told.rows,
    errors: errors.sort((a, b) => a.row - b.row),
    notes: { ...notes, ...told.notes, calendar_other_parts: others.length },
  };
}

/** All occurrences, series by series, with what was left out on the way. */
function happening(events: readonly CalendarEvent[], period: Interval | null, budget: Budget) {
  const { series, repeated } = seriesOf(events);
  const faults: RowError[] = [];
  const found: Occurrence[] = [];
  for (const each of series) {
    const one = occurrencesOf(each, period, budget);
    found.push(...one.found);
    for (const { line, code } of one.faults) faults.push({ row: line, field: "row", code });
    if (budget.occurrences < 0) break;
  }
  const used = new Set(found.map((each) => each.event));
  const standing = series.flat();
  const alive = standing.filter((each) => !each.isCancelled);
  const notes = {
    events_cancelled: standing.length - alive.length,
    events_repeated: repeated,
    outside_period_left_out: alive.filter((each) => isSingle(each) && !used.has(each)).length,
  };
  return { found, faults, notes };
}

/** By UID; of events that are written twice, the one with the higher count, or the later one, stands. */
function seriesOf(events: readonly CalendarEvent[]) {
  const byUid = new Map<string, CalendarEvent[]>();
  let repeated = 0;
  for (const event of events) {
    const key = event.uid ?? `line ${event.line}`;
    const known = byUid.get(key) ?? [];
    const at = event.replaces ? -1 : known.findIndex((each) => isSame(each, event));
    const twin = known[at];
    if (!twin) known.push(event);
    else {
      repeated += 1;
      if (event.sequence >= twin.sequence) known[at] = event;
    }
    byUid.set(key, known);
  }
  return { series: [...byUid.values()], repeated };
}

/** Makers that give one UID to many events leave the count alone, and the events begin apart. */
function isSame(a: CalendarEvent, b: CalendarEvent): boolean {
  if (a.replaces) return false;
  return a.sequence !== b.sequence || a.start.wall === b.start.wall;
}

function tell(occurrences: readonly Occurrence[], calendar: string | null) {
  const whos = new Map<CalendarEvent, Who>();
  const rows: FileRow[] = [];
  const errors: RowError[] = [];
  const notes = { events_all_day: 0, events_tentative: 0, events_declined: 0 };
  for (const occurrence of occurrences) {
    const { event } = occurrence;
    const known = whos.get(event);
    const who = known ?? whoOf(event.properties, calendar);
    whos.set(event, who);
    if (!known) {
      notes.events_declined += who.declined;
      if (event.start.isDate) notes.events_all_day += 1;
      if (event.isTentative) notes.events_tentative += 1;
      if (who.people.length === 0 && who.declined === 0)
        errors.push({ row: event.line, field: "row", code: "nobody_named" });
      if (who.people.some(({ name }) => name !== null && /^[=@]/.test(name)))
        errors.push({ row: event.line, field: "row", code: "formula_cell" });
    }
    for (const person of who.people) rows.push(rowOf(occurrence, who, person));
  }
  return { rows, errors, notes };
}

function rowOf({ event, start, end, which }: Occurrence, who: Who, person: Who["people"][number]) {
  const reference = referenceOf(event.uid, which);
  const registration = person.registration ?? undefined;
  return {
    row: event.line,
    fields: {
      ...who.duty,
      start,
      end,
      ...(registration && { registration }),
      ...(reference && { reference }),
    },
    name: person.name,
    identifiers: person.identifiers,
  };
}

/** The same for the same occurrence in the next file; long ones are shortened to their digest. */
function referenceOf(uid: string | null, which: string | null): string | null {
  if (uid === null) return null;
  const whole = (which === null ? uid : `${uid}/${which}`).replace(/\p{Cc}/gu, "");
  if (whole.length <= 120 && !/^[=@]/.test(whole)) return whole;
  return createHash("sha256").update(whole).digest("base64url");
}

/** Notes of several calendars in one file are one note. */
function counted(parts: readonly Counts[]): FileNote[] {
  const sums = new Map<string, number>();
  for (const [code, count] of parts.flatMap((each) => Object.entries(each)))
    sums.set(code, (sums.get(code) ?? 0) + count);
  return [...sums].flatMap(([code, count]) => (count > 0 ? [{ code, detail: { count } }] : []));
}
