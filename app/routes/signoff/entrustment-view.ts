import type { Content } from "#app/domain/content.ts";
import { findEpa } from "#app/domain/curriculum/release.ts";

/** "EPA-01 at level 3 or above counts as FELLOW-L3 on a roster." One sentence for each such standing. */
export function rosterSentences({ tiers }: Content): string[] {
  return tiers.standings.map(
    ({ epa, level, code }) =>
      `${epa} at level ${level.value} or above lets a fellow meet ${code} on a roster.`,
  );
}

/** What a decision counts as on a roster; empty where it gives no standing there. */
export function countsAs({ tiers }: Content, decision: { epa: string; level: number }): string[] {
  return tiers.standings
    .filter(({ epa, level }) => epa === decision.epa && decision.level >= level.value)
    .map((each) => each.code);
}

export function epaName(content: Content, code: string): string {
  const found = findEpa(content.current, code);
  return found ? `${code} ${found.name}` : code;
}
