import { allow, type Result } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  type CohortPoint,
  type TrajectoryPoint,
  trajectoryOf,
} from "#app/domain/training/trajectory.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import type { Context } from "../../context.server.ts";
import { rememberedCohort } from "./remembered-cohort.server.ts";
import { judgedAs, openDossier } from "./show-progress.server.ts";

export type TrajectoryView = {
  readonly fellowship: Fellowship;
  readonly at: Instant;
  /** The fellow's own, for every complete month of training. */
  readonly points: readonly TrajectoryPoint[];
  readonly cohort: readonly CohortPoint[];
  /** When the cohort's figures were taken; null where they are not known yet. */
  readonly cohortAt: Instant | null;
  /** So many fellows must have come so far before a figure about them is shown. */
  readonly least: number;
  /** How many EPAs the fellow's release has. */
  readonly epas: number;
  /** Months that the release plans. */
  readonly months: number;
};

/**
 * Cases and EPAs by month of training, over the cohort of the programme.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export function showTrajectory(
  ctx: Context,
  fellowshipId: string | null,
): Promise<Result<TrajectoryView>> {
  return openDossier(ctx, fellowshipId, "trajectory", async (view, fellowship) => {
    const judged = await judgedAs(ctx, view, fellowship.fellowId);
    if (!judged.ok) return judged;
    const { evidence, rules, at } = judged.value;
    const cohort = await rememberedCohort(ctx, view.tx, fellowship.programmeId);
    return allow({
      fellowship,
      at,
      points: trajectoryOf(rules, evidence, fellowship, at),
      cohort: cohort?.band ?? [],
      cohortAt: cohort?.at ?? null,
      least: ctx.content.portfolio.suppressUnder.value,
      epas: rules.release.epas.length,
      months: rules.release.programme.durationMonths.value,
    });
  });
}
