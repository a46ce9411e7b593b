/** A day of the calendar as a file names it. */
export type ClockDate = { readonly year: number; readonly month: number; readonly day: number };

const two = (n: number) => String(n).padStart(2, "0");

/** "2026-11-22T07:00": a date and minutes after midnight, as rows of a roster have local times. */
export function clockTime({ year, month, day }: ClockDate, minutes: number): string {
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${clock}`;
}

/** The date so many days later; with 0 a date that is none becomes another one. */
export function nextDay({ year, month, day }: ClockDate, days = 1): ClockDate {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Null for a date that no calendar has. */
export function realDate(date: ClockDate): ClockDate | null {
  const same = nextDay(date, 0);
  return same.day === date.day && same.month === date.month && date.year >= 1900 ? date : null;
}
