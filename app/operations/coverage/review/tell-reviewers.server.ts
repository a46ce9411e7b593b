import { v7 as uuidv7 } from "uuid";
import { type ReviewMoment, reviewMail, reviewMoment } from "#app/domain/coverage/review-news.ts";
import { type Instant, minute } from "#app/domain/time/instant.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { claimDigest } from "#db/store/training/digests.server.ts";
import type { House } from "../../context.server.ts";
import { reviewsWaiting, type WaitingReview } from "./reviews-waiting.server.ts";

type Letter = Pick<WaitingReview, "key" | "letter"> & {
  readonly personId: string;
  readonly moment: ReviewMoment;
};

/**
 * Tells whoever may review an override or a call by the emergency path that it waits: once when it falls due,
 * once more while there is time, and no more once it is reviewed. Who was told is settled in the transaction
 * that holds the mail, so that neither a crash nor another process doubles or loses one.
 *
 * @returns How many mails were written.
 */
export async function tellReviewers(house: House): Promise<number> {
  const now = house.clock.now();
  const letters = await lettersOf(house, now);
  let written = 0;
  for (const letter of letters) if (await tell(house, letter, now)) written += 1;
  return written;
}

/** Everybody who is to be told at this instant, told or not. */
async function lettersOf(house: House, now: Instant): Promise<Letter[]> {
  return house.db.transaction(
    async (tx) => {
      const letters: Letter[] = [];
      for (const { key, letter, times, reviewers } of await reviewsWaiting(house, tx, now)) {
        const moment = reviewMoment(times, now);
        if (moment === null) continue;
        for (const personId of await reviewers()) letters.push({ key, letter, personId, moment });
      }
      return letters;
    },
    { accessMode: "read only" },
  );
}

/** @returns Whether this process wrote it. */
async function tell(
  house: House,
  { key, letter, personId, moment }: Letter,
  now: Instant,
): Promise<boolean> {
  return house.db.transaction(async (tx) => {
    if (!(await claimDigest(tx, personId, `${key}:${moment}`))) return false;
    // Whoever is told late that it still waits is not told afterwards that it is due.
    if (moment === "reminder") await claimDigest(tx, personId, `${key}:due`);
    const person = await findPerson(tx, personId);
    if (!person?.email) return false;
    const mail = { id: uuidv7(), toAddress: person.email, createdAt: now };
    await insertMail(tx, { ...mail, ...reviewMail(letter, person.name, moment) });
    return true;
  });
}

const tickMs = 5 * minute;

/** Looks once now and then every five minutes, until it is stopped. */
export function keepTellingReviewers(house: House): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const tick = () => {
    running = running
      .then(() => tellReviewers(house))
      .catch((error) => house.log.warn({ err: error }, "reviewers were not told"));
  };
  tick();
  const timer = setInterval(tick, tickMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
