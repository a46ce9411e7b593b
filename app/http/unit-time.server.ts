import {
  formatInstant,
  type Instant,
  instant,
  minute,
  parseInstant,
} from "#app/domain/time/instant.ts";
import { localParts, readLocal } from "#app/domain/time/wall-time.ts";

export type ReadTime =
  | { readonly ok: true; readonly at: Instant }
  | { readonly ok: false; readonly words: string };

/** A time as a form or an address gives it: with its offset, or on the unit's own clock. Never a guess. */
export function readUnitTime(text: string, zone: string): ReadTime {
  const exact = parseInstant(text);
  if (exact !== null) return { ok: true, at: exact };
  const reading = readLocal(text.trim().replace(" ", "T"), zone);
  if (reading === null)
    return { ok: false, words: "Write a date and a time, such as 2026-11-22T20:00." };
  if (reading.kind === "exact") return { ok: true, at: reading.at };
  const [first, second] = [localText(reading.earlier, zone), localText(reading.later, zone)];
  const why =
    reading.kind === "twice"
      ? "The clock shows this time twice on that night, because it goes back."
      : "The clock skips this time on that night, because it goes forward.";
  return { ok: false, words: `${why} Write ${first} or ${second}.` };
}

/** "2026-11-22T20:00", as a date-and-time field writes it, without the offset. */
export function fieldTime(at: Instant, zone: string): string {
  return localText(at, zone).slice(0, 16);
}

/** A time that reads back as itself: local where that is plain, else with its offset. */
export function plainTime(at: Instant, zone: string): string {
  const reading = readLocal(fieldTime(at, zone), zone);
  if (reading?.kind === "exact" && reading.at === at) return fieldTime(at, zone);
  return at % 60_000 === 0 ? localText(at, zone) : formatInstant(at);
}

/** The whole minute that has begun: shifts are kept to the minute. */
export function thisMinute(now: Instant): Instant {
  return instant(now - (now % minute));
}

function localText(at: Instant, zone: string): string {
  const { year, month, day, hour, minute, offsetMinutes } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}${offset}`;
}
