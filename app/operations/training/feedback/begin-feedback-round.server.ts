import { randomBytes } from "node:crypto";
import { v4 as uuidv4 } from "uuid";
import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { endOfDay } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import {
  acceptRound,
  raterSubject,
  ratersNeeded,
  readRaters,
  roundState,
} from "#app/domain/training/feedback/feedback-round.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { insertInvitations } from "#db/store/training/feedback-raters.server.ts";
import { findRound, insertRound, roundsOf } from "#db/store/training/feedback-rounds.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { act, type Turn } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { tokenHashOf } from "../../people/actor.server.ts";
import { invitationText } from "./rater-mail.server.ts";

export const BeginFeedbackRound = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  subjectCode: z.string().min(1).max(32),
  /** Addresses as they were pasted. */
  raters: z.string().min(1),
  /** It takes answers until this day ends on the programme's clock. */
  lastDay: z.iso.date("Choose a date."),
});

/**
 * Begins one round of feedback from several sources and sends each rater a link of their own. Neither the
 * fact nor the ledger names a rater; the addresses go when the round ends.
 *
 * Refusals: `no_such_fellowship`, `round_running`, those of `acceptRound` and `readRaters`.
 */
export function beginFeedbackRound(
  ctx: Context,
  input: z.output<typeof BeginFeedbackRound>,
): Promise<Result<{ readonly id: string; readonly invited: number }>> {
  const { id, fellowshipId, subjectCode } = input;
  const { round } = ctx.content.feedback;
  const tokens = Array.from({ length: round.invitedMax.value }, freshToken);
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return act(ctx, "feedback.begin", target, async (turn) => {
    const { tx, now, record } = turn;
    const before = await findRound(tx, id);
    if (before) {
      const same = before.fellowshipId === fellowshipId && before.subjectCode === subjectCode;
      return same ? allow({ id, invited: before.invited }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const { fellowId, fellowName, during, timeZone } = fellowship;
    const release = releaseOf(ctx.content, fellowship.release);
    const closesAt = endOfDay(input.lastDay, timeZone);
    const standard = ctx.content.feedback;
    const may = acceptRound({ subjectCode, closesAt }, { release, during, now, standard });
    if (!may.ok) return may;
    const others = await roundsOf(tx, [fellowshipId]);
    const running = (each: (typeof others)[number]) =>
      each.subjectCode === subjectCode && roundState(each, now) === "open";
    if (others.some(running)) return refuse("round_running");
    const read = readRaters(input.raters, {
      least: ratersNeeded(release, subjectCode),
      most: round.invitedMax.value,
      fellow: (await findPerson(tx, fellowId))?.email ?? null,
    });
    if (!read.ok) return read;
    const fact = { id, fellowshipId, fellowId, subjectCode, closesAt };
    const entrySeq = await record({ feedbackRound: fact, invited: read.value.length });
    await insertRound(tx, { ...fact, entrySeq });
    const raters = read.value.flatMap((email, i) => {
      const made = tokens[i];
      return made ? [{ email, ...made }] : [];
    });
    await invite(ctx, turn, { roundId: id, fellowName, closesAt, timeZone, raters });
    return allow({ id, invited: raters.length });
  });
}

/** 256 bits for the mail, and the hash that is kept. */
export function freshToken() {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: tokenHashOf(token) };
}

type Invitations = Omit<Parameters<typeof invitationText>[0], "link"> & {
  readonly roundId: string;
  readonly raters: readonly ({ readonly email: string } & ReturnType<typeof freshToken>)[];
};

async function invite({ settings }: Context, { tx, now }: Turn, { raters, ...round }: Invitations) {
  await insertInvitations(
    tx,
    raters.map(({ email, tokenHash }) => {
      return { id: uuidv4(), roundId: round.roundId, email, tokenHash };
    }),
  );
  for (const { email, token } of raters) {
    const link = `${settings.publicOrigin}/give-feedback/${token}`;
    const body = invitationText({ ...round, link });
    await insertMail(tx, {
      id: uuidv4(),
      toAddress: email,
      subject: raterSubject,
      body,
      createdAt: now,
    });
  }
}
