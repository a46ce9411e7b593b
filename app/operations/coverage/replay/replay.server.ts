import type { Content } from "#app/domain/content.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Reason } from "#app/domain/coverage/reason.ts";
import { replayEpoch } from "#app/domain/coverage/replay.ts";
import { type Told, tellOver } from "#app/domain/coverage/told.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Interval, joinWhen } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { epochsOf, factsNow } from "./epochs.server.ts";
import { readReplayable } from "./record.server.ts";

/** A past window as it was told, and as it would be told today. */
export type Replayed = {
  /** For each instant t the same as asking about t with `knownAt` t, with reasons. */
  readonly told: readonly Told[];
  /** For each t the same as asking about t now; without reasons. */
  readonly today: readonly Told[];
  /** Names for what was wrong, of everybody who was ever on one of its rosters. */
  readonly named: Pick<UnitFacts, "unit" | "people">;
};

/**
 * What the unit was told at every instant of a past window, by what was known at that very instant, and
 * what is known of it now. Everything is read once; the rest is cut in memory.
 *
 * @param window  Must lie in the past, and in the unit's own time on record.
 */
export async function replay(
  tx: Transaction,
  content: Content,
  unit: UnitRow,
  window: Interval,
  knownAt: Instant,
): Promise<Replayed> {
  const record = await readReplayable(tx, unit, window);
  const epochs = epochsOf(content, record);
  const told = epochs.flatMap((epoch) => replayEpoch(epoch, { isExplained: true }));
  const facts = factsNow(content, record, knownAt);
  const people = new Map(epochs.flatMap((epoch) => [...epoch.facts.people]));
  return {
    told: joinWhen(told, isAlike),
    today: joinWhen(tellOver(facts, window, { isExplained: false }), isAlike),
    named: { unit: facts.unit, people },
  };
}

/** Alike to the letter, reasons included. */
function isAlike(a: Told, b: Told): boolean {
  if (a.answer !== b.answer || a.rules.length !== b.rules.length) return false;
  return a.rules.every((rule, i) => {
    const other = b.rules[i]!;
    return (
      rule.id === other.id &&
      rule.answer === other.answer &&
      rule.set === other.set &&
      rule.source === other.source &&
      rule.reasons.length === other.reasons.length &&
      rule.reasons.every((reason, n) => isSameReason(reason, other.reasons[n]!))
    );
  });
}

/** Most reasons of neighbours are one object, which the rules remember for a person while nothing changes. */
function isSameReason(a: Reason, b: Reason): boolean {
  return a === b || (a.code === b.code && JSON.stringify(a) === JSON.stringify(b));
}
