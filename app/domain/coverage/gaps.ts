import { type Interval, joinWhen, overlaps } from "../time/interval.ts";
import { coverageOver, type Stretch } from "./coverage.ts";
import { reasonsFor } from "./explain.ts";
import type { UnitFacts } from "./facts.ts";
import { type CoverFinder, coverFinder } from "./gap/cover.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { Reason } from "./reason.ts";
import { type ThreeValued, verdictAt } from "./verdict.ts";

/** A longest stretch whose answer is not yes. */
export type Gap = Interval & {
  /** `no` if it is no at any instant of it. */
  readonly answer: Exclude<ThreeValued, "yes">;
  readonly causes: readonly GapCause[];
};

export type GapCause = {
  readonly rule: string;
  readonly title: string;
  readonly answer: Exclude<ThreeValued, "yes">;
  /** Each reason once, in the order in which it first occurs in the gap. */
  readonly reasons: readonly Reason[];
  /** Ids of people who qualify for the rule during the whole gap and are on site nowhere in it. */
  readonly couldCover: readonly string[];
};

/** The gaps of a window, each with the rules that cause it and who could fill them. */
export function gapsOver(
  facts: UnitFacts,
  window: Interval,
  stretches: readonly Stretch[] = coverageOver(facts, window),
): Gap[] {
  const prepared = prepare(facts);
  const finder = coverFinder(prepared);
  const open = stretches.filter(({ answer }) => answer !== "yes");
  return joinWhen<Interval>(
    open.map(({ start, end }) => ({ start, end })),
    () => true,
  ).map((gap) => {
    const within = open.filter((each) => overlaps(each, gap));
    const answer = within.some((each) => each.answer === "no") ? "no" : "unknown";
    return { ...gap, answer, causes: causesOf(prepared, finder, gap, within) };
  });
}

function causesOf(
  prepared: Prepared,
  finder: CoverFinder,
  gap: Interval,
  within: readonly Stretch[],
): GapCause[] {
  const causes = new Map<number, GapCause>();
  for (const { start } of within) {
    const verdict = verdictAt(prepared, start);
    for (const rule of verdict.rules) {
      const { answer, placed } = rule;
      if (placed.rule.severity === "warn" || answer === "yes" || answer === "not-applicable") {
        continue;
      }
      const reasons = reasonsFor(prepared, verdict.roll, rule, start);
      const before = causes.get(placed.index);
      causes.set(placed.index, {
        rule: placed.rule.id,
        title: placed.rule.title,
        answer: before?.answer === "no" ? "no" : answer,
        reasons: distinct([...(before?.reasons ?? []), ...reasons]),
        couldCover: before?.couldCover ?? finder(placed.index, gap),
      });
    }
  }
  return [...causes].sort(([a], [b]) => a - b).map(([, cause]) => cause);
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()];
}
