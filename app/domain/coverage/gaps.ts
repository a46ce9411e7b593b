import { type Interval, joinWhen, overlaps } from "../time/interval.ts";
import { reasonsFor } from "./explain.ts";
import type { UnitFacts } from "./facts.ts";
import { type CoverFinder, coverFinder } from "./gap/cover.ts";
import { type Judged, judgedOver } from "./judged.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { type Reason, reasonKey } from "./reason.ts";
import type { ThreeValued } from "./verdict.ts";

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
  judged: readonly Judged[] = judgedOver(facts, window),
): Gap[] {
  const prepared = prepare(facts);
  const finder = coverFinder(prepared);
  const open = judged.filter(({ verdict }) => verdict.answer !== "yes");
  return joinWhen<Interval>(
    open.map(({ start, end }) => ({ start, end })),
    () => true,
  ).map((gap) => {
    const within = open.filter((each) => overlaps(each, gap));
    const answer = within.some(({ verdict }) => verdict.answer === "no") ? "no" : "unknown";
    return { ...gap, answer, causes: causesOf(prepared, finder, gap, within) };
  });
}

type OpenCause = Omit<GapCause, "reasons"> & { readonly reasons: Map<string, Reason> };

function causesOf(
  prepared: Prepared,
  finder: CoverFinder,
  gap: Interval,
  within: readonly Judged[],
): GapCause[] {
  const causes = new Map<number, OpenCause>();
  for (const { start, verdict } of within) {
    for (const rule of verdict.rules) {
      const { answer, placed } = rule;
      if (placed.rule.severity === "warn" || answer === "yes" || answer === "not-applicable") {
        continue;
      }
      const before = causes.get(placed.index);
      const reasons = before?.reasons ?? new Map<string, Reason>();
      for (const reason of reasonsFor(prepared, verdict.roll, rule, start)) {
        reasons.set(reasonKey(reason), reason);
      }
      causes.set(placed.index, {
        rule: placed.rule.id,
        title: placed.rule.title,
        answer: before?.answer === "no" ? "no" : answer,
        reasons,
        couldCover: before?.couldCover ?? finder(placed.index, gap),
      });
    }
  }
  const inOrder = [...causes].sort(([a], [b]) => a - b);
  return inOrder.map(([, cause]) => ({ ...cause, reasons: [...cause.reasons.values()] }));
}
