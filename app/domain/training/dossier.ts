import type { Instant } from "../time/instant.ts";
import { holds } from "../time/interval.ts";
import {
  awaitsReview,
  type CaseEvidence,
  type Evidence,
  isConfirmed,
  type LogRole,
  type ObservationEvidence,
  type Rules,
  type StandingEvidence,
} from "./evidence.ts";

/** What happened by an instant, sorted once, so that judging every requirement stays linear. */
export type Dossier = {
  readonly at: Instant;
  readonly rules: Rules;
  readonly weightOf: ReadonlyMap<LogRole, number>;
  /** Confirmed cases by competency; one case may feed several. */
  readonly cases: ReadonlyMap<string, readonly CaseEvidence[]>;
  /** Cases with an open review by competency, whether confirmed yet or not. */
  readonly open: ReadonlyMap<string, readonly CaseEvidence[]>;
  /** By competency or EPA, latest first; ties by id, so that order of arrival means nothing. */
  readonly observations: ReadonlyMap<string, readonly ObservationEvidence[]>;
  readonly evidence: Evidence;
};

/** Sorts evidence for judgement at an instant; what happened later is left out. */
export function dossierOf(rules: Rules, evidence: Evidence, at: Instant): Dossier {
  const feeds = new Map(rules.release.catalogue.activities.map((a) => [a.code, a.competencies]));
  const happened = evidence.cases.filter((each) => each.performedAt <= at);
  const byCompetency = (cases: readonly CaseEvidence[]) =>
    grouped(cases, (each) => feeds.get(each.activity) ?? []);
  const observed = evidence.observations.filter((each) => each.observedAt <= at);
  const latestFirst = [...observed].sort(
    (a, b) => b.observedAt - a.observedAt || (a.id < b.id ? 1 : -1),
  );
  return {
    at,
    rules,
    weightOf: new Map(rules.logRoles.map((each) => [each.code, each.weight.value])),
    cases: byCompetency(happened.filter(isConfirmed)),
    open: byCompetency(happened.filter(awaitsReview)),
    observations: grouped(latestFirst, (each) => [each.subjectCode]),
    evidence,
  };
}

/** Those of a code that count at the dossier's instant. */
export function countingAt(
  held: readonly StandingEvidence[],
  code: string,
  at: Instant,
): StandingEvidence[] {
  return held.filter((each) => each.code === code && each.counts.some((c) => holds(c, at)));
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
