import { v7 as uuidv7 } from "uuid";
import { nameOfCode } from "#app/domain/content.ts";
import {
  lastMoment,
  type RenewalMoment,
  type RenewalTimes,
  renewalTimes,
} from "#app/domain/credential/renewal-times.ts";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { dayInWords } from "#app/domain/training/assessment/digest.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type Credential,
  credentialsEnding,
  credentialsOf,
} from "#db/store/credential/credentials.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { claimDigest } from "#db/store/training/digests.server.ts";
import type { House } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { keepLooking, type Looking } from "../keep-looking.server.ts";
import { standingsAt } from "./standing.server.ts";

/** What came longer ago than this is no news: the portal was off, or the record is older than it. */
const newsFor = 14 * day;

type News = {
  readonly credential: Credential;
  readonly moment: RenewalMoment;
  readonly times: RenewalTimes;
};

/**
 * Tells holders by mail that a credential can be renewed, ends in a month, has ended, or needs a restoration:
 * each once, settled in the transaction that holds the mail. Nothing about what was renewed or revoked.
 *
 * @returns How many mails were written.
 */
export async function tellRenewals(house: House): Promise<number> {
  const now = house.clock.now();
  const all = await house.db.transaction((tx) => newsOf(house, tx, now), {
    accessMode: "read only",
  });
  let written = 0;
  for (const news of all) {
    if (await house.db.transaction((tx) => tell(house, tx, news, now))) written += 1;
  }
  return written;
}

async function newsOf({ content }: House, tx: Transaction, now: Instant): Promise<News[]> {
  const figures = standingRules(content).renewal;
  const since = later(addMonths(now, -figures.graceAfterMonths), -newsFor);
  const until = later(addMonths(now, figures.windowBeforeMonths), day);
  const news: News[] = [];
  for (const credential of await credentialsEnding(tx, interval(since, until))) {
    const { validFrom: start, validUntil: end } = credential;
    const times = renewalTimes({ start, end }, figures);
    const last = lastMoment(times, now);
    if (!last || last.since < later(now, -newsFor)) continue;
    news.push({ credential, moment: last.moment, times });
  }
  return news;
}

/** @returns Whether there was somebody to tell. */
async function tell(house: House, tx: Transaction, news: News, now: Instant): Promise<boolean> {
  const { credential, moment } = news;
  const { id, personId } = credential;
  if (await isSettled(house, tx, credential, now)) return false;
  if (!(await claimDigest(tx, personId, `renewal:${id}:${moment}`))) return false;
  const person = await findPerson(tx, personId);
  if (!person?.email) return false;
  const { subject, said } = words(house, news);
  const link = `${house.settings.publicOrigin}/my/credentials/${id}/renewal`;
  const body = [`Hello ${person.name},`, "", ...said, "", link, "", "You are told this once."];
  const mail = { id: uuidv7(), toAddress: person.email, subject, body: body.join("\n") };
  await insertMail(tx, { ...mail, createdAt: now });
  return true;
}

async function isSettled(
  { content }: House,
  tx: Transaction,
  { id, personId, code, validUntil }: Credential,
  now: Instant,
): Promise<boolean> {
  const own = await credentialsOf(tx, personId);
  if (own.some((each) => each.code === code && each.validUntil > validUntil)) return true;
  return (await standingsAt(tx, content, [personId], now)).get(id)?.state === "revoked";
}

function words({ content }: House, { credential, moment, times }: News) {
  const what = `${nameOfCode(content, credential.code)} (${credential.code})`;
  const date = (at: Instant) => dayInWords(at, credential.timeZone);
  const until = date(times.endsAt);
  const subject = (rest: string) => `${credential.code} ${rest}`;
  switch (moment) {
    case "opened":
      return {
        subject: subject("can be renewed"),
        said: [
          `Your credential ${what} is valid until ${until}. It can be renewed from now on.`,
          "What you have done for it counts by itself; this page says what is still missing:",
        ],
      };
    case "month":
      return {
        subject: subject(`ends on ${until}`),
        said: [
          `Your credential ${what} ends on ${until} and is not renewed yet.`,
          "From then on it does not count for staffing. This page says what is still missing:",
        ],
      };
    case "ended":
      return {
        subject: subject("has ended"),
        said: [
          `Your credential ${what} ended on ${until}. It does not count for staffing any more.`,
          `Until ${date(times.graceEndsAt)} it can still be renewed as usual:`,
        ],
      };
    case "over":
      return {
        subject: subject("needs a restoration"),
        said: [
          `Your credential ${what} ended on ${until}, and the time to renew it as usual is over.`,
          "It can be restored by cases done beside somebody who watches:",
        ],
      };
  }
}

/** Looks once now and then every hour, until it is stopped. */
export function keepTellingRenewals(house: House): Looking {
  const look = () => tellRenewals(house);
  return keepLooking(house, { everyMs: hour, look, failed: "renewals were not told" });
}
