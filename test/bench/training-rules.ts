import { randomUUID } from "node:crypto";
import { loadContent } from "#app/adapters/content.server.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { day, type Instant, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { type Evidence, noEvidence, type Rules, rulesOf } from "#app/domain/training/evidence.ts";
import { progressTowardsAll } from "#app/domain/training/progress.ts";

const rounds = 41;
const [cases, observations] = [2_500, 400];

export type RuleTime = {
  readonly what: string;
  readonly value: number;
  readonly limit: number | null;
};

/**
 * CPU of judging one fellow against the whole curriculum, in milliseconds (median of several): after five
 * years, after half of that log, and twice of it, so that the growth is seen to be linear.
 */
export function trainingRuleTimes(): RuleTime[] {
  const rules = rulesOf(loadContent(), "2026-1");
  const at = instant(Date.UTC(2026, 10, 1));
  const timed = (share: number) => {
    const evidence = aFellow(rules.release, at, cases * share, observations * share);
    return median(Array.from({ length: rounds }, () => once(rules, evidence, at)));
  };
  // the first rounds pay for compiling
  timed(1);
  const [half, one, two] = [timed(0.5), timed(1), timed(2)];
  return [
    { what: `rules, ${cases} cases, ${observations} observations, ms`, value: one, limit: 5 },
    { what: "rules, half of that, ms", value: half, limit: null },
    { what: "rules, twice that, ms", value: two, limit: null },
    { what: "growth when entries double, times", value: two / one, limit: 2.6 },
  ];
}

function once(rules: Rules, evidence: Evidence, at: Instant): number {
  // a new object, so that nothing can be remembered from the round before
  const fresh = { ...evidence, cases: [...evidence.cases] };
  const start = performance.now();
  progressTowardsAll(rules, fresh, at);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Spread evenly over five years and over all that can be logged and observed. */
function aFellow(release: Release, at: Instant, logged: number, observed: number): Evidence {
  const { activities } = release.catalogue;
  const subjects = [...release.competencies, ...release.epas].map((each) => each.code);
  const back = (i: number, of: number) => instant(at - Math.floor((i * 5 * 365 * day) / of) - 1);
  return {
    ...noEvidence,
    fellowships: [
      { id: "f", programmeId: "p", release: release.version, during: interval(addMonths(at, -60)) },
    ],
    workingTime: [
      { during: interval(addMonths(at, -20), addMonths(at, -16)), percent: 0 },
      { during: interval(addMonths(at, -16), addMonths(at, -10)), percent: 50 },
    ],
    cases: Array.from({ length: logged }, (_, i) => aCase(release, i, back(i, logged))),
    observations: Array.from({ length: observed }, (_, i) => ({
      id: randomUUID(),
      subjectCode: subjects[i % subjects.length] ?? "",
      tool: "DOPS",
      level: 3 + (i % 3),
      observedAt: back(i, observed),
      assessorId: `assessor-${i % 9}`,
      raters: null,
      entitlement: "appointment:founding",
      assurance: "account",
      caseId: null,
    })),
  };

  function aCase({ catalogue }: Release, i: number, performedAt: Instant) {
    const activity = activities[i % activities.length];
    return {
      id: randomUUID(),
      activity: activity?.code ?? "",
      role: "supervised_primary",
      setting: catalogue.settings[0]?.code ?? "",
      performedAt,
      datePrecision: "minute",
      provenance: "logged",
      atNight: i % 4 === 0,
      onWeekend: i % 7 === 0,
      supervisorId: "supervisor",
      devices: activity?.devices.slice(0, 1) ?? [],
      access: [],
      contexts: activity?.contexts.slice(0, 2) ?? [],
      simulated: activity?.kind === "simulation",
      scenario: activity?.scenarios[0] ?? null,
      hours: i % 3 === 0 ? 2 : null,
      scaiStage: null,
      complicationGrade: "none",
      complications: [],
      verification: { by: "supervisor", outcome: "confirmed", reason: null },
      reviewOutcome: null,
    } as const;
  }
}
