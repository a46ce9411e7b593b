import { z } from "zod";
import { confidences, SourceKey } from "./schema.ts";

const Confidence = z.enum(confidences);

/** One group of a trial. `percent` is what was published; `events` of `people` where they were given. */
export const Arm = z.strictObject({
  name: z.string(),
  kind: z.enum(["intervention", "control", "other"]),
  people: z.number().int().positive().optional(),
  events: z.number().int().nonnegative().optional(),
  percent: z.number().min(0).max(100).optional(),
  confidence: Confidence,
});
export type Arm = z.output<typeof Arm>;

/** A published ratio with its 95 % interval; below 1 favours the intervention for a bad endpoint. */
export const Effect = z.strictObject({
  measure: z.enum(["RR", "OR", "HR", "aOR"]),
  value: z.number().positive(),
  low: z.number().positive().optional(),
  high: z.number().positive().optional(),
  p: z.number().min(0).max(1).optional(),
  confidence: Confidence,
});
export type Effect = z.output<typeof Effect>;

export const Outcome = z.strictObject({
  endpoint: z.string(),
  /** Whether more of it is worse (`harm`, such as death) or better (`benefit`, such as survival). */
  direction: z.enum(["harm", "benefit"]),
  arms: z.array(Arm).default([]),
  effect: Effect.optional(),
});
export type Outcome = z.output<typeof Outcome>;

export const demands = ["ecmo_alone", "team", "subspecialty"] as const;

export const Trial = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  name: z.string(),
  year: z.number().int().min(1990).max(2100),
  source: SourceKey,
  design: z.enum([
    "randomised",
    "pooled",
    "secondary_analysis",
    "before_after",
    "registry",
    "single_arm",
  ]),
  /** What was tried, in a few words: "VA-ECMO", "microaxial pump", "shock team". */
  tried: z.string(),
  demands: z.array(z.enum(demands)).min(1),
  population: z.string().optional(),
  randomised: z.number().int().positive().optional(),
  analysed: z.number().int().positive().optional(),
  primary: Outcome.optional(),
  others: z.array(Outcome).default([]),
  finding: z.string(),
  caveats: z.array(z.string()).default([]),
  /** Of the entry as a whole; single figures carry their own. */
  confidence: Confidence,
});
export type Trial = z.output<typeof Trial>;

/** content/evidence/trials.yaml */
export const Evidence = z.strictObject({
  trials: z.array(Trial).min(1),
  teachingPoints: z.array(
    z.strictObject({ text: z.string(), trials: z.array(z.string()).default([]) }),
  ),
  guidance: z.array(
    z.strictObject({
      title: z.string(),
      text: z.string(),
      source: SourceKey,
      confidence: Confidence,
    }),
  ),
});
export type Evidence = z.output<typeof Evidence>;
