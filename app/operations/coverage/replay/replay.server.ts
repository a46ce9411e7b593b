import type { Content } from "#app/domain/content.ts";
import { replayEpoch } from "#app/domain/coverage/replay.ts";
import type { Told } from "#app/domain/coverage/told.ts";
import { type Interval, joinWhen } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { epochsOf } from "./epochs.server.ts";
import { readReplayable } from "./record.server.ts";

/**
 * What the unit was told at every instant of a past window, by what was known at that very instant: for
 * each t the same as asking about t with `knownAt` t. Everything is read once; the rest is cut in memory.
 *
 * @param window  Must lie in the past, and in the unit's own time on record.
 */
export async function replay(
  tx: Transaction,
  content: Content,
  unit: UnitRow,
  window: Interval,
): Promise<Told[]> {
  const record = await readReplayable(tx, unit, window);
  const told = epochsOf(content, record).flatMap((epoch) =>
    replayEpoch(epoch, { isExplained: true }),
  );
  return joinWhen(told, isAlike);
}

/** Alike to the letter, reasons included. */
function isAlike(a: Told, b: Told): boolean {
  if (a.answer !== b.answer || a.rules.length !== b.rules.length) return false;
  return a.rules.every((rule, i) => {
    const other = b.rules[i];
    if (rule.id !== other?.id || rule.answer !== other.answer) return false;
    return JSON.stringify(rule.reasons) === JSON.stringify(other.reasons);
  });
}
