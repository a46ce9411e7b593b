import { cutAt, type Interval, joinWhen } from "../time/interval.ts";
import { edgesIn } from "./edges.ts";
import type { UnitFacts } from "./facts.ts";
import { prepare } from "./prepare.ts";
import { type ThreeValued, type Verdict, verdictAt } from "./verdict.ts";

/** A longest stretch in which answer and wanting rules stay the same. */
export type Stretch = Interval & {
  readonly answer: ThreeValued;
  /** Ids of applicable block rules that are not yes, in content order. */
  readonly unmet: readonly string[];
  /** The same for rules that only warn. */
  readonly warned: readonly string[];
};

/**
 * Says for every instant of `window` what the bedside would be told then, with the same `knownAt`.
 *
 * @returns Stretches that tile `window` in order, half-open, each unlike its neighbour.
 */
export function coverageOver(facts: UnitFacts, window: Interval): Stretch[] {
  const prepared = prepare(facts);
  const stretches = cutAt(edgesIn(prepared, window), window).map((slice): Stretch => {
    const verdict = verdictAt(prepared, slice.start);
    return {
      ...slice,
      answer: verdict.answer,
      unmet: wanting(verdict, "block"),
      warned: wanting(verdict, "warn"),
    };
  });
  return joinWhen(stretches, isAlike);
}

/** Ids of the applicable rules of a severity that are not yes. */
export function wanting({ rules }: Verdict, severity: "block" | "warn"): string[] {
  return rules
    .filter(({ placed }) => placed.rule.severity === severity)
    .filter(({ answer }) => answer === "no" || answer === "unknown")
    .map(({ placed }) => placed.rule.id);
}

function isAlike(a: Stretch, b: Stretch): boolean {
  return a.answer === b.answer && isSame(a.unmet, b.unmet) && isSame(a.warned, b.warned);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
