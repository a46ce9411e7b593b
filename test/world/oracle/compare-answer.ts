import { type Answer, answerAt } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { edgesOf } from "../random-units.ts";
import { iso } from "./compare.ts";
import { type OracleAnswer, oracleAt } from "./oracle.ts";

/** Where the engine's answer at an instant and the oracle's part, in words; null where they agree. */
export function answersPart(facts: UnitFacts, at: Instant): string | null {
  const isNow = at === facts.knownAt;
  const engine = answerAt(facts, at, { isNow });
  const oracle = oracleAt(facts, at);
  return (
    differing("overall", engine.answer, oracle.answer) ??
    differing("rules", engine.rules.length, oracle.rules.length) ??
    firstOf(oracle.rules, (rule) => ruleParts(facts, engine, rule)) ??
    overused(facts, engine, oracle) ??
    brokenPromise(facts, at, engine, oracle, isNow)
  );
}

type OracleRule = OracleAnswer["rules"][number];

function ruleParts(facts: UnitFacts, engine: Answer, rule: OracleRule): string | null {
  const said = engine.rules.find(({ id }) => id === rule.id);
  if (!said) return `${rule.id} is missing`;
  const codes = new Set<string>(said.reasons.map(({ code }) => code));
  const people = new Set(said.metBy);
  const strangers = said.metBy.filter((id) => rule.candidates.people.get(id) !== "yes");
  const usedUp = rule.usedUp && rule.answer !== "not-applicable";
  return (
    differing(rule.id, said.answer, rule.answer) ??
    differing(`${rule.id} people twice`, people.size, said.metBy.length) ??
    differing(`${rule.id} people not proven`, strangers.join(), "") ??
    (said.answer === "yes" && said.metBy.length !== rule.people
      ? `${rule.id} is met by ${said.metBy.length} of ${rule.people}`
      : null) ??
    (said.answer !== "yes" && said.answer !== "not-applicable" && codes.size === 0
      ? `${rule.id} is ${said.answer} without a reason`
      : null) ??
    (usedUp && !codes.has("already_counted") && facts.sources.length > 0
      ? `${rule.id} is used up, yet says ${[...codes].join()}`
      : null)
  );
}

/** Nobody meets more rules of one matching than a person may. */
function overused(facts: UnitFacts, engine: Answer, oracle: OracleAnswer): string | null {
  const uses = new Map<string, number>();
  for (const { id, presence, metBy } of engine.rules) {
    if (presence === "named") continue;
    const group = oracle.rules.find((rule) => rule.id === id)?.group;
    const near = presence === "on_site";
    const most = near ? facts.settings.onSiteRulesPerPerson : facts.settings.onCallRulesPerPerson;
    for (const person of metBy) {
      const key = `${group} ${near ? "on site" : "on call"} ${person}`;
      uses.set(key, (uses.get(key) ?? 0) + 1);
      if ((uses.get(key) ?? 0) > most) return `${key} is counted ${uses.get(key)} times`;
    }
  }
  return null;
}

/** `holdsUntil`: until then neither the answer nor that of any rule changes, unless facts arrive. */
function brokenPromise(
  facts: UnitFacts,
  at: Instant,
  { holdsUntil }: Answer,
  before: OracleAnswer,
  isNow: boolean,
): string | null {
  if (holdsUntil !== null && holdsUntil <= at) return `holds until ${iso(holdsUntil)}, not after`;
  const end = holdsUntil ?? at + 7 * 86_400_000;
  const words = wordsOf(before);
  const edges = edgesOf(facts).flatMap((edge) => [edge, edge + 1]);
  const halfHours = Array.from({ length: 48 }, (_, i) => at - (at % 1_800_000) + i * 1_800_000);
  for (const later of [...edges, ...halfHours, end - 1]) {
    if (later <= at || later >= end) continue;
    const then = isNow ? { ...facts, knownAt: later as Instant } : facts;
    if (wordsOf(oracleAt(then, later)) !== words) {
      return `should hold until ${iso(end)}, but changes by ${iso(later)} (now: ${isNow})`;
    }
  }
  return null;
}

function wordsOf({ answer, rules }: OracleAnswer): string {
  return [answer, ...rules.map((rule) => `${rule.id} ${rule.answer}`)].sort().join();
}

function differing(what: string, engine: unknown, oracle: unknown): string | null {
  return engine === oracle ? null : `${what}: engine ${engine}, oracle ${oracle}`;
}

function firstOf<T>(values: readonly T[], judge: (value: T) => string | null): string | null {
  for (const value of values) {
    const fault = judge(value);
    if (fault) return fault;
  }
  return null;
}
