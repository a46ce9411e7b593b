import { z } from "zod";
import { forever, type Instant, later } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import type { Context } from "#app/operations/context.server.ts";

/** A day as a date field writes it, within the years that anybody means. */
export const Day = z.iso
  .date("Choose a date.")
  .refine((text) => text >= "1950-01-01" && text < "2200-01-01", "Check the year.");

/** The date in a zone, as a date field writes it: "2026-11-22". */
export function today({ now }: Pick<Context, "now">, zone: string): string {
  return dayText(now, zone);
}

export function dayText(at: Instant, zone: string): string {
  const { year, month, day } = localParts(at, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** First and last day of an interval, for the fields of components/validity-fields. */
export function daysOf({ start, end }: Interval, zone: string) {
  return {
    validFrom: dayText(start, zone),
    validThrough: end === forever ? undefined : dayText(later(end, -1), zone),
  };
}
