import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { fateOf, type ObservationFate } from "#db/store/training/assessments.server.ts";
import { type Fellowship, findFellowship } from "#db/store/training/fellowships.server.ts";
import {
  findObservation,
  type RecordedObservation,
} from "#db/store/training/observations.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";

export type GivenView = ObservationFate & {
  readonly observation: RecordedObservation;
  readonly fellowship: Fellowship;
  readonly release: Release;
};

/** An observation as the one who gave it can put it right; for everybody else there is none. */
export function showGiven(ctx: Context, observationId: string): Promise<Result<GivenView>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx }) => {
    const observation = await findObservation(tx, observationId);
    if (!observation || observation.assessorId !== ctx.actor.id) {
      return refuse("no_such_observation");
    }
    const fellowship = await findFellowship(tx, observation.fellowshipId);
    if (!fellowship) return refuse("no_such_observation");
    const release = releaseOf(ctx.content, fellowship.release);
    return allow({ ...(await fateOf(tx, observationId)), observation, fellowship, release });
  });
}
