import { releaseOf } from "#app/domain/content.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Weight, weightOf } from "#app/domain/training/assessment/observation.ts";
import { type SelfAssessment, selfAssessmentsOf } from "#db/store/training/assessments.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import {
  observationsOf,
  type RecordedObservation,
} from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";

export type SelfView = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly subject: { readonly code: string; readonly name: string; readonly target: number };
  /** All that assessors said, latest first, and whether each counts. */
  readonly observed: readonly (RecordedObservation & { readonly weight: Weight })[];
  /** How the fellow sees themselves, latest first. It never counts. */
  readonly self: readonly SelfAssessment[];
};

/** One competency or EPA as the fellow sees themselves in it, and as assessors do, side by side. */
export function showSelf(ctx: Context, code: string): Promise<Result<SelfView>> {
  const personId = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship) return refuse("no_such_fellowship");
    const { fellowId, programmeId } = fellowship;
    const release = releaseOf(ctx.content, fellowship.release);
    const subject = subjectOf(release, code);
    if (!subject) return refuse("no_such_competency");
    const { countedAssurance } = await policyOf(tx, ctx.content, programmeId, now);
    const observed = (await observationsOf(tx, fellowId))
      .filter((each) => each.subjectCode === code)
      .map((each) => ({ ...each, weight: weightOf(each, countedAssurance) }));
    const self = (await selfAssessmentsOf(tx, fellowId)).filter(
      (each) => each.subjectCode === code,
    );
    return allow({ fellowship, release, subject, observed, self });
  });
}

function subjectOf(release: Release, code: string): SelfView["subject"] | null {
  const competency = findCompetency(release, code);
  if (competency) return { code, name: competency.name, target: competency.level.value };
  const epa = findEpa(release, code);
  return epa ? { code, name: epa.name, target: epa.targetLevel.value } : null;
}
