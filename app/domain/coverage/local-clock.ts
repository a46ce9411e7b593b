import { day, type Instant, minute } from "../time/instant.ts";
import type { Interval } from "../time/interval.ts";
import { localParts } from "../time/wall-time.ts";
import type { UnitSettings } from "./facts.ts";
import type { StaffingRule } from "./rule.ts";

/** Whether an instant lies in the unit's day and service hours; null where it set no service hours. */
export type Hours = { readonly day: boolean; readonly service: boolean | null };

export type LocalClock = {
  readonly hoursAt: (at: Instant) => Hours;
  /** Where one of the two that some rule asks about begins or ends inside `window`. */
  readonly edgesIn: (window: Interval) => Instant[];
};

const minutesPerDay = 1440;

/**
 * Reads a unit's hours off the clock on its wall: what the clock shows at an instant decides, also in
 * the nights in which it is put forward or back.
 */
export function localClock(
  zone: string,
  settings: Pick<UnitSettings, "day" | "serviceHours">,
  asked: ReadonlySet<StaffingRule["window"]>,
): LocalClock {
  const offsets = zoneOffsets(zone);
  const hoursAt = (at: Instant): Hours => {
    const local = at + offsets.at(at) * minute;
    const date = Math.floor(local / day);
    const weekday = ((((date + 3) % 7) + 7) % 7) + 1;
    const now = (local - date * day) / minute;
    return {
      day: shows(settings.day, now),
      service: settings.serviceHours?.some((each) => showsOn(each, weekday, now)) ?? null,
    };
  };
  const spans = [settings.day, ...(settings.serviceHours ?? [])];
  const minutes = [...new Set([0, ...spans.flatMap((s) => [s.startMinute, s.endMinute])])];
  const isAsked = asked.has("day") || asked.has("service_hours");
  const edgesIn = (window: Interval) =>
    (isAsked ? clockEdges(offsets, minutes, window) : []).filter((edge) => {
      const before = hoursAt((edge - 1) as Instant);
      const after = hoursAt(edge);
      return (
        (asked.has("day") && before.day !== after.day) ||
        (asked.has("service_hours") && before.service !== after.service)
      );
    });
  return { hoursAt, edgesIn };
}

type Span = { readonly startMinute: number; readonly endMinute: number };

/** Half-open; a span that ends before it starts runs through midnight. */
function shows({ startMinute, endMinute }: Span, now: number): boolean {
  if (startMinute < endMinute) return startMinute <= now && now < endMinute;
  return startMinute <= now || now < endMinute;
}

function showsOn(span: Span & { readonly weekday: number }, weekday: number, now: number) {
  if (span.startMinute < span.endMinute) return span.weekday === weekday && shows(span, now);
  if (span.weekday === weekday) return span.startMinute <= now;
  return (span.weekday % 7) + 1 === weekday && now < span.endMinute;
}

type Offsets = {
  /** Minutes east of UTC. */
  readonly at: (at: Instant) => number;
  /** Offsets at both ends of a UTC day, and the instant between them at which they change. */
  readonly around: (date: number) => readonly [number, number, Instant | null];
};

/** Clock changes are looked up once for each UTC day, since asking the time-zone database is slow. */
function zoneOffsets(zone: string): Offsets {
  const starts = new Map<number, number>();
  const changes = new Map<number, Instant>();
  const read = (ms: number) => localParts(ms as Instant, zone).offsetMinutes;
  const startOf = (date: number) => {
    const known = starts.get(date);
    if (known !== undefined) return known;
    const offset = read(date * day);
    starts.set(date, offset);
    return offset;
  };
  const changeOn = (date: number, before: number) => {
    const known = changes.get(date);
    if (known !== undefined) return known;
    let [low, high] = [date * minutesPerDay, (date + 1) * minutesPerDay];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (read(middle * minute) === before) low = middle;
      else high = middle;
    }
    changes.set(date, (high * minute) as Instant);
    return (high * minute) as Instant;
  };
  const around = (date: number) => {
    const [before, after] = [startOf(date), startOf(date + 1)];
    return [before, after, before === after ? null : changeOn(date, before)] as const;
  };
  return {
    around,
    at: (at) => {
      const [before, after, change] = around(Math.floor(at / day));
      return change !== null && at >= change ? after : before;
    },
  };
}

/** Every instant at which the clock may show one of `minutes`, and every change of the clock. */
function clockEdges(offsets: Offsets, minutes: readonly number[], window: Interval): Instant[] {
  const found = new Set<Instant>();
  const last = Math.floor(window.end / day) + 1;
  for (let date = Math.floor(window.start / day) - 1; date <= last; date++) {
    const [before, after, change] = offsets.around(date);
    if (change !== null) found.add(change);
    // A local day lies in two days of UTC: the clock of either may be the one that it was read off.
    const possible = new Set([offsets.around(date - 1)[0], before, after]);
    for (const offset of possible) {
      for (const each of minutes) found.add((date * day + (each - offset) * minute) as Instant);
    }
  }
  return [...found].filter((edge) => window.start < edge && edge < window.end);
}
