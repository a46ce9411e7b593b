import { holds, type Instant } from "../time/interval.ts";
import {
  awaitsReview,
  type CaseEvidence,
  type Evidence,
  isConfirmed,
  type LogRole,
  notEntitled,
  type ObservationEvidence,
  type Rules,
  type StandingEvidence,
} from "./evidence.ts";
import { countedAssurance } from "./portfolio-policy.ts";
import { type IdOrder, idOrder, idsOf } from "./requirement-line.ts";
import { windowStart } from "./working-time.ts";

/** What happened by an instant, sorted once, so that judging every requirement stays linear. */
export type Dossier = {
  readonly at: Instant;
  readonly rules: Rules;
  readonly weightOf: ReadonlyMap<LogRole, number>;
  /** Cases after this are recent. Leave and part-time move it back: see `windowStart`. */
  readonly since: Instant;
  /**
   * Confirmed cases in which the fellow's part has any weight, by competency and EPA, sorted by id; one
   * case may feed several.
   */
  readonly cases: ReadonlyMap<string, readonly CaseEvidence[]>;
  /** Cases with an open review by competency, whether confirmed yet or not. */
  readonly open: ReadonlyMap<string, readonly CaseEvidence[]>;
  /**
   * Those that count, by competency or EPA, latest first; ties by id, so that order of arrival means
   * nothing. What does not count is not among the latest ones either.
   */
  readonly observations: ReadonlyMap<string, readonly ObservationEvidence[]>;
  readonly order: IdOrder;
  readonly evidence: Evidence;
};

/** Sorts evidence for judgement at an instant; what happened later is left out. */
export function dossierOf(rules: Rules, evidence: Evidence, at: Instant): Dossier {
  const { catalogue, requirements } = rules.release;
  const feeds = new Map(catalogue.activities.map((a) => [a.code, [...a.competencies, ...a.epas]]));
  const fed = new Map(catalogue.activities.map((a) => [a.code, a.competencies]));
  const weightOf = new Map(rules.logRoles.map((each) => [each.code, each.weight.value]));
  const order = orderOf(evidence);
  const happened = inOrder(evidence.cases, order).filter((each) => each.performedAt <= at);
  const own = happened.filter((each) => (weightOf.get(each.role) ?? 0) > 0 && isConfirmed(each));
  const latestFirst = evidence.observations
    .filter((each) => each.observedAt <= at && whyNotCounted(evidence, each, at) === null)
    .sort((a, b) => b.observedAt - a.observedAt || (a.id < b.id ? 1 : -1));
  return {
    at,
    rules,
    weightOf,
    since: windowStart(at, requirements.recencyWindowMonths.value, evidence.workingTime),
    cases: grouped(own, (each) => feeds.get(each.activity) ?? none),
    open: grouped(happened.filter(awaitsReview), (each) => fed.get(each.activity) ?? none),
    observations: grouped(latestFirst, (each) => [each.subjectCode]),
    order,
    evidence,
  };
}

/** The same with one more case, as if its supervisor had confirmed it already. */
export function withCase(dossier: Dossier, entry: CaseEvidence): Dossier {
  const { catalogue } = dossier.rules.release;
  const activity = catalogue.activities.find((each) => each.code === entry.activity);
  if (weightIn(dossier, entry) === 0) return dossier;
  const cases = new Map(dossier.cases);
  for (const key of activity ? [...activity.competencies, ...activity.epas] : none) {
    cases.set(key, [...(cases.get(key) ?? []), entry]);
  }
  return { ...dossier, cases };
}

/**
 * Why an observation is kept and shown but not counted: nothing entitled the assessor on that date, or the
 * programme does not count the way in which they were identified. Null where it counts.
 */
export function whyNotCounted(
  { countedAssurance: rules }: Pick<Evidence, "countedAssurance">,
  { entitlement, assurance }: Pick<ObservationEvidence, "entitlement" | "assurance">,
  at: Instant,
): "not_entitled" | "assurance_not_counted" | null {
  if (entitlement === notEntitled) return "not_entitled";
  return countedAssurance(rules, at).includes(assurance) ? null : "assurance_not_counted";
}

/** How much of a case the fellow's role makes their own. */
export function weightIn({ weightOf }: Dossier, { role }: Pick<CaseEvidence, "role">): number {
  return weightOf.get(role) ?? 0;
}

/** Those of a code that count at the dossier's instant. */
export function countingAt(
  held: readonly StandingEvidence[],
  code: string,
  at: Instant,
): StandingEvidence[] {
  return held.filter((each) => each.code === code && each.counts.some((c) => holds(c, at)));
}

const none: readonly string[] = [];

/** The same evidence is judged at many instants, and its ids are the same at each. */
const orders = new WeakMap<Evidence, IdOrder>();

function orderOf(evidence: Evidence): IdOrder {
  const order = orders.get(evidence) ?? idOrder(everyIdIn(evidence));
  orders.set(evidence, order);
  return order;
}

function everyIdIn({ cases, observations, records, fellowships, ...held }: Evidence): string[] {
  const { credentials, externals, entrustments } = held;
  const besides = [...records, ...fellowships, ...credentials, ...externals, ...entrustments];
  return idsOf([...cases, ...observations, ...besides]);
}

/** By id. Each goes to its place, which costs less than to sort them again. */
function inOrder<T extends { readonly id: string }>(
  items: readonly T[],
  { ids, placeOf }: IdOrder,
) {
  const places = new Array<T | undefined>(ids.length);
  for (const each of items) places[placeOf.get(each.id) ?? -1] = each;
  return places.filter((each) => each !== undefined);
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
