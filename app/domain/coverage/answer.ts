import { later } from "../time/instant.ts";
import { holds, type Instant } from "../time/interval.ts";
import { wanting } from "./coverage.ts";
import { nextEdge } from "./edges.ts";
import { reasonsFor, requiredOf } from "./explain.ts";
import type { UnitFacts } from "./facts.ts";
import { withFewest } from "./fewest.ts";
import { type Notice, noticesAt } from "./notice.ts";
import { type PersonAnswer, peopleAt } from "./people.ts";
import { type Prepared, type PreparedSource, prepare } from "./prepare.ts";
import type { Reason } from "./reason.ts";
import type { Roll } from "./roll.ts";
import type { StaffingRule, UnitTier } from "./rule.ts";
import { type RuleVerdict, type ThreeValued, verdictAt } from "./verdict.ts";

/** What the bedside is told. Whoever shows it adds the words, the override and the ledger number. */
export type Answer = {
  readonly at: Instant;
  readonly answer: ThreeValued;
  /** The first instant at which it can change by what is known; null if nothing known will change it. */
  readonly holdsUntil: Instant | null;
  readonly tier: UnitTier | null;
  readonly ruleSets: readonly { readonly id: string; readonly version: string }[];
  readonly rules: readonly RuleAnswer[];
  readonly people: readonly PersonAnswer[];
  readonly notices: readonly Notice[];
  readonly data: RosterData;
};

export type RuleAnswer = Pick<StaffingRule, "id" | "title" | "severity" | "presence"> & {
  readonly ruleSet: string;
  readonly answer: RuleVerdict["answer"];
  readonly required: number;
  readonly metBy: readonly string[];
  readonly reasons: readonly Reason[];
};

/** Of several sources, the one that goes stale first; null where nothing was ever published. */
export type RosterData = {
  readonly rosterReceivedAt: Instant | null;
  readonly rosterSource: string | null;
  readonly staleAfter: Instant | null;
};

/**
 * Answers whether a unit's rules are met at an instant, and explains it.
 *
 * @param facts  What the record held at `facts.knownAt`.
 * @param isNow  The question was about what is known now: then `holdsUntil` minds that rosters go stale.
 */
export function answerAt(
  facts: UnitFacts,
  at: Instant,
  { isNow = false }: { readonly isNow?: boolean } = {},
): Answer {
  const prepared = prepare(facts);
  const verdict = withFewest(prepared, verdictAt(prepared, at));
  const { roll } = verdict;
  const sets = facts.ruleSets.filter((set) =>
    verdict.rules.some(({ placed }) => placed.set === set),
  );
  return {
    at,
    answer: verdict.answer,
    holdsUntil: nextEdge(prepared, at, { roll, isNow }),
    tier: tierAt(facts, at),
    ruleSets: sets.map(({ id, version }) => ({ id, version })),
    rules: verdict.rules.map((rule) => ruleAnswer(rule, reasonsFor(prepared, roll, rule, at))),
    people: peopleAt(prepared, roll, verdict.rules, at),
    notices: noticesAt(prepared, verdict, at),
    data: rosterData(prepared, roll, at),
  };
}

/** The answer without its explanation, for many units at once. */
export type Brief = Pick<Answer, "answer" | "holdsUntil" | "tier"> & {
  /** Ids of the applicable block rules that are not yes. */
  readonly unmet: readonly string[];
};

/** What `answerAt` says, in brief. */
export function briefAt(
  facts: UnitFacts,
  at: Instant,
  { isNow = false }: { readonly isNow?: boolean } = {},
): Brief {
  const prepared = prepare(facts);
  const verdict = verdictAt(prepared, at);
  return {
    answer: verdict.answer,
    holdsUntil: nextEdge(prepared, at, { roll: verdict.roll, isNow }),
    tier: tierAt(facts, at),
    unmet: wanting(verdict, "block"),
  };
}

function tierAt({ unit }: UnitFacts, at: Instant): UnitTier | null {
  return unit.profiles.find(({ during }) => holds(during, at))?.tier ?? null;
}

function ruleAnswer(verdict: RuleVerdict, reasons: readonly Reason[]): RuleAnswer {
  const { id, title, severity, presence } = verdict.placed.rule;
  const { answer, metBy } = verdict;
  const required = requiredOf(verdict);
  const ruleSet = verdict.placed.set.id;
  return { id, title, severity, presence, ruleSet, answer, required, metBy, reasons };
}

function rosterData(prepared: Prepared, { places }: Roll, at: Instant): RosterData {
  const own = places[0]!;
  const asked = own.absent ? own.place.sources : own.inForce;
  const dated = asked.flatMap((each) => {
    const { staleFrom } = each;
    if (staleFrom === null) return [];
    const maxAgeMs = prepared.facts.settings.maxAgeMs[each.source.kind];
    const rosterReceivedAt = later(staleFrom, -maxAgeMs - 1);
    const staleAfter = Math.min(later(staleFrom, -1), horizon(each, at)) as Instant;
    return [{ rosterReceivedAt, rosterSource: each.source.name, staleAfter }];
  });
  dated.sort((a, b) => a.staleAfter - b.staleAfter || (a.rosterSource < b.rosterSource ? -1 : 1));
  const none = { rosterReceivedAt: null, rosterSource: null, staleAfter: null };
  return dated[0] ?? none;
}

/** Where what is published without a hole from `at` on ends; a pulled feed has no horizon of its own. */
function horizon({ source, stretches }: PreparedSource, at: Instant): number {
  if (source.kind === "pulled") return Number.POSITIVE_INFINITY;
  let end: number = Number.POSITIVE_INFINITY;
  for (const { during } of stretches) {
    if (holds(during, at) || during.start === end) end = during.end;
  }
  return end;
}
