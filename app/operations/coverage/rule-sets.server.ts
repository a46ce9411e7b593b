import { z } from "zod";
import type { Content } from "#app/domain/content.ts";
import type { RuleSetInForce, UnitFact } from "#app/domain/coverage/facts.ts";
import { StaffingRule } from "#app/domain/coverage/rule.ts";
import { intersect } from "#app/domain/time/interval.ts";
import type { Adoption } from "#db/store/coverage.server.ts";

/**
 * The rules a unit is held to: those of its tier, the guard wherever it offers VA-ECMO whatever its tier,
 * and its own; each from when the unit adopted them.
 */
export function ruleSetsOf(
  content: Content,
  profiles: UnitFact["profiles"],
  adoptions: readonly Adoption[],
): RuleSetInForce[] {
  return adoptions.flatMap((adoption) =>
    adoption.ruleSet === "standards" ? standards(content, profiles, adoption) : [own(adoption)],
  );
}

function standards(
  content: Content,
  profiles: UnitFact["profiles"],
  { version, during }: Adoption,
): RuleSetInForce[] {
  return profiles.flatMap((profile) => {
    const held = intersect(during, profile.during);
    if (!held) return [];
    const tier = content.tiers.tiers.find((each) => each.tier === profile.tier);
    const sets: RuleSetInForce[] = [];
    if (tier && tier.rules.length > 0)
      sets.push({ id: tier.tier, version, group: "unit", rules: tier.rules, during: held });
    const { guard } = content.tiers;
    if (profile.services.has("va_ecmo_service"))
      sets.push({ id: guard.id, version, group: "guard", rules: guard.rules, during: held });
    return sets;
  });
}

function own({ ruleSet, version, rules, during }: Adoption): RuleSetInForce {
  return { id: ruleSet, version, group: "unit", rules: z.array(StaffingRule).parse(rules), during };
}
