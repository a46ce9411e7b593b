import { day, hour, minute, second } from "#app/domain/time/instant.ts";
import { type DayRule, daysOf, weekdays } from "./recurrence-days.server.ts";
import { dateOf, readWritten, type Wall, type WrittenTime } from "./times.server.ts";

export type Rule = DayRule & {
  readonly freq: "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY" | "HOURLY";
  readonly interval: number;
  readonly count: number | null;
  readonly until: WrittenTime | null;
  readonly hours: readonly number[] | null;
  readonly minutes: readonly number[] | null;
  readonly seconds: readonly number[] | null;
  readonly positions: readonly number[] | null;
};

/** Why a rule is not followed; worded in content/copy under `rows`. */
export type RuleFault = "rule_not_read" | "rule_too_frequent";

const followed = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"] as const;
const intervalMost = 100_000;

/** A rule as the parser took it apart; every minute or second is no roster, and is not followed. */
export function readRule(value: unknown): Rule | { readonly fault: RuleFault } {
  if (typeof value !== "object" || value === null) return { fault: "rule_not_read" };
  const parts = value as Readonly<Record<string, unknown>>;
  if (parts.freq === "SECONDLY" || parts.freq === "MINUTELY") return { fault: "rule_too_frequent" };
  const freq = followed.find((each) => each === parts.freq);
  const until = parts.until === undefined ? null : readWritten(parts.until);
  const days = listOf(parts.byday)?.map((each) => weekday(String(each)));
  const numbers = (name: string) => listOf(parts[name])?.map(Number) ?? null;
  const isRead =
    freq && (parts.until === undefined || until) && !days?.includes(undefined) && isWhole(parts);
  if (!isRead) return { fault: "rule_not_read" };
  return {
    freq,
    until,
    interval: Math.min(intervalMost, Math.max(1, Number(parts.interval ?? 1))),
    count: parts.count === undefined ? null : Number(parts.count),
    weekStart: ((Number(parts.wkst ?? 2) + 5) % 7) + 1,
    weekdays: days?.filter((each) => each !== undefined) ?? null,
    monthDays: numbers("bymonthday"),
    yearDays: numbers("byyearday"),
    weeks: numbers("byweekno"),
    months: numbers("bymonth"),
    hours: numbers("byhour"),
    minutes: numbers("byminute"),
    seconds: numbers("bysecond"),
    positions: numbers("bysetpos"),
  };
}

function listOf(value: unknown): unknown[] | null {
  return value === undefined ? null : Array.isArray(value) ? value : [value];
}

/** No number among the parts is anything but a whole one. */
function isWhole({ byday: _, freq: __, until: ___, ...parts }: Readonly<Record<string, unknown>>) {
  const named = Object.entries(parts).filter(([name]) => /^(by|count|interval|wkst)/.test(name));
  return named.every(([, value]) => listOf(value)?.every((each) => Number.isInteger(each)));
}

