import { epa as epaOf } from "../curriculum/release.ts";
import type { Dossier } from "./dossier.ts";
import { idsOf, lineFor, type Missing, type RequirementLine } from "./requirement-line.ts";

export type EpaProgress = {
  readonly code: string;
  readonly name: string;
  readonly status: "met" | "in_progress";
  readonly targetLevel: number;
  /** The level last observed, whether it reached the target or not; null before any. */
  readonly latestLevel: number | null;
  readonly lines: readonly RequirementLine[];
  readonly missing: readonly Missing[];
};

/**
 * Whether an EPA has been observed at its target level often enough and by enough supervisors. It is never
 * blocked: a complication under review holds up the competencies of its procedure, and by them every
 * credential that asks for them, while an EPA rests on observations alone.
 *
 * @throws RangeError for a code that the release lacks.
 * @source the release's epas.yaml
 */
export function epaProgress(dossier: Dossier, code: string): EpaProgress {
  const epa = epaOf(dossier.rules.release, code);
  const level = epa.targetLevel.value;
  const all = (dossier.observations.get(code) ?? []).filter((each) => each.tool !== "EXAM");
  const good = all.filter((each) => each.level >= level);
  const evidence = idsOf(good);
  const supervisors = new Set(good.map((each) => each.assessorId)).size;
  const lines = [
    lineFor({ kind: "epa_ratings", have: good.length, need: epa.ratings.value, evidence, level }),
    lineFor({ kind: "epa_supervisors", have: supervisors, need: epa.supervisors.value, evidence }),
  ];
  const missing = lines.flatMap((each) => each.missing);
  return {
    code,
    name: epa.name,
    status: missing.length === 0 ? "met" : "in_progress",
    targetLevel: level,
    latestLevel: all[0]?.level ?? null,
    lines,
    missing,
  };
}
