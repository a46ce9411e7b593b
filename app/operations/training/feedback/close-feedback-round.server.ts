import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { reaches } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { acceptJudgement } from "#app/domain/training/assessment/observation.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { entitlement, entitlementText } from "#app/domain/training/entitlement.ts";
import { ratersNeeded, roundState } from "#app/domain/training/feedback/feedback-round.ts";
import type { Transaction } from "#db/client.server.ts";
import { endInvitations } from "#db/store/training/feedback-raters.server.ts";
import { type FeedbackRound, findRound } from "#db/store/training/feedback-rounds.server.ts";
import {
  type Fellowship,
  findFellowship,
  targetOf,
} from "#db/store/training/fellowships.server.ts";
import { insertNarrative, insertObservation } from "#db/store/training/observations.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { narrativeOf } from "../assessment/narrative.server.ts";
import { assessorRecord } from "../progress/evidence.server.ts";

export const EndFeedbackRound = z.object({ roundId: z.uuid() });

/**
 * Takes no more answers, before the last day of the round: only then can it be looked at. Refusals:
 * `no_such_round`, `round_over`, `observation_of_self`, `not_an_assessor`.
 */
export function endFeedbackRound(
  ctx: Context,
  { roundId }: z.output<typeof EndFeedbackRound>,
): Promise<Result<undefined>> {
  const target = (tx: Transaction) => roundTarget(tx, roundId);
  return act(ctx, "feedback.end", target, async ({ tx, now, record }) => {
    const found = await roundWithFellowship(tx, roundId);
    if (!found) return refuse("no_such_round");
    const because = await mayDiscuss(ctx, tx, found, now);
    if (!because.ok) return because;
    if (roundState(found.round, now) !== "open") return refuse("round_over");
    await record({ feedbackEnded: roundId, answered: found.round.answered });
    await endInvitations(tx, roundId);
    return allow();
  });
}

export const CloseFeedbackRound = z.object({
  roundId: z.uuid(),
  level: z.coerce.number().int().min(1).max(5),
  /** What was agreed when it was discussed, in a sentence to the fellow. */
  feedback: z.string().trim().min(1).max(1000),
});

/**
 * Closes a round that was discussed: an observation by feedback from several sources, with as many raters
 * as answered. It bears the round's id, so a round is closed once. Refusals: `no_such_round`,
 * `round_still_open`, `round_too_small`, `round_closed`, `observation_of_self`, `not_an_assessor`.
 */
export function closeFeedbackRound(
  ctx: Context,
  { roundId: id, level, feedback }: z.output<typeof CloseFeedbackRound>,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Transaction) => roundTarget(tx, id);
  const narrative = narrativeOf(feedback);
  return act(ctx, "feedback.close", target, async ({ tx, now, record }) => {
    const found = await roundWithFellowship(tx, id);
    const assessorId = ctx.actor.id;
    if (!found || assessorId === null) return refuse("no_such_round");
    const { round, fellowship } = found;
    const because = await mayDiscuss(ctx, tx, found, now);
    if (!because.ok) return because;
    if (round.closedBy !== null) return refuse("round_closed");
    if (roundState(round, now) === "open") return refuse("round_still_open");
    const { fellowshipId, fellowId, subjectCode, answered: raters } = round;
    const needed = ratersNeeded(releaseOf(ctx.content, fellowship.release), subjectCode);
    if (raters < needed) return refuse("round_too_small", { have: raters, needed });
    const seen = { subjectCode, tool: "MSF" as const, level, observedAt: now, raters };
    const frame = { fellowId, during: fellowship.during, now };
    const judged = acceptJudgement({ ...seen, assessorId, feedback }, frame);
    if (!judged.ok) return judged;
    const text = acceptFreeText(feedback, "feedback");
    if (!text.ok) return text;
    const fact = {
      id,
      fellowshipId,
      fellowId,
      assessorId,
      ...seen,
      entitlement: because.value,
      caseId: null,
      requestId: null,
      narrativeDigest: narrative.digest,
    };
    const entrySeq = await record({ observation: fact });
    await insertNarrative(tx, narrative.row);
    await insertObservation(tx, { ...fact, narrativeId: narrative.row.id, entrySeq });
    await endInvitations(tx, id);
    return allow({ id });
  });
}

export type RoundOfFellowship = { readonly round: FeedbackRound; readonly fellowship: Fellowship };

export async function roundWithFellowship(
  tx: Transaction,
  roundId: string,
): Promise<RoundOfFellowship | null> {
  const round = await findRound(tx, roundId);
  const fellowship = round && (await findFellowship(tx, round.fellowshipId));
  return fellowship ? { round, fellowship } : null;
}

/** Whom a permit about a round is about: its fellow and their programme. */
export async function roundTarget(tx: Transaction, roundId: string) {
  const found = await roundWithFellowship(tx, roundId);
  return found ? allow(targetOf(found.fellowship)) : refuse("no_such_round");
}

/**
 * Why somebody may look at a round and discuss it, as the observation keeps it: as an assessor entitled to
 * its subject today, else as the programme's director. Never the fellow. Refusals: `observation_of_self`,
 * `not_an_assessor`.
 */
export async function mayDiscuss(
  ctx: Context,
  tx: Transaction,
  { round, fellowship }: RoundOfFellowship,
  now: Instant,
): Promise<Result<string>> {
  const { actor } = ctx;
  if (actor.kind !== "person") return refuse("not_an_assessor");
  if (actor.id === round.fellowId) return refuse("observation_of_self");
  const as = (role: string) =>
    actor.grants.find((each) => each.role === role && reaches(each, targetOf(fellowship), now));
  if (as("assessor")) {
    const release = releaseOf(ctx.content, fellowship.release);
    const record = await assessorRecord(ctx, tx, actor.id);
    const found = entitlement(release, record, round.subjectCode, now);
    if (found) return allow(entitlementText(found));
  }
  const directing = as("programme_director");
  return directing ? allow(`programme_director:${directing.id}`) : refuse("not_an_assessor");
}
