declare const brand: unique symbol;
/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [brand]: true };

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** The end of what never ends. Infinity keeps comparisons true without a special case. */
export const forever = Number.POSITIVE_INFINITY as Instant;

/** @throws RangeError unless `ms` is a whole number of milliseconds (or `forever`): a bug. */
export function instant(ms: number): Instant {
  if (!Number.isInteger(ms) && ms !== forever) throw new RangeError(`instant: ${ms}`);
  return ms as Instant;
}

export function later(at: Instant, ms: number): Instant {
  return (at + ms) as Instant;
}

const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * Reads an RFC 3339 date-time with offset (seconds may be left out, T and Z be small); a fraction is cut to milliseconds.
 * Returns null for anything else: a missing offset, 30 February, a leap second, hour 24.
 *
 * @source RFC 3339 section 5.6
 */
export function parseInstant(text: string): Instant | null {
  const found = rfc3339.exec(text);
  if (!found) return null;
  const [, y, mo, d, h, mi, s = "0", fraction = "", zone = "Z"] = found;
  const fields = [y, mo, d, h, mi, s].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [year, month, date, hours, minutes, seconds] = fields;
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const local = Date.UTC(year, month - 1, date, hours, minutes, seconds, ms);
  const back = new Date(local);
  const same =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === date &&
    back.getUTCHours() === hours &&
    back.getUTCMinutes() === minutes &&
    back.getUTCSeconds() === seconds;
  if (!same) return null;
  const offset = offsetMinutes(zone);
  return offset === null ? null : ((local - offset * minute) as Instant);
}

function offsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (zone[0] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** RFC 3339 in UTC with `Z`; milliseconds only where there are any. `forever` has no text: null. */
export function formatInstant(at: Instant): string;
export function formatInstant(at: Instant | null): string | null;
export function formatInstant(at: Instant | null): string | null {
  if (at === null || at === forever) return null;
  return new Date(at).toISOString().replace(".000Z", "Z");
}
