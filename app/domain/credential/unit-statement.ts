import type { Instant } from "../time/instant.ts";

/** What a unit's head said last about the holder's practice there. */
export type UnitStatement = {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly statedBy: string;
  readonly statedAt: Instant;
  readonly openRestriction: boolean;
};

/** The latest word of each unit. */
export function latestOf(statements: readonly UnitStatement[]): UnitStatement[] {
  const latest = new Map<string, UnitStatement>();
  for (const each of [...statements].sort((a, b) => a.statedAt - b.statedAt)) {
    latest.set(each.unitId, each);
  }
  return [...latest.values()];
}
