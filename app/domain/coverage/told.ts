import { cutAt, type Interval } from "../time/interval.ts";
import { edgesIn } from "./edges.ts";
import { reasonsFor } from "./explain.ts";
import type { UnitFacts } from "./facts.ts";
import { prepare } from "./prepare.ts";
import type { Reason } from "./reason.ts";
import { type RuleVerdict, type ThreeValued, type Verdict, verdictAt } from "./verdict.ts";

/** What a unit was or is told over a stretch, rule by rule; reasons for what is not met. */
export type Told = Interval & {
  readonly answer: ThreeValued;
  readonly rules: readonly ToldRule[];
};

export type ToldRule = {
  readonly id: string;
  readonly title: string;
  readonly severity: "block" | "warn";
  /** Id of the rule set that it belongs to, and what it rests on. */
  readonly set: string;
  readonly source: string;
  readonly answer: RuleVerdict["answer"];
  /** Empty where the rule is met or not asked, and where reasons were not wanted. */
  readonly reasons: readonly Reason[];
};

/**
 * Every stretch of a window in which no verdict changes, in order.
 *
 * @param pieces  The window, or parts of it that have to be told apart.
 */
export function tellOver(
  facts: UnitFacts,
  window: Interval,
  { pieces = [window], isExplained }: { pieces?: readonly Interval[]; isExplained: boolean },
): Told[] {
  const prepared = prepare(facts);
  const edges = edgesIn(prepared, window);
  return pieces.flatMap((piece) =>
    cutAt(edges, piece).map((slice): Told => {
      const verdict = verdictAt(prepared, slice.start);
      const reasons = (rule: RuleVerdict) =>
        isExplained ? reasonsFor(prepared, verdict.roll, rule, slice.start) : [];
      return { ...slice, answer: verdict.answer, rules: toldRules(verdict, reasons) };
    }),
  );
}

function toldRules({ rules }: Verdict, reasons: (rule: RuleVerdict) => Reason[]): ToldRule[] {
  return rules.map((rule) => {
    const { id, title, severity, source } = rule.placed.rule;
    const set = rule.placed.set.id;
    return { id, title, severity, set, source, answer: rule.answer, reasons: reasons(rule) };
  });
}
