import type { UnitSettings } from "./facts.ts";
import type { countNames, StaffingRule } from "./rule.ts";

/** What is wrong with a unit's own rules. `refuse`: they cannot be adopted so; `warn`: think again. */
export type Finding = {
  readonly severity: "refuse" | "warn";
  /** Worded in content/copy under `rule_findings`. */
  readonly code: FindingCode;
  /** Id of the rule, and of another one that it disagrees with. */
  readonly rule: string;
  readonly other?: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Field of the form by which it can be mended. */
  readonly field?: string;
};

export const findingCodes = [
  "rule_id_twice",
  "rule_min_zero",
  "rule_min_not_whole",
  "rule_min_impossible",
  "rule_min_beyond_people",
  "rule_per_zero",
  "rule_no_code",
  "rule_code_unknown",
  "rule_roles_admit_nobody",
  "rule_response_not_asked",
  "rule_response_impossible",
  "rule_window_empty",
  "rule_window_never",
  "rule_service_hours_unset",
  "rule_privilege_without_code",
  "rule_post_missing",
  "rule_same_as",
  "rule_contradicts",
  "rule_implied_by",
  "rule_count_never_reported",
  "rule_service_not_offered",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** What a unit is and has, as far as its rules can be judged by it. */
export type RuleSetting = {
  /** Rules of the tier and the guard, in force beside its own. */
  readonly others: readonly StaffingRule[];
  readonly knownCodes: ReadonlySet<string>;
  readonly settings: Pick<UnitSettings, "day" | "serviceHours">;
  readonly reported: ReadonlySet<(typeof countNames)[number]>;
  readonly services: ReadonlySet<string>;
  /** How many people on record qualify for a rule now, wherever they are; null where nobody counted. */
  readonly qualified: (rule: StaffingRule) => number | null;
};

type More = Pick<Finding, "values" | "field" | "other">;

export function refused(rule: string, code: FindingCode, more: More = {}): Finding {
  return { severity: "refuse", rule, code, ...more };
}

export function warned(rule: string, code: FindingCode, more: More = {}): Finding {
  return { severity: "warn", rule, code, ...more };
}
