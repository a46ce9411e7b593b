import { type Interval, joinWhen } from "../../time/interval.ts";
import { reasonsFor } from "../explain.ts";
import type { UnitFacts } from "../facts.ts";
import { type Judged, judgedOver } from "../judged.ts";
import { type Prepared, prepare } from "../prepare.ts";
import { type Reason, reasonKey } from "../reason.ts";
import type { StaffingRule } from "../rule.ts";
import type { RuleVerdict, ThreeValued } from "../verdict.ts";
import { type GapKind, kindAt } from "./cause.ts";

/** A longest stretch in which one rule that applies is no throughout, or unknown throughout. */
export type RuleGap = Interval & {
  readonly rule: string;
  readonly title: string;
  readonly severity: StaffingRule["severity"];
  /** Its place among all rules, for asking who could cover. */
  readonly index: number;
  readonly answer: Exclude<ThreeValued, "yes">;
  /** What it comes from, in the order in which it first occurs; never empty. */
  readonly kinds: readonly GapKind[];
  /** Each reason once, in the order in which it first occurs in the gap. */
  readonly reasons: readonly Reason[];
  /** It was there before the window, or goes on after it. */
  readonly isCutAtStart: boolean;
  readonly isCutAtEnd: boolean;
};

/** The gaps of each rule by itself, block and warn, in order of time and then of content. */
export function ruleGapsOver(
  facts: UnitFacts,
  window: Interval,
  judged: readonly Judged[] = judgedOver(facts, window),
): RuleGap[] {
  const prepared = prepare(facts);
  const gaps = idsOf(judged).flatMap((id) => gapsOfRule(prepared, window, judged, id));
  return gaps.sort((a, b) => a.start - b.start || a.index - b.index);
}

function idsOf(judged: readonly Judged[]): string[] {
  const ids = judged.flatMap(({ verdict }) => verdict.rules.map(({ placed }) => placed.rule.id));
  return [...new Set(ids)];
}

type Open = Interval & { readonly each: Judged; readonly rule: RuleVerdict };

function gapsOfRule(
  prepared: Prepared,
  window: Interval,
  judged: readonly Judged[],
  id: string,
): RuleGap[] {
  const open = judged.flatMap((each): Open[] => {
    const rule = each.verdict.rules.find(({ placed }) => placed.rule.id === id);
    const isOpen = rule?.answer === "no" || rule?.answer === "unknown";
    return isOpen ? [{ start: each.start, end: each.end, each, rule }] : [];
  });
  const stretches = joinWhen(open, (a, b) => a.rule.answer === b.rule.answer);
  return stretches.map(({ start, end, rule }): RuleGap => {
    const within = open.filter((each) => start <= each.start && each.start < end);
    const kinds = new Set<GapKind>();
    const reasons = new Map<string, Reason>();
    for (const { each, rule: found } of within) {
      const { roll } = each.verdict;
      kinds.add(kindAt(prepared, roll, found, each.start, start));
      for (const reason of reasonsFor(prepared, roll, found, each.start)) {
        reasons.set(reasonKey(reason), reason);
      }
    }
    return {
      ...{ start, end, rule: id, title: rule.placed.rule.title, index: rule.placed.index },
      severity: rule.placed.rule.severity,
      answer: rule.answer as RuleGap["answer"],
      kinds: [...kinds],
      reasons: [...reasons.values()],
      isCutAtStart: start === window.start,
      isCutAtEnd: end === window.end,
    };
  });
}
