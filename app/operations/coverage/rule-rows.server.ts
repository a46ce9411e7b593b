import type { Judged } from "#app/domain/coverage/judged.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import type { RuleVerdict } from "#app/domain/coverage/verdict.ts";
import { type Interval, joinWhen } from "#app/domain/time/interval.ts";

export type RuleRow = {
  readonly id: string;
  readonly title: string;
  readonly severity: StaffingRule["severity"];
  readonly spans: readonly (Interval & { readonly answer: RuleVerdict["answer"] })[];
};

/**
 * Each rule over the whole window, by itself: what the answer is made of, and then what is only advised.
 * In content order; while a rule is not in force it does not apply.
 */
export function ruleRows(judged: readonly Judged[]): RuleRow[] {
  const found = new Map<string, StaffingRule>();
  for (const { verdict } of judged) {
    for (const { placed } of verdict.rules) found.set(placed.rule.id, placed.rule);
  }
  const rows = [...found.values()].map(({ id, title, severity }): RuleRow => {
    const spans = judged.map(({ start, end, verdict }): RuleRow["spans"][number] => {
      const own = verdict.rules.find(({ placed }) => placed.rule.id === id);
      return { start, end, answer: own?.answer ?? "not-applicable" };
    });
    return { id, title, severity, spans: joinWhen(spans, (a, b) => a.answer === b.answer) };
  });
  const isAdvised = ({ severity }: RuleRow) => (severity === "warn" ? 1 : 0);
  return rows.sort((a, b) => isAdvised(a) - isAdvised(b));
}
