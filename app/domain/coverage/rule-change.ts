import type { StaffingRule } from "./rule.ts";

/** What one change does to a unit's own rules. */
export type RuleChange =
  | { readonly kind: "add"; readonly rules: readonly StaffingRule[] }
  | { readonly kind: "replace"; readonly rule: StaffingRule }
  | { readonly kind: "remove"; readonly id: string };

/** A unit's own rules after a change; the others keep their place. */
export function changedRules(
  own: readonly StaffingRule[],
  change: RuleChange,
): readonly StaffingRule[] {
  if (change.kind === "add") return [...own, ...change.rules];
  if (change.kind === "remove") return own.filter(({ id }) => id !== change.id);
  return own.map((rule) => (rule.id === change.rule.id ? change.rule : rule));
}

/**
 * Ids for new rules, "U1" and on, above every number that was ever given: the id of a removed rule must
 * not come to mean another one in answers about the past.
 */
export function newRuleIds(ever: readonly string[], count: number): string[] {
  const numbers = ever.map((id) => Number(/^U(\d+)$/.exec(id)?.[1] ?? 0));
  const highest = Math.max(0, ...numbers);
  return Array.from({ length: count }, (_, i) => `U${highest + 1 + i}`);
}

export type RuleDifference = {
  readonly added: readonly StaffingRule[];
  readonly removed: readonly StaffingRule[];
  readonly changed: readonly { readonly before: StaffingRule; readonly after: StaffingRule }[];
};

/** What differs between two versions of a unit's own rules. */
export function differenceOf(
  before: readonly StaffingRule[],
  after: readonly StaffingRule[],
): RuleDifference {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const is = new Map(after.map((rule) => [rule.id, rule]));
  return {
    added: after.filter(({ id }) => !was.has(id)),
    removed: before.filter(({ id }) => !is.has(id)),
    changed: after.flatMap((rule) => {
      const then = was.get(rule.id);
      const isSame = !then || sortedText(then) === sortedText(rule);
      return isSame ? [] : [{ before: then, after: rule }];
    }),
  };
}

/** The order of fields says nothing; a record may return them in another one. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
