import type { Epa } from "../curriculum/schema.ts";
import type { Instant } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import { type Dossier, dossierOf, weightIn } from "./dossier.ts";
import { type Evidence, type FellowshipEvidence, isConfirmed, type Rules } from "./evidence.ts";
import { workedTime, workedUntil } from "./working-time.ts";

/** Where a fellow was when a month of training was complete. */
export type TrajectoryPoint = {
  /** 1 for the first month of training. */
  readonly month: number;
  readonly at: Instant;
  /** Real cases so far, confirmed, weighted by role. */
  readonly cases: number;
  /** Share of the release's EPAs with enough observations at the target level, 0 to 1. */
  readonly epas: number;
};

/**
 * Month by month of training, for every month complete by an instant. Months of training are worked
 * months, so that fellows with leave or in part-time are beside those who had trained for as long.
 */
export function trajectoryOf(
  rules: Rules,
  evidence: Evidence,
  { during }: Pick<FellowshipEvidence, "during">,
  at: Instant,
): TrajectoryPoint[] {
  const until = Math.min(at, during.end) as Instant;
  const edges = monthEdges(during.start, until, evidence.workingTime);
  const dossier = dossierOf(rules, evidence, at);
  const cases = evidence.cases
    .filter((each) => !each.simulated && isConfirmed(each))
    .map((each) => ({ at: each.performedAt, by: weightIn(dossier, each) }));
  const reached = rules.release.epas.flatMap((epa) => reachedAt(dossier, epa) ?? []);
  const steps = reached.map((each) => ({ at: each, by: 1 }));
  const [logged, entrusted] = [sumsAt(cases, edges), sumsAt(steps, edges)];
  return edges.map((edge, i) => ({
    month: i + 1,
    at: edge,
    cases: logged[i] ?? 0,
    epas: (entrusted[i] ?? 0) / rules.release.epas.length,
  }));
}

/** The observation with which an EPA had enough of them by enough assessors; null before that. */
function reachedAt({ observations }: Dossier, { code, ...asked }: Epa): Instant | null {
  const by = new Set<string>();
  let count = 0;
  for (const { tool, level, assessorId, observedAt } of observations.get(code)?.toReversed() ??
    []) {
    if (tool === "EXAM" || level < asked.targetLevel.value) continue;
    by.add(assessorId);
    count++;
    if (count >= asked.ratings.value && by.size >= asked.supervisors.value) return observedAt;
  }
  return null;
}

/** When each month of training was complete. */
function monthEdges(start: Instant, until: Instant, workingTime: Evidence["workingTime"]) {
  const worked = workedTime(start, until, workingTime);
  const edges: Instant[] = [];
  for (let month = 1; addMonths(start, month) - start <= worked; month++) {
    edges.push(workedUntil(start, addMonths(start, month) - start, workingTime));
  }
  return edges;
}

/** Of steps in any order: their sum at or before each edge. */
function sumsAt(
  steps: readonly { readonly at: Instant; readonly by: number }[],
  edges: readonly Instant[],
): number[] {
  const sorted = [...steps].sort((a, b) => a.at - b.at);
  let next = 0;
  let sum = 0;
  return edges.map((edge) => {
    for (let step = sorted[next]; step && step.at <= edge; step = sorted[++next]) sum += step.by;
    return sum;
  });
}

export type Quartiles = { readonly low: number; readonly median: number; readonly high: number };

/** A cohort in one month of training; null where too few contribute to show anything. */
export type CohortPoint = {
  readonly month: number;
  readonly fellows: number;
  readonly cases: Quartiles | null;
  readonly epas: Quartiles | null;
};

/**
 * Median and quartiles of a cohort per month of training.
 *
 * @param least  So many fellows must contribute: `suppressUnder` of content/standards/portfolio.yaml.
 */
export function cohortBand(
  trajectories: readonly (readonly TrajectoryPoint[])[],
  least: number,
): CohortPoint[] {
  const months = trajectories.reduce((most, each) => Math.max(most, each.length), 0);
  return Array.from({ length: months }, (_, i) => {
    const points = trajectories.flatMap((each) => each[i] ?? []);
    const band = (of: "cases" | "epas") =>
      points.length < least ? null : quartilesOf(points.map((each) => each[of]));
    return { month: i + 1, fellows: points.length, cases: band("cases"), epas: band("epas") };
  });
}

function quartilesOf(values: readonly number[]): Quartiles {
  return {
    low: quantile(values, 0.25),
    median: quantile(values, 0.5),
    high: quantile(values, 0.75),
  };
}

/** Between the two nearest values in proportion. @param values  At least one. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
