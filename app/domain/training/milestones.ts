import type { Release } from "../curriculum/schema.ts";
import { holds, type Instant, type Interval } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import { whyNotCounted } from "./dossier.ts";
import type { Evidence } from "./evidence.ts";
import { quantile } from "./trajectory.ts";

/** One domain in one half-year. */
export type Milestone = {
  readonly during: Interval;
  /** Of the observations that count; null without any. */
  readonly observed: number | null;
  readonly observations: number;
  /** The median level entrusted at the end of it, over the domain's EPAs that a committee decided. */
  readonly committee: number | null;
};

export type DomainMilestones = {
  readonly domain: string;
  readonly name: string;
  readonly halfYears: readonly Milestone[];
};

/**
 * The level of each domain, half-year by half-year: the median that assessors observed beside what a
 * committee entrusted. An EPA speaks for every domain of the competencies that it uses.
 *
 * @param at  Which identity evidence counts is asked about this instant; it ends the last half-year.
 */
export function milestonesOf(
  release: Release,
  evidence: Evidence,
  halfYears: readonly Interval[],
  at: Instant,
): DomainMilestones[] {
  const domainsOf = domainsBySubject(release);
  const counted = evidence.observations.filter(
    (each) => each.tool !== "EXAM" && whyNotCounted(evidence, each, at) === null,
  );
  return release.domains.map(({ code, name }) => {
    const observed = counted.filter((each) => domainsOf.get(each.subjectCode)?.has(code));
    const entrusted = evidence.entrustments.filter((each) => domainsOf.get(each.epa)?.has(code));
    const cells = halfYears.map((during): Milestone => {
      const end = Math.min(during.end - 1, at) as Instant;
      const levels = observed
        .filter((each) => holds(during, each.observedAt) && each.observedAt <= at)
        .map((each) => each.level);
      const decided = entrusted.filter((each) => holds(each.during, end));
      return {
        during,
        observed: medianOf(levels),
        observations: levels.length,
        committee: medianOf(decided.map((each) => each.level)),
      };
    });
    return { domain: code, name, halfYears: cells };
  });
}

/**
 * The half-years of a fellowship that have begun by an instant, from its first day on: by the calendar, as
 * committees meet, whatever was worked.
 *
 * @source the release's requirements.yaml#committeeReviewMonths
 */
export function halfYearsOf({ requirements }: Release, during: Interval, at: Instant): Interval[] {
  const months = requirements.committeeReviewMonths.value;
  const until = Math.min(during.end, at + 1);
  const halves: Interval[] = [];
  for (let i = 0; addMonths(during.start, i * months) < until; i++) {
    const start = addMonths(during.start, i * months);
    const end = Math.min(addMonths(during.start, (i + 1) * months), during.end) as Instant;
    halves.push({ start, end });
  }
  return halves;
}

function domainsBySubject({
  competencies,
  epas,
}: Release): ReadonlyMap<string, ReadonlySet<string>> {
  const domainOf = new Map(competencies.map((each) => [each.code, each.domain]));
  return new Map([
    ...competencies.map((each) => [each.code, new Set([each.domain])] as const),
    ...epas.map(
      ({ code, uses }) => [code, new Set(uses.map((c) => domainOf.get(c) ?? ""))] as const,
    ),
  ]);
}

function medianOf(levels: readonly number[]): number | null {
  return levels.length === 0 ? null : quantile(levels, 0.5);
}
