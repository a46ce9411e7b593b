import { later } from "../time/instant.ts";
import { holds, type Instant } from "../time/interval.ts";
import type { UnitFacts, UnitState } from "./facts.ts";
import type { Hours } from "./local-clock.ts";
import type { PlacedRule } from "./placed-rule.ts";
import type { Prepared } from "./prepare.ts";
import { type Kleene, no, unknown, yes } from "./qualification.ts";
import type { countNames, StaffingRule } from "./rule.ts";

/** A rule in force at an instant: whether it applies, and for how many people. */
export type Asked = {
  readonly placed: PlacedRule;
  readonly applies: Kleene;
  /** Infinity where the count that it is worked out from is unknown: nobody can prove to be enough. */
  readonly min: number;
};

/** The service that brings the guard, whatever the unit's tier. */
const guardedService = "va_ecmo_service";

/** The rules in force at an instant, in content order; those that do not apply then are among them. */
export function askedAt(prepared: Prepared, at: Instant): Asked[] {
  const { facts } = prepared;
  const services =
    facts.unit.profiles.find((each) => holds(each.during, at))?.services ?? new Set();
  const hours = prepared.clock.hoursAt(at);
  return prepared.rules
    .filter(({ set }) => holds(set.during, at))
    .filter(({ set }) => set.group !== "guard" || services.has(guardedService))
    .map((placed) => {
      const min = peopleNeeded(facts, placed.rule, at);
      const applies = Math.min(
        inWindow(prepared, placed.rule, hours),
        conditionAt(facts, placed.rule, services, at),
        min === null ? unknown : min > 0 ? yes : no,
      ) as Kleene;
      return { placed, applies, min: min ?? Number.POSITIVE_INFINITY };
    });
}

/** A unit that set no service hours has not said when the rule applies. */
function inWindow({ clock }: Prepared, { window }: StaffingRule, hours: Hours): Kleene {
  if (window === "24x7") return yes;
  const open = clock.isOpen(window, hours);
  return open === null ? unknown : open ? yes : no;
}

function conditionAt(
  facts: UnitFacts,
  { when }: StaffingRule,
  services: ReadonlySet<string>,
  at: Instant,
): Kleene {
  if (!when) return yes;
  if ("service" in when) return services.has(when.service) ? yes : no;
  const count = countAt(facts, when.count, at);
  return count === null ? unknown : count > when.above ? yes : no;
}

function peopleNeeded(facts: UnitFacts, rule: StaffingRule, at: Instant): number | null {
  if (!rule.minFormula) return rule.min?.value ?? 1;
  const count = countAt(facts, rule.minFormula.count, at);
  return count === null ? null : Math.ceil(count / rule.minFormula.per.value);
}

/** A count as the unit last reported it, or null where it never did or the report has run out. */
function countAt(facts: UnitFacts, name: (typeof countNames)[number], at: Instant): number | null {
  const reports = reportsOf(facts.states, name);
  let [low, high] = [0, reports.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reports[middle]!.recordedAt <= at) low = middle + 1;
    else high = middle;
  }
  const latest = reports[low - 1];
  return latest && at < stateEnd(facts, latest) ? (latest.counts[name] ?? null) : null;
}

type Reports = Partial<Record<(typeof countNames)[number], readonly UnitState[]>>;
const known = new WeakMap<UnitFacts["states"], Reports>();

/** Reports that name a count, in order of recording. */
function reportsOf(states: UnitFacts["states"], name: (typeof countNames)[number]) {
  const before = known.get(states) ?? {};
  if (before[name]) return before[name];
  const found = states
    .filter(({ counts }) => counts[name] !== undefined)
    .sort((a, b) => a.recordedAt - b.recordedAt);
  known.set(states, { ...before, [name]: found });
  return found;
}

/** A report holds until its own end or the greatest age, whichever is earlier. */
export function stateEnd({ settings }: UnitFacts, state: UnitState): Instant {
  return Math.min(state.validUntil, later(state.recordedAt, settings.maxAgeMs.state)) as Instant;
}
