import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { entitlement, entitlementText } from "#app/domain/training/entitlement.ts";
import { notEntitled } from "#app/domain/training/evidence.ts";
import type { Transaction } from "#db/client.server.ts";
import { fateOf, insertObservationWithdrawal } from "#db/store/training/assessments.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import {
  findObservation,
  insertNarrative,
  insertObservation,
  type RecordedObservation,
} from "#db/store/training/observations.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { assessorRecord } from "../progress/evidence.server.ts";
import { narrativeOf } from "./narrative.server.ts";

const Reason = z.string().trim().min(3).max(500);

export const CorrectObservation = z.object({
  /** Of the observation that takes the place of the old one. */
  id: z.uuid(),
  observationId: z.uuid(),
  level: z.coerce.number().int().min(1).max(5),
  feedback: z.string().trim().min(1).max(feedbackMax),
  reason: Reason,
});
export const WithdrawObservation = z.object({ observationId: z.uuid(), reason: Reason });

/**
 * The assessor puts an own observation right: a new one takes its place, with the reason. It may be done
 * after a sign-off, too: what was signed keeps the digest of what was seen, the progress of today is
 * computed anew, and the director decides whether the sign-off still stands.
 */
export function correctObservation(
  ctx: Context,
  input: z.output<typeof CorrectObservation>,
): Promise<Result<{ readonly id: string }>> {
  const { id, observationId, level, feedback, reason } = input;
  const target = (tx: Transaction) => observationTarget(tx, observationId);
  return act(ctx, "observation.correct", target, async ({ tx, record }) => {
    const repeated = await findObservation(tx, id);
    if (repeated) {
      const same = repeated.assessorId === ctx.actor.id;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const found = await ownAndStanding(ctx, tx, observationId);
    if (!found.ok) return found;
    for (const [text, field] of [
      [feedback, "feedback"],
      [reason, "reason"],
    ] as const) {
      const accepted = acceptFreeText(text, field);
      if (!accepted.ok) return accepted;
    }
    const fellowship = await findFellowship(tx, found.value.fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const { assessorName, feedback: _, requestId: __, ...old } = found.value;
    const release = releaseOf(ctx.content, fellowship.release);
    const standing = await assessorRecord(ctx, tx, old.assessorId);
    const entitled = entitlement(release, standing, old.subjectCode, old.observedAt);
    const narrative = narrativeOf(feedback);
    const fact = {
      ...old,
      id,
      level,
      entitlement: entitled ? entitlementText(entitled) : notEntitled,
      // The correction is made with the account, also of what came by a link.
      assurance: "account" as const,
      supersedes: observationId,
      correctionReason: reason,
      narrativeDigest: narrative.digest,
    };
    const entrySeq = await record({ observation: fact });
    await insertNarrative(tx, narrative.row);
    await insertObservation(tx, { ...fact, narrativeId: narrative.row.id, entrySeq });
    return allow({ id });
  });
}

/** The assessor takes an own observation back. It stays on record with the reason and counts no longer. */
export function withdrawObservation(
  ctx: Context,
  { observationId, reason }: z.output<typeof WithdrawObservation>,
): Promise<Result<undefined>> {
  const target = (tx: Transaction) => observationTarget(tx, observationId);
  return act(ctx, "observation.withdraw", target, async ({ tx, record }) => {
    const found = await ownAndStanding(ctx, tx, observationId);
    if (!found.ok) return found;
    const text = acceptFreeText(reason, "reason");
    if (!text.ok) return text;
    const entrySeq = await record({ withdrawn: observationId, reason });
    await insertObservationWithdrawal(tx, { observationId, reason, entrySeq });
    return allow();
  });
}

async function observationTarget(tx: Transaction, id: string) {
  const found = await findObservation(tx, id);
  return found ? fellowshipTarget(tx, found.fellowshipId) : refuse("no_such_observation");
}

/** An own observation that was neither corrected nor taken back; of others there is none to be found. */
async function ownAndStanding(
  ctx: Context,
  tx: Transaction,
  id: string,
): Promise<Result<RecordedObservation>> {
  const found = await findObservation(tx, id);
  if (!found || found.assessorId !== ctx.actor.id) return refuse("no_such_observation");
  const fate = await fateOf(tx, id);
  if (fate.correctedBy !== null) return refuse("already_corrected");
  if (fate.withdrawnBecause !== null) return refuse("observation_already_withdrawn");
  return allow(found);
}
