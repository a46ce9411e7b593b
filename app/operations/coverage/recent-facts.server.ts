import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Database, Transaction } from "#db/client.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../context.server.ts";
import { type Known, readFacts } from "./facts.server.ts";

type Kept = {
  readonly facts: UnitFacts;
  readonly window: Interval;
  readonly knownThrough: number;
  readonly knownDuring: Interval;
};

/** Units asked about last; a unit's facts take some hundred kilobytes. */
const keptMost = 400;
/** How far around a question is read at once, so that those of the next hours find the same facts. */
const reachBefore = day / 2;
const reachAfter = 3 * day;

const memory = new WeakMap<Database, Map<string, Kept>>();

/**
 * A unit's facts as they stand now, from memory if nothing at all was recorded since. What is kept is
 * keyed by the ledger's last entry: facts never change, so at the same entry they are the same, on every
 * server process. Only names and telephone numbers, which are no facts, may be as old as that entry.
 *
 * @param known  Must be now: `knownThrough` is the ledger's head in the snapshot of `tx`.
 */
export async function recentFacts(
  { db, content }: Pick<Context, "db" | "content">,
  tx: Transaction,
  unit: UnitRow,
  at: Instant,
  known: Known,
): Promise<{ readonly facts: UnitFacts; readonly window: Interval }> {
  const kept = memory.get(db) ?? new Map<string, Kept>();
  memory.set(db, kept);
  const before = kept.get(unit.id);
  if (before && stillHolds(before, at, known)) {
    touch(kept, unit.id, before);
    return { facts: { ...before.facts, knownAt: known.knownAt }, window: before.window };
  }
  const window = interval(later(at, -reachBefore), later(at, reachAfter));
  const { units, knownDuring } = await readFacts(tx, content, [unit], window, known);
  const [facts] = units;
  if (!facts) throw new Error(`no facts of unit ${unit.code}`);
  touch(kept, unit.id, { facts, window, knownThrough: known.knownThrough, knownDuring });
  return { facts, window };
}

/** Looking back needs no room, looking ahead does: `holdsUntil` lies there. */
function stillHolds(kept: Kept, at: Instant, { knownAt, knownThrough }: Known): boolean {
  return (
    kept.knownThrough === knownThrough &&
    holds(kept.knownDuring, knownAt) &&
    kept.window.start <= at &&
    later(at, reachAfter - reachBefore) <= kept.window.end
  );
}

function touch(kept: Map<string, Kept>, unitId: string, value: Kept) {
  kept.delete(unitId);
  kept.set(unitId, value);
  const oldest = kept.size > keptMost ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}
