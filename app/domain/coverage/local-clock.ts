import { day, type Instant, minute } from "../time/instant.ts";
import type { Interval } from "../time/interval.ts";
import type { UnitSettings } from "./facts.ts";
import type { RuleWindow } from "./rule-window.ts";
import { type Offsets, offsetsOf } from "./zone-offsets.ts";

/** What the clock on a unit's wall shows. */
export type Hours = {
  /** ISO: Monday 1 … Sunday 7. */
  readonly weekday: number;
  /** Minutes since local midnight, with their fraction. */
  readonly minute: number;
};

export type LocalClock = {
  readonly hoursAt: (at: Instant) => Hours;
  /** Whether a rule's window is open at these hours; null where the unit never set what it names. */
  readonly isOpen: (window: RuleWindow, hours: Hours) => boolean | null;
  /** Where a window that some rule asks about opens or closes inside `window`. */
  readonly edgesIn: (window: Interval) => Instant[];
};

const minutesPerDay = 1440;

/**
 * Reads a unit's hours off the clock on its wall: what the clock shows at an instant decides, also in
 * the nights in which it is put forward or back.
 *
 * @param asked  Every window that a rule of the unit has.
 */
export function localClock(
  zone: string,
  settings: Pick<UnitSettings, "day" | "serviceHours">,
  asked: ReadonlySet<RuleWindow>,
): LocalClock {
  const offsets = offsetsOf(zone);
  const hoursAt = (at: Instant): Hours => {
    const local = at + offsets.at(at) * minute;
    const date = Math.floor(local / day);
    const weekday = ((((date + 3) % 7) + 7) % 7) + 1;
    return { weekday, minute: (local - date * day) / minute };
  };
  const spans = new Map([...asked].map((each) => [each, spansOf(each, settings)]));
  const isOpen = (window: RuleWindow, hours: Hours) =>
    (spans.has(window) ? spans.get(window) : spansOf(window, settings))?.some((span) =>
      shows(span, hours),
    ) ?? null;
  const timed = [...asked].filter((each) => each !== "24x7");
  const all = timed.flatMap((each) => spans.get(each) ?? []);
  const minutes = [...new Set([0, ...all.flatMap((s) => [s.startMinute, s.endMinute])])];
  const edgesIn = (window: Interval) =>
    (timed.length > 0 ? clockEdges(offsets, minutes, window) : []).filter((edge) => {
      const before = hoursAt((edge - 1) as Instant);
      const after = hoursAt(edge);
      return timed.some((each) => isOpen(each, before) !== isOpen(each, after));
    });
  return { hoursAt, isOpen, edgesIn };
}

type Span = {
  /** Of the day on which it begins. */
  readonly weekdays: readonly number[];
  readonly startMinute: number;
  readonly endMinute: number;
};

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A window as spans of the week; null where the unit never set its service hours. */
function spansOf(
  window: RuleWindow,
  { day: ownDay, serviceHours }: Pick<UnitSettings, "day" | "serviceHours">,
): readonly Span[] | null {
  if (window === "24x7") return [{ weekdays: everyDay, startMinute: 0, endMinute: minutesPerDay }];
  if (window === "day") return [{ weekdays: everyDay, ...ownDay }];
  if (window === "service_hours") {
    return serviceHours?.map(({ weekday, ...each }) => ({ weekdays: [weekday], ...each })) ?? null;
  }
  return window.map(({ weekdays, from, to }) => {
    return { weekdays, startMinute: minutesOf(from), endMinute: minutesOf(to) };
  });
}

/** "08:30" → 510. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Half-open; a span that does not end after it starts runs through midnight into the next day. */
function shows({ weekdays, startMinute, endMinute }: Span, { weekday, minute: now }: Hours) {
  const isDay = weekdays.includes(weekday);
  if (startMinute < endMinute) return isDay && startMinute <= now && now < endMinute;
  if (isDay && startMinute <= now) return true;
  return now < endMinute && weekdays.includes(((weekday + 5) % 7) + 1);
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
