import { findActivity } from "../curriculum/release.ts";
import type { Competency, CredentialDefinition } from "../curriculum/schema.ts";
import type { Instant, Interval } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import type { LogRole, Rules } from "../training/evidence.ts";

/** A case of a holder: one logged for maintenance, or one of their own log as a fellow. */
export type MaintenanceCase = {
  readonly id: string;
  readonly activity: string;
  readonly role: LogRole;
  readonly performedAt: Instant;
  readonly simulated: boolean;
  /** Done beside somebody who watched, to restore what had lapsed. */
  readonly proctored: boolean;
  readonly confirmerId: string | null;
  /** Null while it waits for its confirmer. */
  readonly outcome: "confirmed" | "declined" | null;
};

/** How far one competency of a credential is kept up, over a window that ends now. */
export type MaintenanceLine = {
  readonly competency: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
  readonly months: number;
  readonly since: Instant;
  /** Simulated cases among `have`, and how many may be. */
  readonly simulated: number;
  readonly simulatedMax: number;
  /** Cases in the window that nobody confirmed yet; they do not count. */
  readonly waiting: number;
  /** Ids of the cases that count. */
  readonly evidence: readonly string[];
  /** Half of the period is over and less than half of the cases are there. */
  readonly behind: boolean;
};

/**
 * What maintenance of a credential asks for and how far confirmed cases go, competency by competency.
 *
 * Cases are weighted by role as in the log. The window rolls: it ends at `at` and is as long as the
 * competency's period. Simulated cases count up to the release's figure; without one, none does.
 *
 * @param validity  Periods are counted back from its end, so that the last one ends with it.
 * @source the release's competencies.yaml#maintenance
 */
export function maintenanceOf(
  rules: Rules,
  definition: Pick<CredentialDefinition, "competencies">,
  cases: readonly MaintenanceCase[],
  { at, validity }: { readonly at: Instant; readonly validity: Interval },
): MaintenanceLine[] {
  return rules.release.competencies
    .filter((each) => definition.competencies.includes(each.code))
    .filter((each) => each.maintenance.cases.value > 0)
    .map((competency) =>
      lineOf(rules, competency, feeding(rules, competency, cases), at, validity),
    );
}

/** The cases whose activity feeds a competency. */
export function feeding(
  { release }: Rules,
  { code }: Pick<Competency, "code">,
  cases: readonly MaintenanceCase[],
): MaintenanceCase[] {
  return cases.filter((each) => findActivity(release, each.activity)?.competencies.includes(code));
}

function lineOf(
  rules: Rules,
  competency: Competency,
  cases: readonly MaintenanceCase[],
  at: Instant,
  validity: Interval,
): MaintenanceLine {
  const { maintenance, code } = competency;
  const months = maintenance.perMonths.value;
  const need = maintenance.cases.value;
  const since = addMonths(at, -months);
  const simulatedMax = maintenance.simulatedMax?.value ?? 0;
  const within = cases.filter((each) => each.performedAt > since && each.performedAt <= at);
  const counted = countedOf(rules, within, simulatedMax);
  const have = weigh(rules, counted);
  const period = periodAt(validity, months, at);
  const soFar = period
    ? countedOf(
        rules,
        within.filter((each) => each.performedAt >= period.start),
        simulatedMax,
      )
    : [];
  return {
    competency: code,
    have,
    need,
    met: have >= need,
    months,
    since,
    simulated: counted.filter((each) => each.simulated).length,
    simulatedMax,
    waiting: within.filter((each) => each.outcome === null).length,
    evidence: counted.map((each) => each.id),
    behind: period !== null && isHalfOver(period, at) && weigh(rules, soFar) < need / 2,
  };
}

/** Confirmed cases that weigh anything: all real ones, and the latest simulated ones up to the cap. */
function countedOf(rules: Rules, cases: readonly MaintenanceCase[], simulatedMax: number) {
  const good = cases.filter(
    (each) => each.outcome === "confirmed" && weightOf(rules, each.role) > 0,
  );
  const simulated = good
    .filter((each) => each.simulated)
    .sort((a, b) => b.performedAt - a.performedAt || (a.id < b.id ? -1 : 1));
  const over = new Set(simulated.slice(simulatedMax));
  return good.filter((each) => !over.has(each));
}

function weigh(rules: Rules, cases: readonly MaintenanceCase[]): number {
  return cases.reduce((sum, each) => sum + weightOf(rules, each.role), 0);
}

function weightOf({ logRoles }: Rules, role: LogRole): number {
  return logRoles.find((each) => each.code === role)?.weight.value ?? 0;
}

/** The period that holds an instant, counted back from the end of validity; null outside validity. */
export function periodAt(validity: Interval, months: number, at: Instant): Interval | null {
  if (at < validity.start || at >= validity.end || !Number.isFinite(validity.end)) return null;
  for (let back = 1; ; back++) {
    const start = addMonths(validity.end, -back * months);
    if (start <= at) return { start, end: addMonths(validity.end, -(back - 1) * months) };
  }
}

function isHalfOver(period: Interval, at: Instant): boolean {
  return at - period.start >= period.end - at;
}
