import type { UnitTier } from "./rule.ts";
import type { ThreeValued } from "./verdict.ts";

export type NetworkUnit = {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly tier: UnitTier;
  readonly answer: ThreeValued;
};

export type NetworkFilter = {
  readonly region?: string;
  readonly tier?: UnitTier;
  readonly answer?: ThreeValued;
};

/** How many units there are, by what their answer is. */
export type Tally = Readonly<Record<ThreeValued, number>> & { readonly all: number };

/** By tier, the highest first; within it what matters most: no, then unknown; then by name. */
export function byTierAndUrgency<U extends NetworkUnit>(units: readonly U[]): U[] {
  const urgency: readonly ThreeValued[] = ["no", "unknown", "yes"];
  const height: readonly UnitTier[] = ["advanced", "intermediate", "basic", "none"];
  return [...units].sort(
    (a, b) =>
      height.indexOf(a.tier) - height.indexOf(b.tier) ||
      urgency.indexOf(a.answer) - urgency.indexOf(b.answer) ||
      a.name.localeCompare(b.name) ||
      (a.code < b.code ? -1 : 1),
  );
}

export function filtered<U extends NetworkUnit>(units: readonly U[], by: NetworkFilter): U[] {
  return units.filter(
    (unit) =>
      (by.region === undefined || unit.region === by.region) &&
      (by.tier === undefined || unit.tier === by.tier) &&
      (by.answer === undefined || unit.answer === by.answer),
  );
}

export function tallyOf(units: readonly NetworkUnit[]): Tally {
  const count = { yes: 0, no: 0, unknown: 0 };
  for (const { answer } of units) count[answer]++;
  return { ...count, all: units.length };
}

/** A tally for each value of a key, in the order given or of the alphabet; keys without units are left out. */
export function talliesBy<K extends string>(
  units: readonly NetworkUnit[],
  keyOf: (unit: NetworkUnit) => K,
  order?: readonly K[],
): { readonly key: K; readonly tally: Tally }[] {
  const groups = new Map<K, NetworkUnit[]>();
  for (const unit of units) {
    const group = groups.get(keyOf(unit));
    if (group) group.push(unit);
    else groups.set(keyOf(unit), [unit]);
  }
  const keys = order ?? [...groups.keys()].sort((a, b) => a.localeCompare(b));
  return keys.flatMap((key) => {
    const group = groups.get(key);
    return group ? [{ key, tally: tallyOf(group) }] : [];
  });
}
