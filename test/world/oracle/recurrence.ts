import { Temporal } from "temporal-polyfill";
import type { RandomRule, RandomSeries } from "../random-calendar.ts";

/** An occurrence as instants, in milliseconds. */
export type Happening = { readonly from: number; readonly to: number };
type Plain = Temporal.PlainDateTime;

/**
 * When a series recurs, by looking at every day from its start on and asking of each whether the rule
 * admits it: no steps, no skipping, no bounds but the end of the search. Written from RFC 5545 alone.
 */
export function startsOf({ start, rule }: RandomSeries, searchDays: number): Plain[] {
  const first = Temporal.PlainDateTime.from(start);
  const last = rule.untilAfter === null ? null : first.add({ days: rule.untilAfter });
  const found: Plain[] = [first];
  for (let n = 1; n <= searchDays; n++) {
    const day = first.add({ days: n });
    if (rule.count !== null && found.length >= rule.count) break;
    if (last && Temporal.PlainDateTime.compare(day, last) > 0) break;
    if (admits(rule, first.toPlainDate(), day.toPlainDate())) found.push(day);
  }
  return found;
}

function admits(rule: RandomRule, first: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  if (stepsBetween(rule.freq, first, day) % rule.interval !== 0) return false;
  if (rule.months.length > 0 && !rule.months.includes(day.month)) return false;
  const isSaid = rule.weekdays.length > 0 || rule.monthDays.length > 0;
  if (!isSaid && rule.freq === "WEEKLY") return day.dayOfWeek === first.dayOfWeek;
  if (!isSaid && rule.freq === "MONTHLY") return day.day === first.day;
  if (rule.monthDays.length > 0) {
    const isNamed = rule.monthDays.some((n) => day.day === (n > 0 ? n : day.daysInMonth + 1 + n));
    if (!isNamed) return false;
  }
  return rule.weekdays.length === 0 || rule.weekdays.some((each) => isThatDay(each, day));
}

/** How many whole days, weeks from Monday, or months lie between. */
function stepsBetween(freq: RandomRule["freq"], a: Temporal.PlainDate, b: Temporal.PlainDate) {
  if (freq === "DAILY") return a.until(b, { largestUnit: "days" }).days;
  if (freq === "MONTHLY") return (b.year - a.year) * 12 + b.month - a.month;
  const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });
  return monday(a).until(monday(b), { largestUnit: "days" }).days / 7;
}

/** The nth of its weekday in the month, found by walking through the month. */
function isThatDay({ weekday, nth }: RandomRule["weekdays"][number], day: Temporal.PlainDate) {
  if (day.dayOfWeek !== weekday) return false;
  if (nth === 0) return true;
  const alike: number[] = [];
  for (let n = 1; n <= day.daysInMonth; n++)
    if (day.with({ day: n }).dayOfWeek === weekday) alike.push(n);
  return alike.at(nth > 0 ? nth - 1 : nth) === day.day;
}

/**
 * The whole series as it happens: without what is left out, and with what is moved where it was moved to.
 * Every end is the same clock reading after its start.
 */
export function happeningsOf(series: RandomSeries, searchDays: number) {
  const starts = startsOf(series, searchDays);
  const at = (which: number) => which % starts.length;
  const except = new Set(series.except.map(at));
  const moved = new Map(series.moved.map(({ which, minutes }) => [at(which), minutes]));
  const found = starts.flatMap((start, i): Happening[] => {
    const minutes = moved.get(i);
    if (minutes === undefined && except.has(i)) return [];
    return [happening(start.add({ minutes: minutes ?? 0 }), series)];
  });
  return { starts, except: [...except], moved: [...moved], found };
}

function happening(start: Plain, { zone, minutes }: RandomSeries): Happening {
  const instant = (plain: Plain) =>
    plain.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
  return { from: instant(start), to: instant(start.add({ minutes })) };
}
