import { day } from "#app/domain/time/instant.ts";
import { dateOf } from "./times.server.ts";

/** The parts of a rule that choose days; null where it has no such part. Monday is 1. */
export type DayRule = {
  readonly weekStart: number;
  /** `position`: the nth of the month or year, from its end where negative; 0: every one. */
  readonly weekdays: readonly { readonly weekday: number; readonly position: number }[] | null;
  readonly monthDays: readonly number[] | null;
  readonly yearDays: readonly number[] | null;
  readonly weeks: readonly number[] | null;
  readonly months: readonly number[] | null;
};

export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
type Step = "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";

/** Days are numbered from 1970-01-01. */
type Day = {
  readonly date: number;
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly weekday: number;
};

/**
 * The days of one step of a rule that it chooses: every day of the step that every part admits, where
 * what no part says is said by the start.
 *
 * @param begin  The first instant of the step: of its year, month, week or day.
 * @param start  The day on which the event begins.
 * @source RFC 5545 section 3.3.10
 */
export function daysOf(rule: DayRule, step: Step, begin: number, start: number): number[] {
  if (step === "DAILY" && isFree(rule)) return [dateOf(begin)];
  const whole = withDefaults(rule, step, dayAt(start));
  const found: number[] = [];
  for (const each of stepDays(whole, step, dateOf(begin)))
    if (admits(whole, step, each)) found.push(each.date);
  return found;
}

function isFree({ months, monthDays, yearDays, weekdays: named }: DayRule): boolean {
  return !months && !monthDays && !yearDays && !named;
}

/** The days of a step, but for months that the rule does not name. */
function* stepDays({ months }: DayRule, step: Step, first: number): Generator<Day> {
  if (step === "DAILY" || step === "WEEKLY") {
    for (let date = first; date < first + (step === "DAILY" ? 1 : 7); date++) yield dayAt(date);
    return;
  }
  const { year, month: only } = dayAt(first);
  let date = first;
  for (let month = only; month <= (step === "YEARLY" ? 12 : only); month++) {
    const size = daysInMonth(year, month);
    if (!months || months.includes(month)) {
      for (let dayOfMonth = 1; dayOfMonth <= size; dayOfMonth++)
        yield {
          date: date + dayOfMonth - 1,
          year,
          month,
          dayOfMonth,
          weekday: weekdayOf(date + dayOfMonth - 1),
        };
    }
    date += size;
  }
}

function withDefaults(rule: DayRule, step: Step, start: Day): DayRule {
  const { weekdays: named, monthDays, yearDays, weeks, months } = rule;
  if (named || monthDays || yearDays) return rule;
  const sameWeekday = [{ weekday: start.weekday, position: 0 }];
  if (step === "WEEKLY" || (step === "YEARLY" && weeks)) return { ...rule, weekdays: sameWeekday };
  if (step === "MONTHLY") return { ...rule, monthDays: [start.dayOfMonth] };
  if (step === "YEARLY")
    return { ...rule, months: months ?? [start.month], monthDays: [start.dayOfMonth] };
  return rule;
}

function admits(rule: DayRule, step: Step, each: Day): boolean {
  const { year, month, dayOfMonth } = each;
  if (rule.months && !rule.months.includes(month)) return false;
  if (rule.monthDays && !isNth(rule.monthDays, dayOfMonth, daysInMonth(year, month))) return false;
  if (rule.yearDays && !isNth(rule.yearDays, dayOfYear(each), daysInYear(year))) return false;
  if (step === "YEARLY" && rule.weeks && !isInWeek(rule.weeks, rule.weekStart, each)) return false;
  return !rule.weekdays || rule.weekdays.some((one) => isWeekday(one, rule, step, each));
}

function isWeekday(
  { weekday, position }: { readonly weekday: number; readonly position: number },
  { months, weeks }: DayRule,
  step: Step,
  each: Day,
): boolean {
  if (each.weekday !== weekday) return false;
  const isInMonth = step === "MONTHLY" || (step === "YEARLY" && months !== null);
  // A position has a meaning in months and years only; elsewhere it is passed over.
  if (position === 0 || (!isInMonth && (step !== "YEARLY" || weeks !== null))) return true;
  const at = isInMonth ? each.dayOfMonth : dayOfYear(each);
  const size = isInMonth ? daysInMonth(each.year, each.month) : daysInYear(each.year);
  if (position > 0) return Math.ceil(at / 7) === position;
  return Math.ceil((size - at + 1) / 7) === -position;
}

/** The week belongs to the year that holds four of its days or more. */
function isInWeek(weeks: readonly number[], weekStart: number, { date, weekday }: Day): boolean {
  const first = date - ((weekday - weekStart + 7) % 7);
  const { year } = dayAt(first + 3);
  const number = Math.floor((first - firstWeek(year, weekStart)) / 7) + 1;
  const many = Math.round((firstWeek(year + 1, weekStart) - firstWeek(year, weekStart)) / 7);
  return isNth(weeks, number, many);
}

function firstWeek(year: number, weekStart: number): number {
  const fourth = dayAt(dateOf(Date.UTC(year, 0, 4)));
  return fourth.date - ((fourth.weekday - weekStart + 7) % 7);
}

function isNth(wanted: readonly number[], at: number, size: number): boolean {
  return wanted.includes(at) || wanted.includes(at - size - 1);
}

function dayAt(date: number): Day {
  const at = new Date(date * day);
  return {
    date,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    dayOfMonth: at.getUTCDate(),
    weekday: weekdayOf(date),
  };
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(date: number): number {
  return ((((date + 3) % 7) + 7) % 7) + 1;
}

function dayOfYear({ date, year }: Day): number {
  return date - dateOf(Date.UTC(year, 0, 1)) + 1;
}

const monthSizes = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysInMonth(year: number, month: number): number {
  return monthSizes[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0);
}

function daysInYear(year: number): number {
  return isLeap(year) ? 366 : 365;
}
