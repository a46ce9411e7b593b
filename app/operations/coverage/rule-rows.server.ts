import { edgesIn } from "#app/domain/coverage/edges.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { type RuleVerdict, verdictAt } from "#app/domain/coverage/verdict.ts";
import { cutAt, type Interval, joinWhen } from "#app/domain/time/interval.ts";
import type { Coverage } from "./show-coverage.server.ts";

export type RuleRow = {
  readonly id: string;
  readonly title: string;
  readonly spans: readonly (Interval & { readonly answer: RuleVerdict["answer"] })[];
};

/**
 * Each required rule over the whole window, by itself: what the answer is made of. In content order; while
 * a rule is not in force it does not apply.
 */
export function ruleRows({ facts, window }: Pick<Coverage, "facts" | "window">): RuleRow[] {
  const prepared = prepare(facts);
  const judged = cutAt(edgesIn(prepared, window), window).map((slice) => {
    const { rules } = verdictAt(prepared, slice.start);
    const required = rules.filter(({ placed }) => placed.rule.severity === "block");
    return { slice, byId: new Map(required.map((each) => [each.placed.rule.id, each])) };
  });
  const titles = new Map(
    judged.flatMap(({ byId }) => [...byId].map(([id, each]) => [id, each.placed.rule.title])),
  );
  return [...titles].map(([id, title]) => {
    const spans = judged.map(({ slice, byId }): RuleRow["spans"][number] => {
      return { ...slice, answer: byId.get(id)?.answer ?? "not-applicable" };
    });
    return { id, title, spans: joinWhen(spans, (a, b) => a.answer === b.answer) };
  });
}
