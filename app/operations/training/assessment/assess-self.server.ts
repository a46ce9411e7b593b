import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { findSelfAssessment, insertSelfAssessment } from "#db/store/training/assessments.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { insertNarrative } from "#db/store/training/observations.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { narrativeOf } from "./narrative.server.ts";

export const AssessSelf = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  subjectCode: z.string().min(1).max(32),
  level: z.coerce.number().int().min(1).max(5),
  note: z.string().trim().min(1).max(feedbackMax).optional(),
});

/**
 * A fellow judges themselves on the assessors' scale. It is a fact of its own kind, stands beside what
 * assessors say, and no requirement ever reads it.
 */
export function assessSelf(
  ctx: Context,
  input: z.output<typeof AssessSelf>,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowshipId, subjectCode, level, note } = input;
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return act(ctx, "self_assessment.record", target, async ({ tx, now, record }) => {
    const before = await findSelfAssessment(tx, id);
    if (before) {
      const same = before.fellowshipId === fellowshipId && before.subjectCode === subjectCode;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    if (!holds(fellowship.during, now)) return refuse("fellowship_over");
    const release = releaseOf(ctx.content, fellowship.release);
    if (!findCompetency(release, subjectCode) && !findEpa(release, subjectCode)) {
      return refuse("no_such_competency", { field: "subjectCode" });
    }
    const text = note === undefined ? allow() : acceptFreeText(note, "note");
    if (!text.ok) return text;
    const narrative = note === undefined ? null : narrativeOf(note);
    const fact = {
      id,
      fellowshipId,
      fellowId: fellowship.fellowId,
      subjectCode,
      level,
      assessedAt: now,
      narrativeDigest: narrative?.digest ?? null,
    };
    const entrySeq = await record({ selfAssessment: fact });
    if (narrative) await insertNarrative(tx, narrative.row);
    await insertSelfAssessment(tx, { ...fact, narrativeId: narrative?.row.id ?? null, entrySeq });
    return allow({ id });
  });
}