function weekday(text: string) {
  const [, position = "0", name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
  const at = weekdays.indexOf(name);
  return at < 0 ? undefined : { weekday: at + 1, position: Number(position) };
}

/** Asks for leave to look at so many days; false where enough were looked at, in this file as a whole. */
export type Spend = (days: number) => boolean;

/**
 * Only what lies in [from, to] is given, and no more than `most`. The start of an event is its first
 * occurrence whatever its rule says; exceptions have no start of their own (`isException`).
 */
export type Bounds = {
  readonly isException?: boolean;
  readonly from: Wall;
  readonly to: Wall;
  readonly most: number;
  readonly spend: Spend;
};

/** A step costs about as much as twelve days besides those that it looks at. */
const daysLooked = { YEARLY: 378, MONTHLY: 43, WEEKLY: 19, DAILY: 13, HOURLY: 13 };

/**
 * The clock readings at which a rule recurs, in order. Ends at the bounds, whatever the rule says:
 * `overrun` is called where it was not the rule itself or `to` that ended it.
 *
 * @source RFC 5545 section 3.3.10
 */
export function* expanded(
  rule: Rule,
  start: Wall,
  { from, to, most, spend, isException = false }: Bounds,
  overrun: () => void = () => undefined,
): Generator<Wall> {
  const last = Math.min(to, lastOf(rule.until));
  const times = timesOf(rule, start);
  let [given, counted] = [0, 0];
  if (!isException && start <= last) {
    counted += 1;
    if (start >= from) {
      given += 1;
      yield start;
    }
  }
  for (let n = rule.count === null ? firstStep(rule, start, from) : 0; ; n += 1) {
    if (rule.count !== null && counted >= rule.count) return;
    const begin = beginOf(rule, start, n);
    if (begin > last) return;
    if (!spend(daysLooked[rule.freq])) return overrun();
    for (const at of occurrences(rule, start, begin, times)) {
      if (isException ? at < start : at <= start) continue;
      if (at > last || (rule.count !== null && counted >= rule.count)) return;
      counted += 1;
      if (at < from) continue;
      if (given++ >= most) return overrun();
      yield at;
    }
  }
}

/** A date alone means through the end of that day. */
function lastOf(until: WrittenTime | null): Wall {
  if (until === null) return Number.POSITIVE_INFINITY;
  return until.kind === "date" ? until.wall + day - 1 : until.wall;
}

/** Steps that end before `from` need not be walked where nothing is counted. */
function firstStep({ freq, interval }: Rule, start: Wall, from: Wall): number {
  if (from <= start) return 0;
  const rough = { YEARLY: 367 * day, MONTHLY: 32 * day, WEEKLY: 7 * day, DAILY: day, HOURLY: hour };
  return Math.max(0, Math.floor((from - start) / rough[freq] / interval) - 2);
}

/** The beginning of the rule's nth year, month, week, day or hour. */
function beginOf({ freq, interval, weekStart }: Rule, start: Wall, n: number): Wall {
  const steps = n * interval;
  if (freq === "HOURLY") return (Math.floor(start / hour) + steps) * hour;
  const today = dateOf(start);
  if (freq === "DAILY") return (today + steps) * day;
  if (freq === "WEEKLY") {
    const sinceWeekStart = (((today + 3 - (weekStart - 1)) % 7) + 7) % 7;
    return (today - sinceWeekStart + steps * 7) * day;
  }
  const at = new Date(start);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return freq === "YEARLY" ? Date.UTC(year + steps, 0, 1) : Date.UTC(year, month + steps, 1);
}

/** When on a day the rule recurs, or when in an hour for one that goes by hours; in milliseconds. */
function timesOf(rule: Rule, start: Wall): number[] {
  const clock = new Date(start);
  const hours = rule.freq === "HOURLY" ? [0] : (rule.hours ?? [clock.getUTCHours()]);
  const minutes = rule.minutes ?? [clock.getUTCMinutes()];
  const seconds = rule.seconds ?? [clock.getUTCSeconds()];
  return hours
    .flatMap((h) => minutes.flatMap((m) => seconds.map((s) => h * hour + m * minute + s * second)))
    .sort((a, b) => a - b);
}

function occurrences(rule: Rule, start: Wall, begin: Wall, times: readonly number[]): Wall[] {
  const isHourly = rule.freq === "HOURLY";
  if (isHourly && rule.hours && !rule.hours.includes(new Date(begin).getUTCHours())) return [];
  const dates = daysOf(rule, isHourly ? "DAILY" : rule.freq, begin, dateOf(start));
  const all: Wall[] = [];
  for (const date of dates)
    for (const time of times) all.push((isHourly ? begin : date * day) + time);
  if (!rule.positions) return all;
  const chosen = rule.positions.map((at) => all.at(at > 0 ? at - 1 : at));
  return [...new Set(chosen)].filter((each) => each !== undefined).sort((a, b) => a - b);
}
