import { z } from "zod";
import { Correction } from "#app/operations/people/correction.server.ts";

/** The correction form's three answers as the operation's two kinds. */
export const CorrectionAnswer = z
  .object({
    id: z.uuid(),
    of: z.uuid(),
    how: z.enum(["now", "day", "never"]),
    lastDay: z.iso.date().optional(),
    timeZone: Correction.shape.timeZone,
  })
  .refine((form) => form.how !== "day" || form.lastDay !== undefined, {
    message: "Give the last day.",
    path: ["lastDay"],
  })
  .transform(({ how, lastDay, ...form }) => ({
    ...form,
    kind: how === "never" ? ("void" as const) : ("end" as const),
    lastDay: how === "day" ? lastDay : undefined,
  }));
