import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { changedRules, type RuleChange } from "#app/domain/coverage/rule-change.ts";
import { checkRules, mayAdopt } from "#app/domain/coverage/rule-check.ts";
import type { Finding } from "#app/domain/coverage/rule-finding.ts";
import { previewOf, type RulePreview, withOwnRules } from "#app/domain/coverage/rule-preview.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, later } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf } from "./facts.server.ts";
import { latestOf, ownSetOf, ownVersions } from "./rule-own.server.ts";
import { ruleSettingOf } from "./rule-setting.server.ts";

/** How far back and ahead a change is tried out before it is adopted. */
export const previewDays = 30;

export type Proposal = {
  readonly unit: UnitRow;
  /** The version that the change begins from: what is adopted must begin from the same. */
  readonly basedOn: string;
  readonly rules: readonly StaffingRule[];
  readonly findings: readonly Finding[];
  /** Null where the rules cannot be adopted so. */
  readonly preview: {
    readonly past: RulePreview & Interval;
    readonly next: RulePreview & Interval;
  } | null;
};

/**
 * What a change of a unit's own rules would mean: what speaks against it, and what the answer of the last
 * and the next 30 days would be, both by what is known now. It changes nothing.
 *
 * @returns Refusal `no_such_unit`, `no_such_rule`.
 */
export function proposeRules(
  ctx: Context,
  unitCode: string,
  change: RuleChange,
): Promise<Result<Proposal>> {
  return ask<Proposal>(ctx, "rule_set.adopt", unitTarget(unitCode), async (view) => {
    const { tx } = view;
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const known = await asOf(view, {});
    if (!known.ok) return known;
    const { at } = known.value;
    const { version, rules: own } = latestOf(await ownVersions(tx, unit));
    if (!isThere(own, change)) return refuse("no_such_rule");
    const rules = changedRules(own, change);
    const past = interval(later(at, -previewDays * day), at);
    const next = interval(at, later(at, previewDays * day));
    const window = interval(past.start, next.end);
    const [facts] = await factsOf(tx, ctx.content, [unit], window, known.value);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const set = ownSetOf(unit);
    const setting = await ruleSettingOf(tx, ctx.content, facts, set, at);
    const findings = checkRules(rules, setting);
    const proposed = { unit, basedOn: version, rules, findings };
    if (!mayAdopt(findings)) return allow({ ...proposed, preview: null });
    const changed = withOwnRules(facts, set, rules, window);
    const over = (period: Interval) => ({ ...previewOf(facts, changed, period), ...period });
    return allow({ ...proposed, preview: { past: over(past), next: over(next) } });
  });
}

function isThere(own: readonly StaffingRule[], change: RuleChange): boolean {
  if (change.kind === "add") return true;
  const id = change.kind === "remove" ? change.id : change.rule.id;
  return own.some((rule) => rule.id === id);
}
