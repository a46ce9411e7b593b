import { expect, it } from "vitest";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { checkRules, mayAdopt } from "#app/domain/coverage/rule-check.ts";
import type { RuleSetting } from "#app/domain/coverage/rule-finding.ts";
import type { RuleWindow } from "#app/domain/coverage/rule-window.ts";
import { figure, rule } from "#test/world/oracle/small-unit.ts";

const setting: RuleSetting = {
  others: [rule("A1", { anyOf: ["CRED-CIS"] })],
  knownCodes: new Set(["BASE-CARD", "CRED-CIS", "EXT-ICM"]),
  settings: { day: { startMinute: 480, endMinute: 1080 }, serviceHours: null },
  reported: new Set(["beds_occupied"]),
  services: new Set(["ecpr_service"]),
  qualified: () => null,
};

/** The codes found in rules, each with the other rule it names. */
function found(rules: StaffingRule[], but: Partial<RuleSetting> = {}): string[] {
  return checkRules(rules, { ...setting, ...but }).map(({ code, other }) =>
    other ? `${code} ${other}` : code,
  );
}
const night: RuleWindow = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "18:00", to: "08:00" }];
const onCall = { presence: "on_call", responseMinutes: figure(20) } as const;

it("finds nothing wrong with a sound rule", () => {
  expect(found([rule("U1", { ...onCall, window: night })])).toEqual([]);
});

it.each<[string, Partial<StaffingRule>]>([
  ["rule_min_zero", { min: figure(0) }],
  ["rule_min_not_whole", { min: figure(1.5) }],
  ["rule_min_impossible", { min: figure(51) }],
  ["rule_per_zero", { minFormula: { count: "beds_occupied", per: figure(0) } }],
  ["rule_no_code", { anyOf: [] }],
  ["rule_code_unknown", { anyOf: ["CRED-XXX"] }],
  ["rule_code_unknown", { allOf: ["CRED-XXX"] }],
  ["rule_roles_admit_nobody", { roles: [] }],
  ["rule_roles_admit_nobody", { roles: ["not_counted"] }],
  ["rule_response_not_asked", { responseMinutes: figure(5) }],
  ["rule_response_impossible", { presence: "on_call", responseMinutes: figure(-1) }],
  ["rule_window_empty", { window: [] }],
  ["rule_window_empty", { window: [{ weekdays: [], from: "08:00", to: "09:00" }] }],
  ["rule_privilege_without_code", { privileges: { "CRED-CIS": "CRED-CIS" } }],
  ["rule_privilege_without_code", { privileges: { "BASE-CARD": " " } }],
  ["rule_post_missing", { presence: "named" }],
])("refuses with %s: %o", (code, but) => {
  const findings = checkRules([rule("U1", but)], setting);
  expect(findings.map((each) => each.code)).toEqual([code]);
  expect(mayAdopt(findings)).toBe(false);
});

it("refuses a window in service hours that are none, and warns of ones that were never set", () => {
  const own = [rule("U1", { window: "service_hours" })];
  const shut = { ...setting.settings, serviceHours: [] };
  expect(found(own, { settings: shut })).toEqual(["rule_window_never"]);
  expect(found(own)).toEqual(["rule_service_hours_unset"]);
});

it("warns where too few people on record qualify, a count is never reported, a service not offered", () => {
  const many = checkRules([rule("U1", { min: figure(3) })], { ...setting, qualified: () => 2 });
  expect(many.map(({ code, values }) => [code, values])).toEqual([
    ["rule_min_beyond_people", { found: 2, people: 3 }],
  ]);
  expect(mayAdopt(many)).toBe(true);
  const ecmo = rule("U1", { when: { count: "ecmo_patients", above: 0 } });
  expect(found([ecmo])).toEqual(["rule_count_never_reported"]);
  expect(found([rule("U1", { when: { service: "va_ecmo_service" } })])).toEqual([
    "rule_service_not_offered",
  ]);
});

it("refuses one id twice, also where a rule of the tier has it", () => {
  expect(found([rule("A1"), rule("U1"), rule("U1", { presence: "remote" })])).toContain(
    "rule_id_twice",
  );
  expect(found([rule("A1", onCall)])).toEqual(["rule_id_twice"]);
});

it("refuses the same rule again, whatever it is called and however its hours are written", () => {
  const twin = rule("U1", { anyOf: ["CRED-CIS"], title: "Again", window: allWeek });
  expect(found([twin])).toEqual(["rule_same_as A1"]);
});
const allWeek: RuleWindow = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "06:00", to: "06:00" }];

it("refuses two numbers for one thing at the same hours, but not at hours that never meet", () => {
  const more = rule("U1", { anyOf: ["CRED-CIS"], min: figure(2), window: night });
  expect(found([more])).toEqual(["rule_contradicts A1"]);
  const byDay = rule("U2", { min: figure(2), window: "day" });
  expect(found([rule("U1", { window: night }), byDay])).toEqual([]);
});

it("warns of a rule that asks no more than another one, at no other hours", () => {
  const weaker = rule("U1", { ...onCall, anyOf: ["CRED-CIS", "EXT-ICM"], window: night });
  expect(found([weaker])).toEqual(["rule_implied_by A1"]);
  const stronger = rule("U1", { anyOf: ["CRED-CIS"], allOf: ["BASE-CARD"], window: night });
  expect(found([stronger])).toEqual([]);
});

it("refuses what the unit has already, also where another rule asks for more than either", () => {
  const own = { anyOf: ["CRED-CIS", "EXT-ICM"] };
  expect(found([rule("U1", own), rule("U2", own)])).toEqual([
    "rule_implied_by A1",
    "rule_same_as U1",
  ]);
});
