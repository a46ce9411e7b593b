import type { RuleSetInForce } from "#app/domain/coverage/facts.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { adoptionsOf, profilesOf } from "#db/store/coverage.server.ts";
import { everything } from "#db/store/known.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { inForceAt, latestOf, ownVersions, type RuleVersion } from "./rule-own.server.ts";
import { ruleSetsOf } from "./rule-sets.server.ts";

export type ShownRules = {
  readonly unit: UnitRow;
  /** Rules of the tier and the guard, as content has them. */
  readonly standards: readonly RuleSetInForce[];
  /** The unit's own that hold now. */
  readonly own: RuleVersion | null;
  /** What a change begins from: the version recorded last, whether it holds already or not. */
  readonly latest: { readonly version: string; readonly rules: readonly StaffingRule[] };
  readonly versions: readonly (RuleVersion & { readonly by: string | null })[];
};

/** The rules that a unit is held to now, and every version of its own. */
export function showRules(ctx: Context, unitCode: string): Promise<Result<ShownRules>> {
  return ask<ShownRules>(ctx, "coverage.ask", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const profiles = (await profilesOf(tx, [unit.id], everything)).get(unit.id) ?? [];
    const adoptions = await adoptionsOf(tx, [unit.id], everything);
    const standing = adoptions.filter(({ ruleSet }) => ruleSet === "standards");
    const standards = ruleSetsOf(ctx.content, profiles, standing);
    const versions = await ownVersions(tx, unit);
    const people = versions.flatMap(({ actorKind, actorId }) =>
      actorKind === "person" && actorId ? [actorId] : [],
    );
    const names = await namesOf(tx, [...new Set(people)]);
    return allow({
      unit,
      standards: standards.filter(({ during }) => holds(during, now)),
      own: inForceAt(versions, now),
      latest: latestOf(versions),
      versions: versions.map((each) => ({ ...each, by: names.get(each.actorId ?? "") ?? null })),
    });
  });
}
