import type { Content } from "#app/domain/content.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { qualifications, yes } from "#app/domain/coverage/qualification.ts";
import { countNames, type StaffingRule } from "#app/domain/coverage/rule.ts";
import type { RuleSetting } from "#app/domain/coverage/rule-finding.ts";
import { withOwnRules } from "#app/domain/coverage/rule-preview.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { forever, holds } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { countsEverReported } from "#db/store/rule-versions.server.ts";

/**
 * Codes that a rule may ask for: our credentials, those of others, and entrusted levels. Trainings and
 * examinations that others record are parts of our credentials and give nobody standing by themselves.
 */
export function askableCodes({ current, externals, tiers }: Content): string[] {
  return [
    ...current.credentials.map(({ code }) => code),
    ...[...externals.keys()].filter((code) => !/^(TRAIN|EXAM)-/.test(code)),
    ...tiers.standings.map(({ code }) => code),
  ];
}

/** What a unit's own rules are judged by, besides each other: as the unit stands at an instant. */
export async function ruleSettingOf(
  tx: Transaction,
  content: Content,
  facts: UnitFacts,
  ownSet: string,
  at: Instant,
): Promise<RuleSetting> {
  const reported = await countsEverReported(tx, facts.unit.id);
  const profile = facts.unit.profiles.find(({ during }) => holds(during, at));
  return {
    others: facts.ruleSets
      .filter(({ id, during }) => id !== ownSet && holds(during, at))
      .flatMap(({ rules }) => rules),
    knownCodes: new Set(askableCodes(content)),
    settings: facts.settings,
    reported: new Set(countNames.filter((name) => reported[name])),
    services: profile?.services ?? new Set(),
    qualified: (rule) => qualifiedFor(facts, rule, at),
  };
}

/** Who is on duty is not asked here, only who qualifies. */
const nobodyRostered = { ruleSets: [], sources: [], hubs: [] };

/** How many of the people whom the unit's rosters and privileges name qualify for a rule by what they hold. */
function qualifiedFor(facts: UnitFacts, rule: StaffingRule, at: Instant): number {
  const alone = withOwnRules({ ...facts, ...nobodyRostered }, "alone", [rule], {
    start: at,
    end: forever,
  });
  const prepared = prepare(alone);
  const all = [...prepared.people.values()];
  return all.filter((person) => qualifications(prepared, person, 0, at)[0] === yes).length;
}
