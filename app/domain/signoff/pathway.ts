import { competency as competencyOf } from "../curriculum/release.ts";
import type { CredentialDefinition, Release } from "../curriculum/schema.ts";
import type { Instant } from "../time/instant.ts";
import { addMonths } from "../time/wall-time.ts";

export type PathwayObservation = {
  readonly id: string;
  readonly assessorName: string;
  readonly institution: string;
  readonly competency: string;
  readonly level: number;
  readonly observedAt: Instant;
};

/** What a senior person shows instead of a fellowship. */
export type PathwayEvidence = {
  readonly practiceYears: number;
  readonly caseCounts: readonly { readonly competency: string; readonly cases: number }[];
  readonly observations: readonly PathwayObservation[];
  readonly unitHead: string;
  readonly unitHeadLetterAt: Instant;
  /** Required credentials and outside credentials that count for the person now, by code. */
  readonly held: readonly string[];
};

export type PathwayLine = {
  readonly id: string;
  readonly kind:
    | "practice_years"
    | "cases"
    | "observations"
    | "outside_assessors"
    | "unit_head_letter"
    | "held";
  readonly title: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
};

/**
 * What the practice pathway asks for one credential, and how far the evidence goes.
 *
 * Cases: a multiple of what maintenance asks of each competency. Observations: only those of the
 * credential's own competencies, at the competency's level or above, and none in the future. Whatever
 * the credential requires of its holder must be held here as well.
 *
 * @source the release's requirements.yaml#practicePathway
 */
export function pathwayLines(
  release: Release,
  definition: CredentialDefinition,
  evidence: PathwayEvidence,
  now: Instant,
): PathwayLine[] {
  const asked = release.requirements.practicePathway;
  const good = evidence.observations.filter((each) => counts(release, definition, each, now));
  const assessors = new Set(good.map((each) => each.assessorName.trim().toLowerCase()));
  const letter = evidence.unitHead.trim() !== "" && evidence.unitHeadLetterAt <= now ? 1 : 0;
  return [
    line("practice_years", "Years of practice", evidence.practiceYears, asked.practiceYears.value),
    ...definition.competencies.map((code) => caseLine(release, evidence, code)),
    line("observations", "Direct observations", good.length, asked.observations.value),
    line("outside_assessors", "Outside assessors", assessors.size, asked.externalAssessors.value),
    line("unit_head_letter", "Letter of the head of the unit", letter, 1),
    ...heldLines(definition, evidence.held),
  ];
}

/** Whether an application made at `appliedAt` lies in the window that began at `launchedAt`. */
export function pathwayOpen(release: Release, launchedAt: Instant, appliedAt: Instant): boolean {
  return appliedAt < pathwayClosesAt(release, launchedAt);
}

export function pathwayClosesAt(release: Release, launchedAt: Instant): Instant {
  const { windowMonthsFromLaunch } = release.requirements.practicePathway;
  return addMonths(launchedAt, windowMonthsFromLaunch.value);
}

/** What each competency's case list must reach, for showing it before anybody counts. */
export function casesAsked(release: Release, code: string): number {
  const { maintenance } = competencyOf(release, code);
  return Math.ceil(
    maintenance.cases.value * release.requirements.practicePathway.maintenanceMultiple.value,
  );
}

function counts(
  release: Release,
  definition: CredentialDefinition,
  { competency, level, observedAt }: PathwayObservation,
  now: Instant,
): boolean {
  if (!definition.competencies.includes(competency) || observedAt > now) return false;
  return level >= competencyOf(release, competency).level.value;
}

function caseLine(release: Release, evidence: PathwayEvidence, code: string): PathwayLine {
  const have = evidence.caseCounts.find((each) => each.competency === code)?.cases ?? 0;
  const { name } = competencyOf(release, code);
  return line("cases", `Cases: ${name}`, have, casesAsked(release, code), code);
}

function heldLines(definition: CredentialDefinition, held: readonly string[]): PathwayLine[] {
  const one = (code: string) => line("held", code, held.includes(code) ? 1 : 0, 1, code);
  const any = definition.requiresAny;
  const anyHeld = any.some((code) => held.includes(code)) ? 1 : 0;
  return [
    ...[...definition.requires, ...definition.base].map(one),
    ...(any.length > 0 ? [line("held", `One of ${any.join(", ")}`, anyHeld, 1, "any")] : []),
  ];
}

function line(
  kind: PathwayLine["kind"],
  title: string,
  have: number,
  need: number,
  of?: string,
): PathwayLine {
  return { id: of ? `${kind}:${of}` : kind, kind, title, have, need, met: have >= need };
}
