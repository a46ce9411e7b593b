import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { addMonths, localParts, localTimeOn } from "#app/domain/time/wall-time.ts";

/** Where the whole story takes place. */
export const zone = "Europe/Berlin";

/** When something happened, seen from the anchor: days and months count back, the clock is local. */
export type Ago = { readonly months?: number; readonly days?: number; readonly at?: string };

/** The instant so long before the anchor. @param at  Local clock, "09:00" where left out. */
export function ago(anchor: Instant, { months = 0, days = 0, at = "09:00" }: Ago): Instant {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  return localTimeOn(addMonths(anchor, -months, zone), zone, { hour, minute }, -days);
}

/** "2026-11-22", as the wall calendar showed it. */
export function dateOf(at: Instant): string {
  const { year, month, day } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}

/** Days counted through, so that a roster repeats by them. Day 0 was a Monday. */
export type DayNumber = number;

const dayMs = 86_400_000;
const firstMonday = 4;

/** The number of the local day that holds an instant. */
export function dayNumberOf(at: Instant): DayNumber {
  const { year, month, day } = localParts(at, zone);
  return Date.UTC(year, month - 1, day) / dayMs - firstMonday;
}

/** "2026-11-22" of a day by its number. */
export function dateOfDay(number: DayNumber): string {
  return formatInstant(((number + firstMonday) * dayMs) as Instant).slice(0, 10);
}

/** The instant of a local clock time on a day by its number. */
export function clockOn(number: DayNumber, hour: number): Instant {
  const noon = ((number + firstMonday) * dayMs + dayMs / 2) as Instant;
  return localTimeOn(noon, zone, { hour, minute: 0 });
}
