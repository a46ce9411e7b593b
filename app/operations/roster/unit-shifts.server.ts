import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { lastChecks } from "#db/store/rosters.server.ts";
import { type CountedShift, sourceInForce } from "./in-force.server.ts";

export type SourcedShift = CountedShift & { readonly source: string };

/** The shifts of every source of a unit that are in force somewhere in a period, by source and start. */
export async function unitShifts(
  tx: Transaction,
  unit: { readonly id: string },
  period: Interval,
  knownThrough: number,
): Promise<SourcedShift[]> {
  const checks = await lastChecks(tx, [unit.id], knownThrough);
  const found: SourcedShift[] = [];
  for (const source of [...new Set(checks.map((each) => each.source))].sort()) {
    const { shifts } = await sourceInForce(tx, unit, source, period, knownThrough);
    found.push(...shifts.map((each) => ({ ...each, source })));
  }
  return found.sort((a, b) => a.shift.shift.start - b.shift.shift.start);
}
