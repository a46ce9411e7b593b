import { day, type Instant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { CalendarEvent, Ending, EventTime } from "./event.server.ts";
import { meets, type Occurrence, occurrenceAt, type Said, whichOf } from "./occurrence.server.ts";
import { expanded, type Spend } from "./recurrence.server.ts";
import { dateOf, type Wall } from "./times.server.ts";

/** What is left to spend on a whole file, so that no rule in it can hold the reader up. */
export type Budget = {
  readonly spend: Spend;
  occurrences: number;
  /** How an instant is written; what one reading writes it remembers. */
  readonly said: Said;
};
export type SeriesFault = { readonly line: number; readonly code: string };

/**
 * Every occurrence of the events of one UID that meets the period: rules, added dates, exceptions, and
 * events that stand for one occurrence or for all from one on.
 *
 * @param period  Null: all of them; a rule without end is then a fault.
 * @source RFC 5545 sections 3.8.4.4 and 3.8.5
 */
export function occurrencesOf(
  events: readonly CalendarEvent[],
  period: Interval | null,
  budget: Budget,
): Series {
  const [alone] = events;
  if (alone && events.length === 1 && isAlone(alone)) return onceOf(alone, period, budget);
  const faults: SeriesFault[] = [];
  const found: Occurrence[] = [];
  const replacing = latestOf(events.filter((each) => each.replaces !== null));
  const give = (event: CalendarEvent, start: EventTime, ending: Ending, which: string | null) => {
    const occurrence = occurrenceAt(event, start, ending, which, budget.said);
    if (!occurrence || !meets(occurrence, period)) return;
    budget.occurrences -= 1;
    if (budget.occurrences >= 0) found.push(occurrence.occurrence);
  };
  for (const event of replacing)
    if (!event.isCancelled) give(event, event.start, event.ending, whichOf(event.replaces!));
  for (const event of events) {
    if (event.replaces !== null || event.isCancelled) continue;
    const whole = window(event, replacing, period);
    if ("fault" in whole) {
      faults.push({ line: event.line, code: whole.fault });
      continue;
    }
    const starts = startsOf(event, whole, budget, () =>
      faults.push({ line: event.line, code: "too_many_occurrences" }),
    );
    withoutReplaced(event, starts, replacing);
    const isSeries = !isSingle(event);
    for (const [wall, ending] of starts) {
      const own = { ...event.start, wall };
      const turned = turnedBy(own, event, replacing);
      if (turned.event.isCancelled) continue;
      const last = ending ?? turned.event.ending;
      give(turned.event, turned.start, last, isSeries ? whichOf(own) : null);
    }
  }
  if (budget.occurrences < 0 && events[0])
    faults.push({ line: events[0].line, code: "too_many_occurrences" });
  return { found, faults };
}

type Series = {
  readonly found: readonly Occurrence[];
  readonly faults: readonly SeriesFault[];
};

/** An event that stands for itself, with nothing to look up: most of a roster. */
function isAlone(event: CalendarEvent): boolean {
  const isWhole = event.replaces === null && !event.isCancelled && event.except.length === 0;
  return isWhole && isSingle(event);
}

function onceOf(event: CalendarEvent, period: Interval | null, budget: Budget): Series {
  const occurrence = occurrenceAt(event, event.start, event.ending, null, budget.said);
  const isMet = occurrence !== null && meets(occurrence, period);
  if (isMet) budget.occurrences -= 1;
  if (budget.occurrences < 0)
    return { found: nothing, faults: [{ line: event.line, code: "too_many_occurrences" }] };
  return isMet ? { found: [occurrence.occurrence], faults: nothing } : noSeries;
}

const nothing: readonly never[] = [];
const noSeries: Series = { found: nothing, faults: nothing };

/** An event that happens once. */
export function isSingle({ rules, added }: CalendarEvent): boolean {
  return rules.length === 0 && added.length === 0;
}

/** The last one written of those that replace the same occurrence, by their own count. */
function latestOf(events: readonly CalendarEvent[]): CalendarEvent[] {
  const found = new Map<string, CalendarEvent>();
  for (const event of events) {
    const key = whichOf(event.replaces!);
    const known = found.get(key);
    if (!known || event.sequence >= known.sequence) found.set(key, event);
  }
  return [...found.values()];
}

type Window = { readonly from: Wall; readonly to: Wall };

function window(
  event: CalendarEvent,
  replacing: readonly CalendarEvent[],
  period: Interval | null,
): Window | { readonly fault: string } {
  const endless = event.rules.some((each) => each.count === null && each.until === null);
  if (period === null) {
    if (endless) return { fault: "rule_without_end" };
    return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  }
  // As far outside as the event lasts, and as what is moved for all time to come is moved.
  const lasting = replacing.filter((each) => each.isThisAndFuture);
  const moved = lasting.map((each) => each.start.wall - wallFor(event.start, each.replaces!));
  const long = [event, ...lasting].map(({ ending }) => lengthOf(ending));
  const wide = 2 * day + Math.max(...long) + Math.max(0, ...moved.map(Math.abs));
  const { zone } = event.start;
  return { from: zone.wallAt(period.start) - wide, to: zone.wallAt(period.end) + wide };
}

function lengthOf(ending: Ending): number {
  return Math.abs(ending.kind === "clock" ? ending.ms : ending.days * day + ending.ms);
}

function startsOf(
  event: CalendarEvent,
  { from, to }: Window,
  budget: Budget,
  overrun: () => void,
): Map<Wall, Ending | null> {
  const { start } = event;
  const starts = new Map<Wall, Ending | null>([[start.wall, null]]);
  const expand = (rule: CalendarEvent["rules"][number], isException: boolean) => {
    const until =
      rule.until?.kind === "utc"
        ? { kind: "local" as const, wall: start.zone.wallAt(rule.until.wall as Instant) }
        : rule.until;
    const most = Math.max(0, budget.occurrences);
    const bounds = { from, to, most, spend: budget.spend, isException };
    return [...expanded({ ...rule, until }, start.wall, bounds, overrun)];
  };
  for (const rule of event.rules) for (const wall of expand(rule, false)) starts.set(wall, null);
  for (const each of event.added) starts.set(wallFor(start, each.start), each.ending);
  for (const rule of event.exceptionRules)
    for (const wall of expand(rule, true)) starts.delete(wall);
  for (const each of event.except) {
    const wall = wallFor(start, each);
    if (starts.delete(wall) || !isWholeDay(each)) continue;
    for (const one of starts.keys()) if (dateOf(one) === dateOf(each.wall)) starts.delete(one);
  }
  return starts;
}

/** An exception by its date alone, or by midnight as Exchange writes it, means whatever is on that day. */
function isWholeDay({ isDate, wall }: EventTime): boolean {
  return isDate || wall % day === 0;
}

function withoutReplaced(
  event: CalendarEvent,
  starts: Map<Wall, Ending | null>,
  replacing: readonly CalendarEvent[],
) {
  for (const { replaces } of replacing) {
    const wall = wallFor(event.start, replaces!);
    if (starts.delete(wall) || !isWholeDay(replaces!)) continue;
    const onDay = [...starts.keys()].find((one) => dateOf(one) === dateOf(replaces!.wall));
    if (onDay !== undefined) starts.delete(onDay);
  }
}

/** The same occurrence as the latest event for this and all later ones has it. */
function turnedBy(own: EventTime, event: CalendarEvent, replacing: readonly CalendarEvent[]) {
  let found = { event, start: own };
  let latest = Number.NEGATIVE_INFINITY;
  for (const each of replacing) {
    const since = wallFor(own, each.replaces!);
    if (!each.isThisAndFuture || since > own.wall || since < latest) continue;
    latest = since;
    const wall = own.wall - since + each.start.wall;
    found = { event: each, start: { ...each.start, wall } };
  }
  return found;
}

/** A time as the clock of another one shows it; beside whole days, the day that it is on there. */
function wallFor(clock: EventTime, time: EventTime): Wall {
  if (time.zone === clock.zone || time.isDate) return time.wall;
  // Exchange names a whole day by its midnight in whatever zone.
  if (clock.isDate && isWholeDay(time)) return time.wall;
  const wall = clock.zone.wallAt(time.zone.read(time.wall).at);
  return clock.isDate ? dateOf(wall) * day : wall;
}
