import { v7 as uuidv7 } from "uuid";
import { hour, type Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { linkExpiry } from "#app/domain/training/assessment/assessment-link.ts";
import {
  type DigestPart,
  type DigestWeek,
  digestDue,
  digestText,
} from "#app/domain/training/assessment/digest.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson, type Person } from "#db/store/people/persons.server.ts";
import { listProgrammes, type Programme } from "#db/store/people/places.server.ts";
import { endUnopenedLinks, insertLink } from "#db/store/training/assessment-links.server.ts";
import {
  askedIn,
  claimDigest,
  settledDigests,
  withAccount,
} from "#db/store/training/digests.server.ts";
import { endInvitationsOfPast } from "#db/store/training/feedback-raters.server.ts";
import { cohortOf, fellowshipsOf, findFellowship } from "#db/store/training/fellowships.server.ts";
import { type ObservationRequest, openRequestsTo } from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { contextAs, type House } from "../../context.server.ts";
import { askedForOthers, keepingParts } from "../../credential/digest-parts.server.ts";
import { keepLooking, type Looking } from "../../keep-looking.server.ts";
import { personActor } from "../../people/actor.server.ts";
import { freshToken } from "./begin-feedback-round.server.ts";
import {
  address,
  casesPart,
  fellowParts,
  requestsPart,
  roundsPart,
} from "./digest-parts.server.ts";
import { remindRaters } from "./remind-raters.server.ts";
import { type FeedbackRounds, listFeedbackRounds } from "./show-feedback-round.server.ts";

/**
 * Puts the digests that are due into the outbox: one for each person and week, where there is something to
 * say. Whose week it is gets settled in the transaction that holds the mail, so that neither a crash nor
 * another process doubles or loses one.
 *
 * @returns How many mails were written, reminders of raters among them.
 */
export async function sendDigests(house: House): Promise<number> {
  const now = house.clock.now();
  const programmes = await house.db.transaction(listProgrammes, { accessMode: "read only" });
  let written = 0;
  for (const programme of programmes) {
    const week = digestDue(house.content.feedback, programme.timeZone, now);
    if (!week) continue;
    const settled = await settledDigests(house.db, week.week);
    for (const id of await peopleOf(house, programme, now)) {
      if (settled.has(id)) continue;
      if (await sendDigest(house, id, { zone: programme.timeZone, week, now })) written += 1;
    }
    written += await remindRaters(house, programme, week, now);
  }
  return written;
}

/**
 * Fellows, assessors and directors of a programme, whoever was asked by one of its fellows, and whoever is
 * asked by holders of credentials anywhere.
 */
async function peopleOf(house: House, programme: Programme, now: Instant): Promise<string[]> {
  const { id: programmeId, organisationId } = programme;
  const place = { programmeId, organisationId };
  return house.db.transaction(
    async (tx) => {
      const fellows = (await cohortOf(tx, programmeId)).filter((each) => holds(each.during, now));
      const assessors = await holdersOf(tx, "assessor", place, now);
      const directors = await holdersOf(tx, "programme_director", place, now);
      const asked = [...(await askedIn(tx, programmeId, now)), ...(await askedForOthers(tx, now))];
      const ids = [...assessors, ...directors].map((each) => each.id);
      return [...new Set([...fellows.map((each) => each.fellowId), ...ids, ...asked])];
    },
    { accessMode: "read only" },
  );
}

type When = { readonly zone: string; readonly week: DigestWeek; readonly now: Instant };

/** @returns Whether there was something to say. */
async function sendDigest(house: House, personId: string, when: When): Promise<boolean> {
  const ctx = contextAs(house, await personActor(house, personId));
  const listed = ctx.actor.kind === "person" ? await listFeedbackRounds(ctx) : null;
  const rounds = listed?.ok ? listed.value : { own: [], others: [] };
  return house.db.transaction(async (tx) => {
    if (!(await claimDigest(tx, personId, when.week.week))) return false;
    const person = await findPerson(tx, personId);
    if (!person?.email) return false;
    const parts = await partsOf(house, tx, person, rounds, when);
    const body = digestText(person.name, parts, address(house, "/home"));
    if (body === null) return false;
    await insertMail(tx, {
      id: uuidv7(),
      toAddress: person.email,
      subject: "Your week in Systole",
      body,
      createdAt: when.now,
    });
    return true;
  });
}

async function partsOf(
  house: House,
  tx: Transaction,
  { id }: Person,
  rounds: FeedbackRounds,
  when: When,
): Promise<DigestPart[]> {
  const frame = { house, ...when };
  const hasAccount = (await withAccount(tx, [id])).has(id);
  const requests = await requestsTo(tx, id, when.now);
  const links = hasAccount ? null : await freshLinks(house, tx, requests, when.now);
  const linkOf = (each: ObservationRequest) =>
    links?.get(each.id) ?? address(house, `/assess/requests/${each.id}`);
  const asked = requestsPart(frame, requests, linkOf);
  if (!hasAccount) return [asked];
  const cases = await casesPart(frame, tx, id);
  const keeping = await keepingParts(frame, tx, id);
  const fellowships = await fellowshipsOf(tx, id);
  const current = fellowships.findLast((each) => holds(each.during, when.now));
  const news = current ? await fellowParts(frame, tx, current, rounds) : [];
  return [asked, cases, ...keeping, roundsPart(frame, rounds), ...news];
}

/** Open requests with the release that their subject is named by. */
async function requestsTo(tx: Transaction, assessorId: string, now: Instant) {
  const open = await openRequestsTo(tx, assessorId, now);
  const known = [];
  for (const each of open) {
    const fellowship = await findFellowship(tx, each.fellowshipId);
    if (fellowship) known.push({ ...each, release: fellowship.release, fellowship });
  }
  return known;
}

/** For somebody without an account, a new link for each request; one that nobody opened yet ends. */
async function freshLinks(
  house: House,
  tx: Transaction,
  requests: Awaited<ReturnType<typeof requestsTo>>,
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for (const request of requests) {
    const { id: requestId, fellowship } = request;
    const policy = await policyOf(tx, house.content, fellowship.programmeId, now);
    const expiresAt = linkExpiry("mail", now, policy, request);
    const { token, tokenHash } = freshToken();
    await endUnopenedLinks(tx, requestId, now);
    await insertLink(tx, { id: uuidv7(), requestId, tokenHash, channel: "mail", expiresAt });
    links.set(requestId, address(house, `/a/${token}`));
  }
  return links;
}

/** Looks once now and then every hour, until it is stopped; ends rounds of feedback whose day has come. */
export function keepSendingDigests(house: House): Looking {
  const look = async () => {
    await endInvitationsOfPast(house.db, house.clock.now());
    await sendDigests(house);
  };
  return keepLooking(house, { everyMs: hour, look, failed: "the digests were not written" });
}
