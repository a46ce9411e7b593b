import { v4 as uuidv4 } from "uuid";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import type { DigestWeek } from "#app/domain/training/assessment/digest.ts";
import { raterSubject, roundState } from "#app/domain/training/feedback/feedback-round.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import type { Programme } from "#db/store/people/places.server.ts";
import { claimDigest } from "#db/store/training/digests.server.ts";
import { renewToken, unansweredIn } from "#db/store/training/feedback-raters.server.ts";
import { type FeedbackRound, roundsOf } from "#db/store/training/feedback-rounds.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import type { House } from "../../context.server.ts";
import { freshToken } from "./begin-feedback-round.server.ts";
import { address } from "./digest-parts.server.ts";
import { reminderText } from "./rater-mail.server.ts";

const weekMs = 7 * day;

/**
 * Reminds raters who have not answered, once for each round: with the last digest before it ends. Each gets
 * a fresh link. Mail to raters is not kept once it is sent, since who was reminded says who had not answered.
 *
 * @returns How many mails were written.
 */
export async function remindRaters(
  house: House,
  { id: programmeId, timeZone }: Programme,
  week: DigestWeek,
  now: Instant,
): Promise<number> {
  const rounds = await house.db.transaction(async (tx) => {
    const fellowships = await cohortOf(tx, programmeId);
    return roundsOf(
      tx,
      fellowships.map((each) => each.id),
    );
  });
  const ending = rounds.filter(
    (each) => roundState(each, now) === "open" && each.closesAt <= later(week.at, weekMs),
  );
  let written = 0;
  for (const each of ending) written += await remindOf(house, each, timeZone, now);
  return written;
}

async function remindOf(
  house: House,
  { id, fellowId, fellowName, closesAt }: FeedbackRound,
  timeZone: string,
  now: Instant,
): Promise<number> {
  return house.db.transaction(async (tx) => {
    if (!(await claimDigest(tx, fellowId, `round:${id}`))) return 0;
    const raters = await unansweredIn(tx, id);
    for (const rater of raters) {
      const { token, tokenHash } = freshToken();
      await renewToken(tx, rater.id, tokenHash);
      const link = address(house, `/give-feedback/${token}`);
      const body = reminderText({ fellowName, closesAt, timeZone, link });
      const mail = { toAddress: rater.email, subject: raterSubject, body, createdAt: now };
      await insertMail(tx, { id: uuidv4(), ...mail });
    }
    return raters.length;
  });
}
