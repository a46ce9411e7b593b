import { z } from "zod";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";

/** Beyond these no unit has a roster, and arithmetic stays within what the database can say. */
const earliest = parseInstant("1970-01-01T00:00:00Z") as Instant;
const latest = parseInstant("2200-01-01T00:00:00Z") as Instant;

/** RFC 3339 with its offset, as text outside and an Instant inside. */
export const InstantParam = z
  .string()
  .meta({ format: "date-time" })
  .transform((text, context): Instant => {
    const at = parseInstant(text);
    if (at !== null && at >= earliest && at < latest) return at;
    context.addIssue({ code: "custom", message: wordsFor(text, at) });
    return z.NEVER;
  });

function wordsFor(text: string, at: Instant | null): string {
  if (at !== null) return "Give an instant from 1970 on and before 2200.";
  if (/ \d\d:\d\d$/.test(text)) return "Write the + of the offset as %2B.";
  return "Give an instant with its offset, such as 2026-11-22T03:12:00Z.";
}

export const Flag = z.enum(["true", "false"]).transform((text) => text === "true");

export const Source = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, "Use at most 40 of a-z, 0-9, and . _ - in between.")
  .meta({ description: "Whose rows these are; each source replaces only its own." });

export const Reason = z
  .string()
  .trim()
  .min(1, "Say why in at least one character.")
  .max(500, "Use at most 500 characters.")
  .meta({ description: "Needed where shifts that have begun would change." });

const Patients = z.number().int().min(0).max(999).nullish();

/** Strict: a name that is not known is a mistake that somebody would otherwise rely on. */
export const StateBody = z.strictObject({
  ecmoPatients: Patients,
  bedsOccupied: Patients,
  validUntil: InstantParam,
});

const InstantText = z.iso.datetime({ offset: true });
export const StateAnswer = z.object({
  ecmoPatients: z.number().int().nullable(),
  bedsOccupied: z.number().int().nullable(),
  validUntil: InstantText,
  recordedAt: InstantText,
  holdsUntil: InstantText,
});
