import { findCompetency, findEpa } from "../curriculum/release.ts";
import type { Dossier } from "./dossier.ts";
import type { CaseEvidence } from "./evidence.ts";
import type { ContextTarget } from "./portfolio-policy.ts";
import { idsOf } from "./requirement-line.ts";

/** How far a log is towards one target of its programme; it gates nothing. */
export type ContextProgress = {
  readonly subject: string;
  /** The curriculum's names. */
  readonly name: string;
  readonly context: string;
  readonly contextName: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
  readonly missing: number;
  /** Ids of the cases that were counted, sorted. */
  readonly evidence: readonly string[];
};

/**
 * How far each target by context is: confirmed real cases in it, each counted as one, in which the
 * fellow's part has any weight. Targets about what the release lacks are left out, since a programme may
 * have set them for another one.
 */
export function contextProgress(
  dossier: Dossier,
  targets: readonly ContextTarget[],
): ContextProgress[] {
  const { release } = dossier.rules;
  return targets.flatMap(({ subject, context, min }) => {
    const about = findCompetency(release, subject) ?? findEpa(release, subject);
    const place = release.catalogue.contexts.find((each) => each.code === context);
    if (!about || !place) return [];
    const cases = (dossier.cases.get(subject) ?? []).filter((each) => isIn(each, context));
    const have = cases.length;
    return {
      subject,
      name: about.name,
      context,
      contextName: place.name,
      have,
      need: min,
      met: have >= min,
      missing: Math.max(0, min - have),
      evidence: idsOf(cases).sort(),
    };
  });
}

/** Whether a real case was in this context; night and weekend are what the time of the case says. */
function isIn({ simulated, atNight, onWeekend, contexts }: CaseEvidence, context: string): boolean {
  if (simulated) return false;
  if (context === "night") return atNight;
  return context === "weekend" ? onWeekend : contexts.includes(context);
}
