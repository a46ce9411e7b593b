import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "./instant.ts";

/** A local clock reading without a zone: "2026-10-25T02:30" (seconds allowed). */
export type LocalTime = string;

export type Reading =
  | { readonly kind: "exact"; readonly at: Instant }
  /** The clock skipped it (spring). Neighbours: the two readings that shifting it would give. */
  | { readonly kind: "missing"; readonly earlier: Instant; readonly later: Instant }
  /** The clock showed it twice (autumn). */
  | { readonly kind: "twice"; readonly earlier: Instant; readonly later: Instant };

/** Whether the time-zone database knows this IANA name. Offsets such as "+02:00" are not zones here. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.ZonedDateTime.from({ timeZone: name, year: 2026, month: 1, day: 1 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads a local time in a zone without guessing.
 * @returns null if the text is no local date-time ("2026-02-30T…", "24:00", anything with an offset).
 */
export function readLocal(text: LocalTime, zone: string): Reading | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return null;
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(text, { overflow: "reject" });
  } catch {
    return null;
  }
  if (plain.second === 0 && text.endsWith(":60")) return null;
  const at = (disambiguation: "earlier" | "later") =>
    instant(plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds);
  const earlier = at("earlier");
  const later = at("later");
  if (earlier === later) return { kind: "exact", at: earlier };
  const back = Temporal.Instant.fromEpochMilliseconds(earlier).toZonedDateTimeISO(zone);
  const kind = back.toPlainDateTime().equals(plain) ? "twice" : "missing";
  return { kind, earlier, later };
}

export type LocalParts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** ISO: Monday 1 … Sunday 7. */
  readonly weekday: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
};

export function localParts(at: Instant, zone: string): LocalParts {
  const z = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return {
    year: z.year,
    month: z.month,
    day: z.day,
    hour: z.hour,
    minute: z.minute,
    weekday: z.dayOfWeek,
    offsetMinutes: z.offsetNanoseconds / 6e10,
  };
}

/** "2026-11-22T04:12": the local clock reading to the minute, as `readLocal` takes it. */
export function localText(at: Instant, zone: string): LocalTime {
  const { year, month, day, hour, minute } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** The instant at which the local day that holds `at`, moved by `days`, begins (a day may lack 00:00). */
export function startOfLocalDay(at: Instant, zone: string, days = 0): Instant {
  const z = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const date = z.toPlainDate().add({ days });
  return instant(date.toZonedDateTime({ timeZone: zone }).epochMilliseconds);
}

/** A local clock time on the local day that holds `at`, moved by `days`; a skipped time reads as the later one. */
export function localTimeOn(
  at: Instant,
  zone: string,
  clock: { readonly hour: number; readonly minute: number },
  days = 0,
): Instant {
  const z = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const plain = z.toPlainDate().add({ days }).toPlainDateTime(clock);
  return instant(plain.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
}

/** Calendar arithmetic: the same day of the month `months` later, or that month's last day. */
export function addMonths(at: Instant, months: number, zone = "UTC"): Instant {
  if (zone === "UTC") return addMonthsUtc(at, months);
  const z = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return instant(z.add({ months }).epochMilliseconds);
}

/** The same without zones: each credential's phases ask for it, in every answer. */
function addMonthsUtc(at: Instant, months: number): Instant {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  // Where that month lacks the day, the date has run over into the next: back to the month's last day.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return instant(date.getTime());
}
