import { z } from "zod";
import { hour, minute, second } from "../../time/instant.ts";
import { alertStages } from "./alert.ts";

/** What other systems can be told of: one closed list. */
export const eventTypes = [
  "coverage.gap.opened",
  "coverage.gap.nearer",
  "coverage.gap.closed",
  "webhook.test",
] as const;
export type EventType = (typeof eventTypes)[number];

const InstantText = z.iso.datetime({ offset: true });

/** What an event says: which gap, and where to read more. No names, no reasons. */
export const EventData = z.object({
  unit: z.string().meta({ description: "The unit's code." }),
  rule: z.string().optional().meta({ description: "The rule that is not met." }),
  start: InstantText.optional(),
  end: InstantText.optional().meta({ description: "As far as is known now; half-open." }),
  stage: z
    .enum(alertStages)
    .optional()
    .meta({ description: "How near the gap is: at most so long from now." }),
  because: z
    .enum(["met", "passed"])
    .optional()
    .meta({ description: "Of a closed gap: the rule is met after all, or the time is over." }),
  link: z.url(),
});
export type EventData = z.output<typeof EventData>;

/**
 * A CloudEvent as it is sent. `sequence` rises by one with each event of a unit and is padded, so that
 * texts compare as numbers do: order on the way is not guaranteed, and a receiver keeps the highest.
 *
 * @source CloudEvents 1.0.2, structured mode; its extension "sequence"
 */
export const UnitEvent = z.object({
  specversion: z.literal("1.0"),
  id: z.uuid(),
  source: z.url().meta({ description: "The unit's page." }),
  type: z.enum(eventTypes),
  subject: z.string(),
  time: InstantText,
  datacontenttype: z.literal("application/json"),
  sequence: z.string().regex(/^\d{10}$/),
  data: EventData,
});
export type UnitEvent = z.output<typeof UnitEvent>;

export function sequenceText(sequence: number): string {
  return String(sequence).padStart(10, "0");
}

/** Pauses before each further attempt, over some three days. @source standardwebhooks.com, "Retries" */
const pausesMs = [
  ...[5 * second, 5 * minute, 30 * minute],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour),
];

/**
 * How long to wait after so many failed attempts, in milliseconds, a fifth more or less so that receivers
 * that come back are not met by everything at once; null: it is given up.
 *
 * @param chance  In [0, 1).
 */
export function retryPause(attempts: number, chance: number): number | null {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? null : Math.round(pause * (0.8 + 0.4 * chance));
}
