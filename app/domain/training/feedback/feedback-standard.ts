import { z } from "zod";
import { bases, Figure, SourceKey } from "../../curriculum/schema.ts";

/** Groups of raters: where one is small, it is merged with others before anything is shown. */
export const raterGroups = ["physician", "nurse", "other"] as const;
export type RaterGroup = (typeof raterGroups)[number];

const Code = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

export const FeedbackQuestion = z.strictObject({
  code: Code,
  text: z.string(),
  basis: z.enum(bases),
  source: SourceKey,
});
export type FeedbackQuestion = z.output<typeof FeedbackQuestion>;

/** content/standards/feedback.yaml: rounds of multi-source feedback, and the weekly digest. */
export const FeedbackStandard = z.strictObject({
  round: z.strictObject({
    /** How many to invite, so that enough answer. */
    advised: Figure,
    invitedMax: Figure,
    /** How long a round lasts unless another day is chosen, and within which bounds. */
    days: Figure,
    daysMin: Figure,
    daysMax: Figure,
  }),
  /** Fewer answers than this are shown to nobody. */
  shownFrom: Figure,
  groups: z
    .array(z.strictObject({ code: z.enum(raterGroups), name: z.string(), choice: z.string() }))
    .length(raterGroups.length),
  scale: z
    .array(
      z.strictObject({
        level: z.number().int().min(1).max(5),
        label: z.string(),
        anchor: z.string(),
      }),
    )
    .length(5),
  questions: z.array(FeedbackQuestion).min(6).max(8),
  digest: z.strictObject({
    /** ISO: Monday is 1. */
    weekday: Figure,
    /** Of the programme's clock. */
    hour: Figure,
    /** A digest that could not go out in time still does within so many hours; later it is left out. */
    lateHours: Figure,
    /** What ends within so many days is said to end soon. */
    soonDays: Figure,
  }),
});
export type FeedbackStandard = z.output<typeof FeedbackStandard>;
