import { type Interval, joinWhen } from "../time/interval.ts";
import type { UnitFacts } from "./facts.ts";
import { type Judged, judgedOver } from "./judged.ts";
import type { ThreeValued, Verdict } from "./verdict.ts";

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
 * @param judged  The window as it was judged, where that is known already.
 * @returns Stretches that tile `window` in order, half-open, each unlike its neighbour.
 */
export function coverageOver(
  facts: UnitFacts,
  window: Interval,
  judged: readonly Judged[] = judgedOver(facts, window),
): Stretch[] {
  const stretches = judged.map(({ start, end, verdict }): Stretch => {
    const [unmet, warned] = [wanting(verdict, "block"), wanting(verdict, "warn")];
    return { start, end, answer: verdict.answer, unmet, warned };
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
