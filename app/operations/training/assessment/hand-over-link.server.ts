import { createHash, randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { windowAt } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import {
  linkChannels,
  linkExpiry,
  linkMailsMax,
  requestStateOf,
  timeLeft,
} from "#app/domain/training/assessment/assessment-link.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { countTry } from "#db/store/people/rate-limits.server.ts";
import { endUnopenedLinks, insertLink } from "#db/store/training/assessment-links.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { findRequest, type ObservationRequest } from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { tokenHashOf } from "../../people/actor.server.ts";
import { unlessAway } from "../../unless-away.server.ts";

export const HandOverLink = z.object({ requestId: z.uuid(), channel: z.enum(linkChannels) });

export type HandedOver = {
  /** To be shown once, as a code on the fellow's screen, and kept nowhere; null for a mail. */
  readonly url: string | null;
  readonly expiresAt: Instant;
  readonly assessorName: string;
};

/**
 * Makes the one link by which the person asked can answer without an account: shown on the fellow's
 * screen, or sent to the address that the record has of them, never to another one. An earlier link that
 * nobody opened ends. Only the hash of its token (256 bits) is kept.
 *
 * @returns refusals `request_already_answered`, `request_was_declined`, `request_expired`, `no_address`,
 *   `too_many_tries` after many mails.
 */
export async function handOverLink(
  ctx: Context,
  input: z.output<typeof HandOverLink>,
): Promise<Result<HandedOver>> {
  const { requestId, channel } = input;
  const token = randomBytes(32).toString("base64url");
  const tokenHash = tokenHashOf(token);
  const url = `${ctx.settings.publicOrigin}/a/${token}`;
  if (channel === "mail") {
    const within = await mailAllowed(ctx);
    if (!within.ok) return within;
  }
  const target = async (tx: Transaction) => {
    const request = await findRequest(tx, requestId);
    return request ? fellowshipTarget(tx, request.fellowshipId) : refuse("no_such_request");
  };
  return act<HandedOver>(ctx, "observation.request", target, async ({ tx, now }) => {
    const request = await findRequest(tx, requestId);
    const fellowship = request && (await findFellowship(tx, request.fellowshipId));
    if (!request || !fellowship) return refuse("no_such_request");
    const closed = closedBecause(request, now);
    if (closed) return closed;
    const policy = await policyOf(tx, ctx.content, fellowship.programmeId, now);
    const expiresAt = linkExpiry(channel, now, policy, request);
    await endUnopenedLinks(tx, requestId, now);
    await insertLink(tx, { id: uuidv7(), requestId, tokenHash, channel, expiresAt });
    const { assessorName } = request;
    if (channel === "qr") return allow({ url, expiresAt, assessorName });
    const asked = await findPerson(tx, request.assessorId);
    if (!asked?.email) return refuse("no_address");
    await insertMail(tx, {
      id: uuidv7(),
      toAddress: asked.email,
      subject: `${fellowship.fellowName} asks for your assessment`,
      body: mailText({ name: asked.name, fellow: fellowship.fellowName, url, ms: expiresAt - now }),
      createdAt: now,
    });
    return allow({ url: null, expiresAt, assessorName });
  });
}

function closedBecause(request: ObservationRequest, now: Instant) {
  const state = requestStateOf(request, now);
  if (state === "answered") return refuse("request_already_answered");
  if (state === "declined") return refuse("request_was_declined");
  const when = formatInstant(request.expiresAt).slice(0, 10);
  return state === "expired" ? refuse("request_expired", { when }) : null;
}

/** Counted before anything is sent, for each fellow. */
function mailAllowed({ db, clock, actor }: Context): Promise<Result<undefined>> {
  return unlessAway(async () => {
    const window = windowAt(clock.now());
    const who = createHash("sha256")
      .update(actor.id ?? "")
      .digest("base64url");
    const sent = await countTry(db, `assessment-mail:${who}`, window.start);
    return sent > linkMailsMax ? refuse("too_many_tries", { seconds: window.seconds }) : allow();
  });
}

function mailText({
  name,
  fellow,
  url,
  ms,
}: {
  readonly name: string;
  readonly fellow: string;
  readonly url: string;
  readonly ms: number;
}): string {
  return [
    `Hello ${name},`,
    "",
    `${fellow} asks you to assess something that you saw. It takes less than a minute, and you need`,
    "no account: choose one of five levels and write one sentence.",
    "",
    url,
    "",
    `The link works once, for ${timeLeft(ms)}. It is meant for you alone: do not pass it on.`,
    "If you would rather not, the same page lets you decline. If you did not expect this, you need",
    "do nothing.",
    "",
  ].join("\n");
}
