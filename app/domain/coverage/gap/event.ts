import { z } from "zod";
import { day, hour, minute, second } from "../../time/instant.ts";
import { alertStages } from "./alert.ts";

/** What other systems can be told of: one closed list. */
export const eventTypes = [
  "coverage.gap.opened",
  "coverage.gap.nearer",
  "coverage.gap.closed",
  "staffing.answer.changed",
  "webhook.test",
] as const;
export type EventType = (typeof eventTypes)[number];
export const answerChanged = "staffing.answer.changed" satisfies EventType;

const InstantText = z.iso.datetime({ offset: true });
const AnswerText = z.enum(["yes", "no", "unknown"]);

/** What an event says: which gap or answer, and where to read more. No names, no reasons. */
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
  from: AnswerText.optional().meta({
    description: "What this webhook was told before; absent the first time.",
  }),
  to: AnswerText.optional().meta({
    description: "The unit's answer at `at`. Ask again before relying on a yes.",
  }),
  at: InstantText.optional().meta({ description: "When the unit was asked about." }),
  ledgerSeq: z.number().int().optional().meta({ description: "What was known then." }),
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

/** What an answer that turned is known by: when it was given, and through which entry. */
export type AnswerTold = Required<Pick<EventData, "to" | "at" | "ledgerSeq">>;

/**
 * Whether an answer is news to whoever was told another one last. One that knew less, or was given for an
 * earlier instant, is none: another process has already told a later one.
 */
export function isTurn(found: AnswerTold, told: AnswerTold | null): boolean {
  if (told === null) return true;
  const isLater = found.ledgerSeq >= told.ledgerSeq && Date.parse(found.at) >= Date.parse(told.at);
  return isLater && found.to !== told.to;
}

/**
 * So long after it was taken or given up an event stays to be looked at: as far as the gap radar looks ahead,
 * so that for a gap now over it can still be seen what was told of it, and when.
 */
export const deliveryKeptMs = 30 * day;

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
