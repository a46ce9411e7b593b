import type { Competency } from "../curriculum/schema.ts";
import type { Dossier } from "./dossier.ts";
import type { ObservationEvidence } from "./evidence.ts";
import { idsOf, lineFor, type RequirementLine } from "./requirement-line.ts";

/**
 * What observers saw of one competency. The latest ones count, not the best: as many as are required are
 * taken, and every one of them must be at the level, from enough assessors, none with too large a share.
 * Multi-source feedback is one round with enough raters. Examinations and audits are records of their own
 * and no observations: nobody judged a level in them. An audit that an assessor judged is one.
 */
export function observationLines(dossier: Dossier, competency: Competency): RequirementLine[] {
  const need = competency.observations.value;
  if (need === 0) return [];
  const all = dossier.observations.get(competency.code) ?? [];
  const latest = all.filter((each) => ofKind(competency, each)).slice(0, need);
  const good = latest.filter((each) => each.level >= competency.level.value);
  const observations = latestLine(latest, need, competency.level.value);
  if (competency.multiSourceFeedback) return [observations, ratersLine(competency, good)];
  const assessors = lineFor({
    kind: "assessors",
    have: new Set(good.map((each) => each.assessorId)).size,
    need: assessorsNeeded(dossier, competency),
    evidence: idsOf(good),
  });
  return need === 1
    ? [observations, assessors]
    : [observations, assessors, shareLine(dossier, need, latest)];
}

/**
 * How many of the latest are at the level. What is missing is how many more at the level it takes until
 * all of the latest are: one that was below must be followed by as many as are required.
 */
function latestLine(latest: readonly ObservationEvidence[], need: number, level: number) {
  const good = latest.filter((each) => each.level >= level);
  const evidence = idsOf(latest);
  const line = lineFor({ kind: "observations", have: good.length, need, evidence, level });
  if (line.met) return line;
  const low = latest.findIndex((each) => each.level < level);
  const count = need - (low < 0 ? latest.length : low);
  return { ...line, missing: [{ what: "observations" as const, count, level }] };
}

function ofKind({ multiSourceFeedback }: Competency, { tool }: ObservationEvidence): boolean {
  return multiSourceFeedback ? tool === "MSF" : tool !== "MSF" && tool !== "EXAM";
}

/** Rounds are never added up: the largest one counts. */
function ratersLine({ assessors }: Competency, rounds: readonly ObservationEvidence[]) {
  const have = rounds.reduce((most, each) => Math.max(most, each.raters ?? 0), 0);
  return lineFor({ kind: "raters", have, need: assessors.value, evidence: idsOf(rounds) });
}

function assessorsNeeded({ rules }: Dossier, { assessors, lifeThreatening }: Competency): number {
  const least = lifeThreatening ? rules.release.requirements.lifeThreateningAssessors.value : 0;
  return Math.max(assessors.value, least);
}

/**
 * The most that one assessor gave, which may be no more than the share of those required, rounded up.
 * What is missing is how many more by others it takes until enough of theirs are no longer the latest.
 */
function shareLine(
  { rules }: Dossier,
  required: number,
  latest: readonly ObservationEvidence[],
): RequirementLine {
  const limit = Math.ceil(required * rules.release.requirements.assessorShare.value);
  const most = mostByOne(latest);
  const evidence = idsOf(latest);
  const base = lineFor({ kind: "assessor_share", have: most, need: limit, evidence });
  if (most <= limit) return { ...base, met: true, missing: [] };
  let count = 1;
  while (mostByOne(latest.slice(0, required - count)) > limit) count++;
  return { ...base, met: false, missing: [{ what: "assessor_share", count }] };
}

function mostByOne(observations: readonly ObservationEvidence[]): number {
  const given = new Map<string, number>();
  for (const { assessorId } of observations)
    given.set(assessorId, (given.get(assessorId) ?? 0) + 1);
  return Math.max(0, ...given.values());
}
