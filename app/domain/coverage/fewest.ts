import { type Demand, matchInOrder } from "./matching.ts";
import type { Prepared } from "./prepare.ts";
import { yes } from "./qualification.ts";
import { demandOf, type RuleVerdict, type Verdict } from "./verdict.ts";

/** Rules that are matched together, all of them met: what they want, of people by number. */
type Matching = {
  readonly rules: readonly RuleVerdict[];
  readonly demands: readonly Demand[];
  readonly capacity: number;
};

/**
 * The same verdict, told with no more people than it takes: without any one of those whom met rules name,
 * the others named could not meet all of them. Who has the lowest id is kept before others.
 */
export function withFewest(prepared: Prepared, verdict: Verdict): Verdict {
  const met = verdict.rules.filter(({ answer }) => answer === "yes");
  const named = new Set(met.flatMap(({ metBy }) => metBy));
  if (named.size < 2) return verdict;
  const matchings = matchingsOf(prepared, verdict, met);
  const posts = met.filter(isNamed);
  const suffices = (among: ReadonlySet<string>) =>
    posts.every((rule) => rule.proven.filter((id) => among.has(id)).length >= rule.min) &&
    matchings.every((each) => !placed(verdict, each, among).includes(null));
  const before = named.size;
  for (const id of [...named].sort().reverse()) {
    named.delete(id);
    if (!suffices(named)) named.add(id);
  }
  if (named.size === before) return verdict;
  const metBy = new Map<RuleVerdict, readonly string[]>();
  for (const rule of posts) {
    const held = rule.proven.filter((id) => named.has(id));
    metBy.set(rule, held.slice(0, rule.min));
  }
  for (const each of matchings) {
    const found = placed(verdict, each, named);
    for (const [i, rule] of each.rules.entries())
      metBy.set(
        rule,
        (found[i] ?? []).map((person) => keyOf(verdict, person)),
      );
  }
  const rules = verdict.rules.map((rule) => ({ ...rule, metBy: metBy.get(rule) ?? rule.metBy }));
  return { ...verdict, rules };
}

function isNamed({ placed: { rule } }: RuleVerdict): boolean {
  return rule.presence === "named";
}

function matchingsOf({ facts }: Prepared, { roll }: Verdict, met: readonly RuleVerdict[]) {
  const { onSiteRulesPerPerson, onCallRulesPerPerson } = facts.settings;
  const groups = (["unit", "guard"] as const).flatMap((group) =>
    [true, false].map((isNear): Matching => {
      const rules = met.filter(
        (each) =>
          !isNamed(each) &&
          each.placed.set.group === group &&
          (each.placed.rule.presence === "on_site") === isNear,
      );
      const demands = rules.map((each) => demandOf(roll, each, yes));
      return { rules, demands, capacity: isNear ? onSiteRulesPerPerson : onCallRulesPerPerson };
    }),
  );
  return groups.filter(({ rules }) => rules.length > 0);
}

/** Who of `among` meets which; null for a rule that they cannot meet with the others. */
function placed(verdict: Verdict, { demands, capacity }: Matching, among: ReadonlySet<string>) {
  const limited = demands.map(({ candidates, min }) => ({
    candidates: candidates.filter((person) => among.has(keyOf(verdict, person))),
    min,
  }));
  return matchInOrder(limited, verdict.roll.present.length, capacity);
}

function keyOf({ roll }: Verdict, person: number): string {
  return roll.present[person]?.key ?? "";
}
