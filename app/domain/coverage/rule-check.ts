import { type StaffingRule, shiftRoles } from "./rule.ts";
import { comparisons } from "./rule-compare.ts";
import { type Finding, type RuleSetting, refused, warned } from "./rule-finding.ts";
import { countsAsked } from "./rule-words.ts";

/** More people than any unit has on duty at once: a slip of the keyboard. */
const peopleMost = 50;
const minutesMost = 1_440;

/**
 * Judges a unit's own rules before they are adopted: each by itself, then against each other and the
 * rules of the standards.
 */
export function checkRules(own: readonly StaffingRule[], setting: RuleSetting): Finding[] {
  const ids = [...setting.others, ...own].map(({ id }) => id);
  const repeated = own.filter(({ id }) => ids.indexOf(id) !== ids.lastIndexOf(id));
  const twice = [...new Set(repeated.map(({ id }) => id))].map((id) =>
    refused(id, "rule_id_twice"),
  );
  return [
    ...twice,
    ...own.flatMap((rule) => [
      ...numberFindings(rule, setting),
      ...codeFindings(rule, setting),
      ...placeFindings(rule),
      ...timeFindings(rule, setting),
    ]),
    ...comparisons(own, setting),
  ];
}

/** Whether the rules may be adopted: warnings alone do not forbid it. */
export function mayAdopt(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity === "warn");
}

function numberFindings(rule: StaffingRule, { qualified }: RuleSetting): Finding[] {
  const { id, min, minFormula } = rule;
  if (minFormula) {
    return minFormula.per.value > 0 ? [] : [refused(id, "rule_per_zero", { field: "per" })];
  }
  const people = min?.value ?? 1;
  const field = "min";
  if (people === 0) return [refused(id, "rule_min_zero", { field })];
  if (!Number.isInteger(people) || people < 0)
    return [refused(id, "rule_min_not_whole", { field })];
  if (people > peopleMost)
    return [refused(id, "rule_min_impossible", { field, values: { most: peopleMost } })];
  const found = qualified(rule);
  if (found === null || found >= people) return [];
  return [warned(id, "rule_min_beyond_people", { field, values: { found, people } })];
}

function codeFindings(rule: StaffingRule, { knownCodes }: RuleSetting): Finding[] {
  const { id, anyOf, allOf, privileges } = rule;
  const unknown = [...anyOf, ...allOf].filter((code) => !knownCodes.has(code));
  const stray = Object.entries(privileges).filter(([code, named]) => {
    return !anyOf.includes(code) || named.trim() === "";
  });
  return [
    ...(anyOf.length === 0 ? [refused(id, "rule_no_code", { field: "anyOf" })] : []),
    ...unknown.map((code) =>
      refused(id, "rule_code_unknown", {
        field: anyOf.includes(code) ? "anyOf" : "allOf",
        values: { code },
      }),
    ),
    ...stray.map(([code]) =>
      refused(id, "rule_privilege_without_code", { field: "privileges", values: { code } }),
    ),
  ];
}

/** Leave takes a person out of duty, so a rule that admits nothing else can be met by nobody. */
function placeFindings({ id, roles, presence, responseMinutes, post }: StaffingRule): Finding[] {
  const found: Finding[] = [];
  const admitted = roles?.filter((role) => role !== "not_counted" && shiftRoles.includes(role));
  if (presence !== "named" && admitted?.length === 0)
    found.push(refused(id, "rule_roles_admit_nobody", { field: "roles" }));
  if (presence === "named" && !post)
    found.push(refused(id, "rule_post_missing", { field: "post" }));
  if (!responseMinutes) return found;
  const { value } = responseMinutes;
  const field = "responseMinutes";
  if (presence === "on_site" || presence === "named")
    found.push(refused(id, "rule_response_not_asked", { field }));
  else if (!Number.isInteger(value) || value < 0 || value > minutesMost)
    found.push(refused(id, "rule_response_impossible", { field, values: { most: minutesMost } }));
  return found;
}

function timeFindings(rule: StaffingRule, setting: RuleSetting): Finding[] {
  const { id, window, when } = rule;
  const found: Finding[] = [];
  const field = "window";
  const isEmpty =
    typeof window !== "string" &&
    (window.length === 0 || window.some(({ weekdays }) => weekdays.length === 0));
  if (isEmpty) found.push(refused(id, "rule_window_empty", { field }));
  if (window === "service_hours") {
    const { serviceHours } = setting.settings;
    if (serviceHours === null) found.push(warned(id, "rule_service_hours_unset", { field }));
    else if (serviceHours.length === 0) found.push(refused(id, "rule_window_never", { field }));
  }
  for (const count of countsAsked(rule)) {
    if (setting.reported.has(count)) continue;
    found.push(warned(id, "rule_count_never_reported", { field: "when", values: { count } }));
  }
  if (when && "service" in when && !setting.services.has(when.service)) {
    const values = { service: when.service };
    found.push(warned(id, "rule_service_not_offered", { field: "when", values }));
  }
  return found;
}
