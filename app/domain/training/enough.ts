import { findCompetency, findEpa } from "../curriculum/release.ts";
import type { Dossier } from "./dossier.ts";
import { epaProgress } from "./epa.ts";
import type { ObservationEvidence } from "./evidence.ts";
import { observationLines } from "./observed.ts";
import type { Portfolio } from "./portfolio-policy.ts";

/** Whether asking for more observations of a subject would tell anything new. */
export type Enough = {
  readonly subject: string;
  readonly isEnough: boolean;
  /** What the release requires of observations and assessors is there. */
  readonly isMet: boolean;
  /** The latest ones are at the level and lie no further apart than they may. */
  readonly agrees: boolean;
  /** How many observations count, by how many assessors. */
  readonly observed: number;
  readonly assessors: number;
};

/**
 * Whether a subject has been observed enough: what the release requires is met, and the latest
 * observations agree: so many by so many assessors as make a judgement reliable, or as the release
 * requires where it requires fewer. It is a mark that spares people a request; it gates nothing.
 *
 * @param subject  A competency or an EPA; one that the release does not observe is never enough.
 * @source content/standards/portfolio.yaml#enoughEvidence
 */
export function enoughEvidence(
  dossier: Dossier,
  figures: Portfolio["enoughEvidence"],
  subject: string,
): Enough {
  const asked = askedOf(dossier, subject);
  const all = (dossier.observations.get(subject) ?? []).filter((each) => each.tool !== "EXAM");
  const latest = all.slice(0, Math.min(figures.observations.value, asked.observations));
  const levels = latest.map((each) => each.level);
  const spread = Math.max(...levels) - Math.min(...levels);
  const by = assessorsIn(latest);
  const agrees =
    levels.length > 0 &&
    levels.every((each) => each >= asked.level) &&
    spread <= figures.spread.value &&
    by >= Math.min(figures.assessors.value, asked.assessors);
  return {
    subject,
    isEnough: asked.isMet && agrees,
    isMet: asked.isMet,
    agrees,
    observed: all.length,
    assessors: assessorsIn(all),
  };
}

/** What the release asks for. Raters of a round of feedback are no assessors of it: one wrote it down. */
function askedOf(dossier: Dossier, subject: string) {
  const { release } = dossier.rules;
  const epa = findEpa(release, subject);
  if (epa) {
    return {
      observations: epa.ratings.value,
      assessors: epa.supervisors.value,
      level: epa.targetLevel.value,
      isMet: epaProgress(dossier, subject).status === "met",
    };
  }
  const competency = findCompetency(release, subject);
  const lines = competency ? observationLines(dossier, competency) : [];
  return {
    observations: competency?.observations.value ?? 0,
    assessors: lines.find((each) => each.kind === "assessors")?.need ?? 1,
    level: competency?.level.value ?? 0,
    isMet: lines.length > 0 && lines.every((each) => each.met),
  };
}

function assessorsIn(observations: readonly ObservationEvidence[]): number {
  return new Set(observations.map((each) => each.assessorId)).size;
}
