import { createHash } from "node:crypto";
import type { FileNote, FileReading, FileRow } from "#app/domain/roster/roster-file.ts";
import type { RosterField, RowError } from "#app/domain/roster/row.ts";
import { instantTexts } from "#app/domain/time/instant-texts.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { type Component, readComponents } from "./content-lines.server.ts";
import { type CalendarEvent, type EventReading, readEvent } from "./event.server.ts";
import type { Occurrence } from "./occurrence.server.ts";
import { propertiesOf } from "./property.server.ts";
import { type Budget, isSingle, occurrencesOf } from "./series.server.ts";
import { type Who, whoReader } from "./who.server.ts";
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
  const said = instantTexts();
  const budget = { spend, occurrences: how.rowsMost, said, rows: how.rowsMost };
  const shared: KnownZones = new Map();
  const unitZone = ianaZone(how.timeZone);
  const parts = calendars.map((each) => {
    const zones = each.children.filter((one) => one.name === "VTIMEZONE");
    const zone = zoneFinder(zoneDefinitions(zones), spend, shared);
    const reading = { unitZone, zone, lines: new Map(), times: new Map() };
    return readOne(each, reading, how.period, budget);
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

/** People times occurrences are rows: what is left of these is counted while they are told. */
type FileBudget = Budget & { rows: number };

const otherParts = ["VTODO", "VJOURNAL", "VFREEBUSY"];
type Counts = Readonly<Record<string, number>>;
type Part = { readonly rows: FileRow[]; readonly errors: RowError[]; readonly notes: Counts };

function readOne(
  calendar: Component,
  reading: EventReading,
  period: Interval | null,
  budget: FileBudget,
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
  const told = tell(found, textOf("X-WR-CALNAME") || null, budget);
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
    for (const occurrence of one.found) found.push(occurrence);
    for (const { line, code } of one.faults) faults.push({ row: line, field: "row", code });
    if (budget.occurrences < 0) break;
  }
  const used = new Set(found.map((each) => each.event));
  const notes = { events_cancelled: 0, events_repeated: repeated, outside_period_left_out: 0 };
  for (const each of series.flat()) {
    if (each.isCancelled) notes.events_cancelled += 1;
    else if (isSingle(each) && !used.has(each)) notes.outside_period_left_out += 1;
  }
  return { found, faults, notes };
}

/** By UID; of events that are written twice, the one with the higher count, or the later one, stands. */
function seriesOf(events: readonly CalendarEvent[]) {
  const byUid = new Map<string, OneUid>();
  let repeated = 0;
  for (const event of events) {
    const key = event.uid ?? `line ${event.line}`;
    const known: OneUid = byUid.get(key) ?? {
      ...{ events: [], starts: new Map(), sequence: event.sequence },
    };
    byUid.set(key, known);
    const at = event.replaces ? -1 : twinOf(event, known);
    const twin = known.events[at];
    if (twin) repeated += 1;
    if (twin && event.sequence < twin.sequence) continue;
    if (event.sequence !== known.sequence) known.sequence = null;
    if (!event.replaces) known.starts.set(event.start.wall, twin ? at : known.events.length);
    if (twin) known.events[at] = event;
    else known.events.push(event);
  }
  return { series: [...byUid.values()].map((each) => each.events), repeated };
}

/** `sequence` while all have the same one: then a twin is found by its start, however many there are. */
type OneUid = {
  readonly events: CalendarEvent[];
  readonly starts: Map<number, number>;
  sequence: number | null;
};

function twinOf(event: CalendarEvent, { events, starts, sequence }: OneUid): number {
  if (event.sequence === sequence) return starts.get(event.start.wall) ?? -1;
  return events.findIndex((each) => isSame(each, event));
}

/** Makers that give one UID to many events leave the count alone, and the events begin apart. */
function isSame(a: CalendarEvent, b: CalendarEvent): boolean {
  if (a.replaces) return false;
  return a.sequence !== b.sequence || a.start.wall === b.start.wall;
}

function tell(occurrences: readonly Occurrence[], calendar: string | null, budget: FileBudget) {
  const whoOf = whoReader(calendar);
  const whos = new Map<CalendarEvent, Who>();
  const rows: FileRow[] = [];
  const errors: RowError[] = [];
  const notes = { events_all_day: 0, events_tentative: 0, events_declined: 0 };
  for (const occurrence of occurrences) {
    const { event } = occurrence;
    const known = whos.get(event);
    const who = known ?? whoOf(event.properties);
    if (!known) {
      whos.set(event, who);
      notes.events_declined += who.declined;
      if (event.start.isDate) notes.events_all_day += 1;
      if (event.isTentative) notes.events_tentative += 1;
      if (who.people.length === 0 && who.declined === 0)
        errors.push({ row: event.line, field: "row", code: "nobody_named" });
      if (who.people.some(({ name }) => name !== null && /^[=@]/.test(name)))
        errors.push({ row: event.line, field: "row", code: "formula_cell" });
    }
    for (const person of who.people) rows.push(rowOf(occurrence, who, person));
    budget.rows -= who.people.length;
    if (budget.rows < 0) break;
  }
  return { rows, errors, notes };
}

function rowOf(
  { event, start, end, which }: Occurrence,
  { duty }: Who,
  { name, registration, identifiers }: Who["people"][number],
): FileRow {
  const fields: FileFields = { ...duty, start, end };
  if (registration !== null) fields.registration = registration;
  const reference = referenceOf(event.uid, which);
  if (reference !== null) fields.reference = reference;
  return { row: event.line, fields, name, identifiers };
}

type FileFields = Partial<Record<RosterField, string>>;

/** The same for the same occurrence in the next file; long ones are shortened to their digest. */
function referenceOf(uid: string | null, which: string | null): string | null {
  if (uid === null) return null;
  const given = which === null ? uid : `${uid}/${which}`;
  const whole = /^[ -~]*$/.test(given) ? given : given.replace(/\p{Cc}/gu, "");
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
