import type { RuleSetInForce, UnitFacts } from "#app/domain/coverage/facts.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { type Asked, asked, conditionAt } from "./applies.ts";
import { metInOrder, type Need } from "./brute-matching.ts";
import { type Candidates, candidatesFor, sceneAt } from "./candidates.ts";
import { allOf, type Three } from "./three-values.ts";

export type OracleRule = {
  readonly id: string;
  readonly group: RuleSetInForce["group"];
  readonly severity: StaffingRule["severity"];
  readonly answer: Three | "not-applicable";
  readonly people: number | null;
  readonly candidates: Candidates;
  /** Enough proven people for this rule alone, yet not together with those before it. */
  readonly usedUp: boolean;
};
export type OracleAnswer = { readonly answer: Three; readonly rules: readonly OracleRule[] };

type Case = { readonly rule: StaffingRule; readonly candidates: Candidates } & Asked;
type Run = "pessimistic" | "optimistic";

/** The staffing answer by the law's words, slowly: every assignment of people to rules is tried. */
export function oracleAt(facts: UnitFacts, at: number): OracleAnswer {
  const rules = (["unit", "guard"] as const).flatMap((group) => answerGroup(facts, group, at));
  const asking = rules.filter((each) => each.severity === "block");
  const applicable = asking.flatMap(({ answer }) => (answer === "not-applicable" ? [] : [answer]));
  return { answer: applicable.length === 0 ? "unknown" : allOf(applicable), rules };
}

function answerGroup(facts: UnitFacts, group: RuleSetInForce["group"], at: number): OracleRule[] {
  const scene = sceneAt(facts, at);
  const sets = facts.ruleSets.filter(
    (set) => set.group === group && set.during.start <= at && at < set.during.end,
  );
  // The guard is for units with a VA-ECMO service, whatever their tier.
  if (group === "guard" && conditionAt(facts, { service: "va_ecmo_service" }, at) !== "yes") {
    return [];
  }
  const cases: Case[] = sets
    .flatMap((set) => set.rules)
    .map((rule) => ({ rule, candidates: candidatesFor(scene, rule), ...asked(facts, rule, at) }));
  const proven = runOnce(facts, cases, "pessimistic");
  const hoped = runOnce(facts, cases, "optimistic");
  return cases.map((each) => {
    const { rule, people, candidates, applies } = each;
    const answer = answerOf(applies, proven.has(rule.id), hoped.has(rule.id));
    const need = needOf(each, "pessimistic");
    const usedUp = !proven.has(rule.id) && need !== null && need.candidates.length >= need.people;
    return { id: rule.id, group, severity: rule.severity, answer, people, candidates, usedUp };
  });
}

function answerOf(applies: Three, proven: boolean, hoped: boolean): Three | "not-applicable" {
  if (applies === "no") return "not-applicable";
  // With the condition unknown, the optimistic run does not ask the rule, so cannot leave it unmet.
  const possible = applies === "unknown" || hoped;
  if (!possible) return "no";
  return proven ? "yes" : "unknown";
}

function runOnce(facts: UnitFacts, cases: readonly Case[], run: Run): Set<string> {
  const ordered = inOrder(cases);
  const near = needsOf(ordered, run, ["on_site"]);
  const far = needsOf(ordered, run, ["on_call", "remote"]);
  const named = needsOf(ordered, run, ["named"]);
  return new Set([
    ...metInOrder(near, facts.settings.onSiteRulesPerPerson),
    ...metInOrder(far, facts.settings.onCallRulesPerPerson),
    ...metInOrder(named, Number.POSITIVE_INFINITY),
  ]);
}

/** Block before warn; within each, known conditions before unknown ones; else as content has them. */
function inOrder(cases: readonly Case[]): Case[] {
  const pick = (severity: string, applies: Three) =>
    cases.filter((each) => each.rule.severity === severity && each.applies === applies);
  return [
    ...pick("block", "yes"),
    ...pick("block", "unknown"),
    ...pick("warn", "yes"),
    ...pick("warn", "unknown"),
  ];
}

function needsOf(cases: readonly Case[], run: Run, presences: readonly string[]): Need[] {
  return cases
    .filter(({ rule }) => presences.includes(rule.presence))
    .flatMap((each) => needOf(each, run) ?? []);
}

/** What a run asks for a rule; null where it asks nothing, or a number that nobody can tell. */
function needOf({ rule, people, candidates, applies }: Case, run: Run): Need | null {
  if (applies === "no" || people === null) return null;
  if (applies === "unknown" && run === "optimistic") return null;
  const able = [...candidates.people].filter(([, sure]) => run === "optimistic" || sure === "yes");
  const anybody = run === "optimistic" && candidates.anybody;
  return { id: rule.id, people, candidates: able.map(([key]) => key), anybody };
}
