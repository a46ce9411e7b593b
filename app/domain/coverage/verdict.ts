import { holds, type Instant } from "../time/interval.ts";
import { type Asked, askedAt } from "./demand.ts";
import type { PersonFacts } from "./facts.ts";
import { type Demand, matchInOrder } from "./matching.ts";
import type { Prepared } from "./prepare.ts";
import { type Kleene, no, qualifications, unknown, words, yes } from "./qualification.ts";
import { holdsAnybody, type Roll, rollAt, standingFor } from "./roll.ts";

export type ThreeValued = (typeof words)[number];

export type RuleVerdict = Asked & {
  readonly answer: ThreeValued | "not-applicable";
  /** Ids of the people who meet it; nobody unless the answer is yes. */
  readonly metBy: readonly string[];
  /** Who is proven to be able to meet it, whether or not others need them: ids in order. */
  readonly proven: readonly string[];
  /** Whether enough people might meet it, were they not needed elsewhere first. */
  readonly isUsedUp: boolean;
};

export type Verdict = {
  readonly roll: Roll;
  readonly rules: readonly RuleVerdict[];
  readonly answer: ThreeValued;
};

/**
 * Judges every rule in force at an instant. It is the only judge: bedside and calendar both ask it.
 *
 * The matching is run twice. Proven people alone, unknown conditions holding, show what is certain; what
 * even every favourable reading leaves unmet is a no. In between nobody knows.
 */
export function verdictAt(prepared: Prepared, at: Instant): Verdict {
  const roll = rollAt(prepared, at);
  const asked = askedAt(prepared, at);
  const rules = new Array<RuleVerdict>(asked.length);
  for (const [i, each] of asked.entries()) {
    if (each.applies === no) {
      rules[i] = { ...each, answer: "not-applicable", metBy: [], proven: [], isUsedUp: false };
    } else if (each.placed.rule.presence === "named") {
      rules[i] = judgeNamed(prepared, each, at);
    }
  }
  const { onSiteRulesPerPerson, onCallRulesPerPerson } = prepared.facts.settings;
  for (const group of ["unit", "guard"] as const) {
    for (const isNear of [true, false]) {
      const open = [...asked.keys()].filter((i) => {
        const { set, rule } = asked[i]!.placed;
        return !rules[i] && set.group === group && (rule.presence === "on_site") === isNear;
      });
      open.sort((a, b) => inOrder(asked[a]!, asked[b]!));
      const capacity = isNear ? onSiteRulesPerPerson : onCallRulesPerPerson;
      const together = open.map((i) => asked[i]!);
      const judged = judgeTogether(roll, together, capacity);
      for (const [n, i] of open.entries()) rules[i] = judged[n]!;
    }
  }
  return { roll, rules, answer: overall(rules) };
}

/** The least of the applicable block rules; where there is none, nobody said what would be enough. */
function overall(rules: readonly RuleVerdict[]): ThreeValued {
  const blocking = rules
    .filter(({ placed, applies }) => placed.rule.severity === "block" && applies !== no)
    .map(({ answer }) => words.indexOf(answer as ThreeValued));
  return blocking.length === 0 ? "unknown" : words[Math.min(...blocking)]!;
}

/** Block rules first; among them those of unknown condition last, lest they take people for nothing. */
function inOrder(a: Asked, b: Asked): number {
  const isWarning = (each: Asked) => (each.placed.rule.severity === "warn" ? 1 : 0);
  return isWarning(a) - isWarning(b) || b.applies - a.applies || a.placed.index - b.placed.index;
}

/** People are asked for by name, not by shift, and are not used up by it. */
function judgeNamed(prepared: Prepared, asked: Asked, at: Instant): RuleVerdict {
  const held = prepared.appointed
    .filter(({ facts }) => facts.appointments.some((post) => isPost(prepared, asked, post, at)))
    .map((person) => ({
      id: person.facts.id,
      counts: qualifications(prepared, person, 0, at)[asked.placed.index],
    }));
  const proven = held.filter(({ counts }) => counts === yes).map(({ id }) => id);
  const possible = held.filter(({ counts }) => counts !== no);
  return verdictOf(asked, {
    certain: proven.length >= asked.min ? proven.slice(0, asked.min) : null,
    isPossible: asked.applies === unknown || possible.length >= asked.min,
    proven,
    isUsedUp: false,
  });
}

export function isPost(
  prepared: Prepared,
  { placed }: Pick<Asked, "placed">,
  post: PersonFacts["appointments"][number],
  at: Instant,
): boolean {
  return (
    post.unitId === prepared.facts.unit.id &&
    post.post === placed.rule.post &&
    holds(post.during, at)
  );
}

function judgeTogether(roll: Roll, asked: readonly Asked[], capacity: number): RuleVerdict[] {
  const { present, places } = roll;
  const sure = asked.map((each) => demandOf(roll, each, yes));
  const certain = matchInOrder(sure, present.length, capacity);
  // When proven people meet everything, every favourable reading does so too.
  const open = certain.includes(null) ? asked.filter((each) => !isGranted(each, places)) : [];
  const hoped = open.map((each) => demandOf(roll, each, unknown));
  const possible = matchInOrder(hoped, present.length, capacity);
  return asked.map((each, i) =>
    verdictOf(each, {
      certain: certain[i]?.map((person) => present[person]!.key) ?? null,
      isPossible: possible[open.indexOf(each)] !== null,
      proven: sure[i]!.candidates.map((person) => present[person]!.key),
      isUsedUp: (hoped[open.indexOf(each)]?.candidates.length ?? 0) >= each.min,
    }),
  );
}

/** Whether a rule is met in the most favourable reading whoever is there: by a condition or a roster unknown. */
function isGranted({ placed, applies }: Asked, places: Roll["places"]): boolean {
  if (applies === unknown) return true;
  return (placed.rule.presence === "remote" ? places : places.slice(0, 1)).some(holdsAnybody);
}

/** Who may meet a rule at least so far, in order of id. */
export function demandOf(
  { present }: Roll,
  { placed, min }: Pick<Asked, "placed" | "min">,
  least: Kleene,
): Demand {
  const candidates: number[] = [];
  for (let i = 0; i < present.length; i++) {
    if (standingFor(present[i]!, placed.index) >= least) candidates.push(i);
  }
  return { candidates, min };
}

function verdictOf(
  asked: Asked,
  run: {
    readonly certain: readonly string[] | null;
    readonly isPossible: boolean;
    readonly proven: readonly string[];
    readonly isUsedUp: boolean;
  },
): RuleVerdict {
  const answer = !run.isPossible ? "no" : run.certain ? "yes" : "unknown";
  const metBy = answer === "yes" && run.certain ? run.certain : [];
  return {
    placed: asked.placed,
    applies: asked.applies,
    min: asked.min,
    answer,
    metBy,
    proven: run.proven,
    isUsedUp: answer === "no" && run.isUsedUp,
  };
}
