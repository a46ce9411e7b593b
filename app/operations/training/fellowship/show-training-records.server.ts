import { releaseOf } from "#app/domain/content.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type RecordCode, recordCodes } from "#app/domain/training/training-record.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type Fellowship,
  fellowshipTarget,
  findFellowship,
  targetOf,
} from "#db/store/training/fellowships.server.ts";
import {
  type ShownTrainingRecord,
  trainingRecordHistory,
} from "#db/store/training/training-records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { notedLook } from "../progress/note-look.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";

export type TrainingRecords = {
  readonly fellowship: Fellowship;
  /** What holds and what was corrected, the latest first. */
  readonly records: readonly ShownTrainingRecord[];
  /** What can be recorded under the fellow's release. */
  readonly codes: readonly RecordCode[];
  readonly mayRecord: boolean;
};

/**
 * Examinations, courses, audits and training of a fellow, with who signed for each.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export async function showTrainingRecords(
  ctx: Context,
  fellowshipId: string | null,
): Promise<Result<TrainingRecords>> {
  const target =
    fellowshipId === null
      ? { personId: ctx.actor.id ?? undefined }
      : (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  const shown = await ask<TrainingRecords>(ctx, "training.read", target, async ({ tx, now }) => {
    const fellowship =
      fellowshipId === null
        ? await currentFellowship(ctx, tx)
        : await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const place = targetOf(fellowship);
    const isOwn = fellowship.fellowId === ctx.actor.id;
    return allow({
      fellowship,
      records: await trainingRecordHistory(tx, fellowship.fellowId),
      codes: recordCodes(releaseOf(ctx.content, fellowship.release), ctx.content.externals),
      mayRecord: !isOwn && permit(ctx.actor, "training_record.record", place, now).ok,
    });
  });
  return notedLook(ctx, shown, "records");
}
