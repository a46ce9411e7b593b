import { cutAt, type Interval, joinWhen } from "../time/interval.ts";
import { wanting } from "./coverage.ts";
import type { UnitFacts } from "./facts.ts";
import { emptyTally, type Judged, judgedOver, type Tally } from "./judged.ts";
import type { StaffingRule } from "./rule.ts";
import type { ThreeValued } from "./verdict.ts";

/** What other rules of its own would have meant for a unit's answer over a window. */
export type RulePreview = {
  readonly before: Tally;
  readonly after: Tally;
  /** By id of each rule of its own after the change. */
  readonly rules: ReadonlyMap<string, Tally>;
  /** Where the answer is worse with the new rules, and which of them are not met there. */
  readonly worse: readonly Changed[];
  readonly better: readonly Changed[];
};

export type Changed = Interval & {
  readonly was: ThreeValued;
  readonly is: ThreeValued;
  /** Ids of required rules that are not yes, after the change for `worse`, before it for `better`. */
  readonly rules: readonly string[];
};

const order: readonly ThreeValued[] = ["no", "unknown", "yes"];

/** The same facts as if the unit had these rules of its own, and only these, all the time. */
export function withOwnRules(
  facts: UnitFacts,
  setId: string,
  rules: readonly StaffingRule[],
  during: Interval,
): UnitFacts {
  const others = facts.ruleSets.filter(({ id }) => id !== setId);
  const own = { id: setId, version: "preview", group: "unit" as const, rules, during };
  return { ...facts, ruleSets: rules.length > 0 ? [...others, own] : others };
}

/**
 * Compares the answers of a window with and without a change of rules. Both are judged by what is known
 * now: rules that did not exist cannot have been known then.
 */
export function previewOf(before: UnitFacts, after: UnitFacts, window: Interval): RulePreview {
  const [was, is] = [judgedOver(before, window), judgedOver(after, window)];
  const rules = new Map<string, Tally>();
  for (const stretch of is) {
    for (const { answer, placed } of stretch.verdict.rules) {
      if (placed.set.version !== "preview") continue;
      const { id } = placed.rule;
      const tally = rules.get(id) ?? emptyTally();
      tally[answer] += stretch.end - stretch.start;
      rules.set(id, tally);
    }
  }
  const changed = changes(was, is, window);
  const rank = ({ was: a, is: b }: Changed) => order.indexOf(b) - order.indexOf(a);
  return {
    before: tallyOf(was),
    after: tallyOf(is),
    rules,
    worse: changed.filter((each) => rank(each) < 0),
    better: changed.filter((each) => rank(each) > 0),
  };
}

function tallyOf(judged: readonly Judged[]): Tally {
  const tally = emptyTally();
  for (const { start, end, verdict } of judged) tally[verdict.answer] += end - start;
  return tally;
}

function changes(was: readonly Judged[], is: readonly Judged[], window: Interval): Changed[] {
  let [i, j] = [0, 0];
  const cuts = [...was, ...is].map(({ start }) => start);
  const found = cutAt(cuts, window).flatMap((slice): Changed[] => {
    while (was[i]!.end <= slice.start) i++;
    while (is[j]!.end <= slice.start) j++;
    const [then, next] = [was[i]!.verdict, is[j]!.verdict];
    if (then.answer === next.answer) return [];
    const isWorse = order.indexOf(next.answer) < order.indexOf(then.answer);
    const rules = wanting(isWorse ? next : then, "block");
    return [{ ...slice, was: then.answer, is: next.answer, rules }];
  });
  return joinWhen(
    found,
    (a, b) => a.was === b.was && a.is === b.is && String(a.rules) === String(b.rules),
  );
}
