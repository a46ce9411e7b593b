import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { day, type Instant } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { windowStart } from "#app/domain/training/working-time.ts";
import { type Fellowship, targetOf } from "#db/store/training/fellowships.server.ts";
import {
  type RecordedWorkingTime,
  workingTimesOf,
} from "#db/store/training/working-times.server.ts";
import type { Context } from "../../context.server.ts";
import { judgedAs, openDossier } from "../progress/show-progress.server.ts";

export type WorkingTimeView = {
  readonly fellowship: Fellowship;
  readonly times: readonly RecordedWorkingTime[];
  /** How far back "recent" reaches today, and how far it would without any leave. */
  readonly window: {
    readonly months: number;
    readonly start: Instant;
    readonly usualStart: Instant;
    /** Days by which it was moved back. */
    readonly moved: number;
  };
  /** Whether the asker may record it. */
  readonly mayRecord: boolean;
};

/**
 * Leave and part-time of a fellow, and how the windows of the curriculum moved by them.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export function showWorkingTime(
  ctx: Context,
  fellowshipId: string | null,
): Promise<Result<WorkingTimeView>> {
  return openDossier(ctx, fellowshipId, "working time", async (view, fellowship) => {
    const judged = await judgedAs(ctx, view, fellowship.fellowId);
    if (!judged.ok) return judged;
    const { evidence, rules, at } = judged.value;
    const months = rules.release.requirements.recencyWindowMonths.value;
    const start = windowStart(at, months, evidence.workingTime);
    const usualStart = addMonths(at, -months);
    const all = await workingTimesOf(view.tx, fellowship.fellowId);
    const deed = permit(ctx.actor, "working_time.record", targetOf(fellowship), view.now);
    return allow({
      fellowship,
      times: all.filter((each) => each.fellowshipId === fellowship.id),
      window: { months, start, usualStart, moved: Math.round((usualStart - start) / day) },
      mayRecord: deed.ok && fellowship.fellowId !== ctx.actor.id,
    });
  });
}
