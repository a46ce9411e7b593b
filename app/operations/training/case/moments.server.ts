import { z } from "zod";
import { allow, type Result } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { readCaseTime } from "#app/domain/training/case/case.ts";

/** An instant, or a local time of the programme's clock such as "2026-10-01T08:30". */
export const When = z.union([
  z
    .number()
    .int()
    .transform((ms) => ms as Instant),
  z.string().min(1).max(40),
]);

/** Which of two readings is meant where the clock showed a time twice. */
export const Reading = z.enum(["earlier", "later"]);

/** Reads a form's time on the programme's clock; refusals as of `readCaseTime`. */
export function momentOf(
  when: z.output<typeof When>,
  zone: string,
  reading: z.output<typeof Reading> | undefined,
): Result<Instant> {
  return typeof when === "number" ? allow(when) : readCaseTime(when, zone, reading ?? null);
}
