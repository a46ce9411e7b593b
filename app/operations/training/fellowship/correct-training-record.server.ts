import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { scopeTarget } from "#db/store/people/places.server.ts";
import { fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import { insertNarrative } from "#db/store/training/observations.server.ts";
import { findTrainingRecord, insertTrainingRecord } from "#db/store/training/records.server.ts";
import { isReplaced } from "#db/store/training/training-records.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { narrativeOf } from "../assessment/narrative.server.ts";
import { RecordTrainingRecord, recordSaid } from "./record-training-record.server.ts";

const why = {
  /** The record that is corrected. */
  of: z.uuid(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
};

export const CorrectTrainingRecord = RecordTrainingRecord.extend({
  act: z.literal("correct"),
  ...why,
});
export const VoidTrainingRecord = RecordTrainingRecord.pick({
  id: true,
  programmeId: true,
}).extend({ act: z.literal("void"), ...why });

type Correction = z.output<typeof CorrectTrainingRecord> | z.output<typeof VoidTrainingRecord>;

/**
 * Says anew what a record should have said, or that it never held. Both are new rows that take the old
 * one's place, signed by whoever corrects; the old one stays. The reason is kept as a narrative with the
 * id of the new row, and its digest in the fact.
 *
 * Refusals: `no_such_fact`, `already_corrected`, `own_record`, those of `acceptRecord`, `acceptFreeText`.
 */
export function correctTrainingRecord(
  ctx: Context,
  input: Correction,
): Promise<Result<{ readonly id: string }>> {
  const { id, of, reason } = input;
  const narrative = narrativeOf(reason);
  const target = (tx: Transaction) => scopeTarget(tx, "programme", input.programmeId);
  return act(ctx, "training_record.correct", target, async ({ tx, now, record }) => {
    const before = await findTrainingRecord(tx, id);
    if (before) return before.supersedes === of ? allow({ id }) : refuse("same_id_other_content");
    const old = await findTrainingRecord(tx, of);
    const isHere = old && (await trainsIn(tx, old.personId, input.programmeId));
    if (!old || !isHere) return refuse("no_such_fact");
    if (old.voided || (await isReplaced(tx, of))) return refuse("already_corrected");
    const verifiedBy = ctx.actor.id;
    if (verifiedBy === null || verifiedBy === old.personId) return refuse("own_record");
    const text = acceptFreeText(reason, "reason");
    if (!text.ok) return text;
    const { personId, kind, code, hours, completedAt } = old;
    const said =
      input.act === "void"
        ? allow({ kind, code, hours, completedAt })
        : await recordSaid(ctx, tx, { ...input, personId }, now);
    if (!said.ok) return said;
    const voided = input.act === "void";
    const fact = { id, personId, ...said.value, verifiedBy, supersedes: of, voided };
    const reasonDigest = narrative.digest;
    const entrySeq = await record({ trainingRecord: { ...fact, reasonDigest } });
    await insertNarrative(tx, { ...narrative.row, id });
    await insertTrainingRecord(tx, { ...fact, entrySeq });
    return allow({ id });
  });
}

/** A director corrects what concerns the fellows of their own programme. */
async function trainsIn(tx: Transaction, personId: string, programmeId: string): Promise<boolean> {
  const all = await fellowshipsOf(tx, personId);
  return all.some((each) => each.programmeId === programmeId);
}
