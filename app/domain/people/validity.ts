import { z } from "zod";
import { type Instant, type Interval, interval } from "../time/interval.ts";
import { isZone, readLocal, startOfLocalDay } from "../time/wall-time.ts";

export const Zone = z
  .string()
  .refine(isZone, "Use the name of a time zone, such as Europe/Berlin.");

/**
 * Validity as authorities write it: whole local days, the last one included. No last day: open.
 */
export const Validity = z.object({
  validFrom: z.iso.date(),
  validThrough: z.iso.date().optional(),
  timeZone: Zone,
});
export type Validity = z.output<typeof Validity>;

/**
 * The instants of whole days: from the beginning of the first to the end of the last, in their zone.
 * @returns null where the last day lies before the first.
 */
export function validityOf({ validFrom, validThrough, timeZone }: Validity): Interval | null {
  const start = beginningOf(validFrom, timeZone);
  const end = validThrough === undefined ? null : endOfDay(validThrough, timeZone);
  return end !== null && end <= start ? null : interval(start, end);
}

/** The instant at which a local day ends, which is where the next one begins. */
export function endOfDay(date: string, timeZone: string): Instant {
  return startOfLocalDay(noonOf(date, timeZone), timeZone, 1);
}

export function beginningOf(date: string, timeZone: string): Instant {
  return startOfLocalDay(noonOf(date, timeZone), timeZone);
}

/** Noon lies on its own day in every zone, also where the clock changes. */
function noonOf(date: string, timeZone: string): Instant {
  const reading = readLocal(`${date}T12:00`, timeZone);
  if (reading === null) throw new RangeError(`not a date: ${date}`);
  return reading.kind === "exact" ? reading.at : reading.earlier;
}
