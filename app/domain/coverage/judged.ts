import { cutAt, type Interval } from "../time/interval.ts";
import { edgesIn } from "./edges.ts";
import type { UnitFacts } from "./facts.ts";
import { prepare } from "./prepare.ts";
import { type RuleVerdict, type ThreeValued, verdictAt } from "./verdict.ts";

/** A stretch in which no verdict changes, with the answer and that of each rule in force. */
export type Judged = Interval & {
  readonly answer: ThreeValued;
  readonly rules: ReadonlyMap<string, RuleVerdict>;
};

/** Every stretch of a window with what the bedside would be told in it, rule by rule. */
export function judgeOver(facts: UnitFacts, window: Interval): Judged[] {
  const prepared = prepare(facts);
  return cutAt(edgesIn(prepared, window), window).map((slice): Judged => {
    const { answer, rules } = verdictAt(prepared, slice.start);
    return { ...slice, answer, rules: new Map(rules.map((each) => [each.placed.rule.id, each])) };
  });
}

/** How long each of the answers was given, in milliseconds. */
export type Tally = Record<RuleVerdict["answer"], number>;

export function emptyTally(): Tally {
  return { yes: 0, no: 0, unknown: 0, "not-applicable": 0 };
}
