import { coverFinder } from "#app/domain/coverage/gap/cover.ts";
import { undecided } from "#app/domain/coverage/gap/decision.ts";
import { type RuleGap, ruleGapsOver } from "#app/domain/coverage/gap/rule-gaps.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { type Interval, overlaps } from "#app/domain/time/interval.ts";
import { gapDecisionsOf, type RecordedDecision } from "#db/store/coverage/gap-decisions.server.ts";
import { unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type Coverage, type CoverageQuestion, coverageIn } from "../show-coverage.server.ts";

/** A gap of one rule with who could cover it and what was decided about it. */
export type GapLine = RuleGap & {
  /** Ids of people who qualify for all of it and are free. */
  readonly couldCover: readonly string[];
  readonly decisions: readonly RecordedDecision[];
  /** What of it no decision covers now. */
  readonly undecided: readonly Interval[];
};

export type Gaps = Coverage & { readonly lines: readonly GapLine[] };

/** Coverage with the gaps of each rule by itself: from when to when, why, who could cover, what was decided. */
export function showGaps(ctx: Context, question: CoverageQuestion): Promise<Result<Gaps>> {
  return ask<Gaps>(ctx, "coverage.ask", unitTarget(question.unitCode), async (view) => {
    const found = await coverageIn(view, ctx, question);
    if (!found.ok) return found;
    const { unit, window, facts, judged, ledgerSeq } = found.value;
    const finder = coverFinder(prepare(facts));
    const decided = await gapDecisionsOf(view.tx, [unit.id], window.start, ledgerSeq);
    const lines = ruleGapsOver(facts, window, judged).map((gap) => ({
      ...gap,
      couldCover: finder(gap.index, gap),
      decisions: decided.filter((each) => each.rule === gap.rule && overlaps(each.during, gap)),
      undecided: undecided(gap, decided, ctx.now),
    }));
    return allow({ ...found.value, lines });
  });
}
