import { day, hour, minute, second } from "#app/domain/time/instant.ts";

/** A clock reading in milliseconds, counted as if that clock showed UTC. */
export type Wall = number;

/** A time as written: a whole day, a reading of some clock, or UTC. */
export type WrittenTime = { readonly kind: "date" | "local" | "utc"; readonly wall: Wall };

/** "2026-11-23", "2026-11-23T20:00:00", "2026-11-23T19:00:00Z"; null for a day or hour that is none. */
export function readWritten(text: unknown): WrittenTime | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z)?)?$/.exec(String(text));
  if (!found) return null;
  const [, y, mo, d, h, mi, s, z] = found;
  const date = Date.UTC(Number(y), Number(mo) - 1, Number(d));
  if (Number(y) < 1600 || new Date(date).toISOString().slice(0, 10) !== `${y}-${mo}-${d}`)
    return null;
  if (h === undefined) return { kind: "date", wall: date };
  const clock = [Number(h), Number(mi), Math.min(59, Number(s))] as const;
  if (clock[0] > 23 || clock[1] > 59 || Number(s) > 60) return null;
  const wall = date + clock[0] * hour + clock[1] * minute + clock[2] * second;
  return { kind: z ? "utc" : "local", wall };
}

/** How long: whole days of the calendar, then time that passes. */
export type Length = { readonly days: number; readonly ms: number };

/** @source RFC 5545 section 3.3.6 */
export function readLength(text: string): Length | null {
  const found =
    /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/i;
  const [whole, sign, w, d, h, m, s] = found.exec(text.trim()) ?? [];
  if (whole === undefined || [w, d, h, m, s].every((each) => each === undefined)) return null;
  const turn = sign === "-" ? -1 : 1;
  const of = (part: string | undefined, unit: number) => turn * Number(part ?? 0) * unit;
  return { days: of(w, 7) + of(d, 1), ms: of(h, hour) + of(m, minute) + of(s, second) };
}

/** "2026-11-23T20:00:00": as a clock reading is written here. */
export function writtenWall(wall: Wall): string {
  return new Date(wall).toISOString().slice(0, 19);
}

export function dateOf(wall: Wall): number {
  return Math.floor(wall / day);
}
