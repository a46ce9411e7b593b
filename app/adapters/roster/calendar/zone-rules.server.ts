import { expanded, type Rule, type Spend } from "./recurrence.server.ts";
import type { Wall } from "./times.server.ts";

/** One STANDARD or DAYLIGHT part of a VTIMEZONE; offsets in milliseconds east of UTC. */
export type Observance = {
  readonly start: Wall;
  readonly from: number;
  readonly to: number;
  readonly rules: readonly Rule[];
  readonly dates: readonly Wall[];
};

/** Rosters are of these years. */
const years = { from: Date.UTC(1970, 0, 1), to: Date.UTC(2070, 0, 1) };
const changesMost = 4_000;

/**
 * The offset at an instant by a file's own rules; null where it has none, or too many to follow. Before the
 * first change the offset that it changes from holds.
 *
 * @source RFC 5545 section 3.6.5
 */
export function offsetsOf(
  observances: readonly Observance[],
  spend: Spend,
): ((at: number) => number) | null {
  let isWhole = true;
  const cut = () => {
    isWhole = false;
  };
  const bounds = { ...years, most: changesMost, spend };
  const changes = observances
    .flatMap(({ start, from, to, rules, dates }) => {
      const onsets = new Set([start, ...dates]);
      // The end of a rule is in UTC; its onsets are readings of the clock that goes away.
      for (const rule of rules)
        for (const each of expanded(onClock(rule, from), start, bounds, cut)) onsets.add(each);
      return [...onsets].map((onset) => ({ at: onset - from, from, to }));
    })
    .sort((a, b) => a.at - b.at)
    .slice(0, changesMost);
  const first = changes[0];
  if (!first || !isWhole) return null;
  return (at) => {
    let [low, high] = [0, changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (changes[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? first.from : changes[low - 1]!.to;
  };
}

function onClock(rule: Rule, offset: number): Rule {
  if (rule.until?.kind !== "utc") return rule;
  return { ...rule, until: { kind: "local", wall: rule.until.wall + offset } };
}
