import { z } from "zod";
import { StaffingRule } from "#app/domain/coverage/rule.ts";
import { changedRules, type RuleChange } from "#app/domain/coverage/rule-change.ts";
import { checkRules, mayAdopt } from "#app/domain/coverage/rule-check.ts";
import type { Json } from "#app/domain/ledger/canonical.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { headOf } from "#db/ledger.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { insertAdoption } from "#db/store/units.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf } from "./facts.server.ts";
import { latestOf, ownSetOf, ownVersions } from "./rule-own.server.ts";
import { ruleSettingOf } from "./rule-setting.server.ts";

export type AdoptRules = {
  /** Made with the form: the same one sent twice is one adoption. */
  readonly id: string;
  readonly unitCode: string;
  readonly change: RuleChange;
  /** The version that the change was shown against. */
  readonly basedOn: string;
  /** Null: from the moment it is recorded. */
  readonly effectiveAt: Instant | null;
};

/** Seconds that a clock or a slow hand may lose between choosing "now" as a time and sending it. */
const skewMs = 2_000;

/**
 * Adopts a next version of a unit's own rules, whole: from now or from a later instant, never earlier.
 *
 * @returns Refusals `rules_changed_meanwhile`, `rules_back_dated`, `rules_do_not_hold`, `rules_unchanged`.
 */
export function adoptRules(
  ctx: Context,
  { id, unitCode, change, basedOn, effectiveAt }: AdoptRules,
): Promise<Result<{ readonly version: string }>> {
  return act(ctx, "rule_set.adopt", unitTarget(unitCode), async ({ tx, now, record }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const versions = await ownVersions(tx, unit);
    const done = versions.find((each) => each.id === id);
    if (done) return allow({ version: done.version });
    const latest = latestOf(versions);
    if (latest.version !== basedOn) return refuse("rules_changed_meanwhile");
    const start = effectiveAt ?? now;
    if (start < now - skewMs) return refuse("rules_back_dated", { field: "effectiveAt" });
    const rules = changedRules(latest.rules, change);
    if (JSON.stringify(rules) === JSON.stringify(latest.rules)) return refuse("rules_unchanged");
    const known = { knownAt: now, knownThrough: (await headOf(tx)).seq };
    const window = interval(now, later(now, day));
    const [facts] = await factsOf(tx, ctx.content, [unit], window, known);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    const ruleSet = ownSetOf(unit);
    const setting = await ruleSettingOf(tx, ctx.content, facts, ruleSet, now);
    const parsed = z.array(StaffingRule).safeParse(rules);
    if (!parsed.success || !mayAdopt(checkRules(rules, setting)))
      return refuse("rules_do_not_hold");
    const version = String(Number(latest.version) + 1);
    const effective = Math.max(start, now) as Instant;
    const fact = { id, unitId: unit.id, ruleSet, version, effectiveAt: effective };
    const written: Json = JSON.parse(JSON.stringify(parsed.data));
    const entrySeq = await record({ ...fact, rules: written });
    await insertAdoption(tx, { ...fact, rules: written, entrySeq });
    return allow({ version });
  });
}
