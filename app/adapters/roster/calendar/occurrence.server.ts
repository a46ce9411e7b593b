import { day, formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { CalendarEvent, Ending, EventTime } from "./event.server.ts";
import { type Wall, writtenWall } from "./times.server.ts";

/** One time at which an event happens, with the event (its own, or one that replaces it) that says so. */
export type Occurrence = {
  readonly event: CalendarEvent;
  /** As rows of a roster have it: an instant in UTC, or the unit's clock where that is not plain. */
  readonly start: string;
  readonly end: string;
  readonly from: Instant;
  /** Which one of its series it is: null where there is no series. */
  readonly which: string | null;
};

/** Which one of its series an occurrence is: its day, or its instant without marks. */
export function whichOf({ wall, zone, isDate }: EventTime): string {
  if (isDate) return writtenWall(wall).slice(0, 10);
  return formatInstant(zone.read(wall).at).replace(/[-:]/g, "");
}

/**
 * Null for times so far away that no clock can be asked.
 * @param said  How an instant is written.
 */
export function occurrenceAt(
  event: CalendarEvent,
  start: EventTime,
  ending: Ending,
  which: string | null,
  said: Said,
): { readonly occurrence: Occurrence; readonly to: Instant } | null {
  if (Math.abs(start.wall) > farthest) return null;
  const begun = start.zone.read(start.wall);
  const wall = start.wall + (ending.kind === "clock" ? ending.ms : ending.days * day);
  if (Math.abs(wall) > farthest) return null;
  const isAt = wall === start.wall && ending.kind === "length";
  const read = isAt ? begun : start.zone.read(wall);
  const extra = ending.kind === "length" ? ending.ms : 0;
  const to = extra === 0 ? read.at : later(read.at, extra);
  const text = textOf(start, start.wall, begun, said);
  const end = extra === 0 ? (isAt ? text : textOf(start, wall, read, said)) : said(to);
  return { occurrence: { event, which, start: text, end, from: begun.at }, to };
}

export type Said = (at: Instant) => string;

/** Beyond it no roster is read, and no clock can be asked. */
const farthest = Date.UTC(9_000, 0, 1);

function textOf(
  { isDate, isFloating }: EventTime,
  wall: Wall,
  { at, isPlain }: { readonly at: Instant; readonly isPlain: boolean },
  said: Said,
): string {
  return isPlain || isDate || !isFloating ? said(at) : writtenWall(wall);
}

export function meets(
  { occurrence, to }: { readonly occurrence: Occurrence; readonly to: Instant },
  period: Interval | null,
): boolean {
  if (period === null) return true;
  const [start, end] = [Math.min(occurrence.from, to), Math.max(occurrence.from, to)];
  return start < period.end && (end > period.start || (start === end && start === period.start));
}
