import { nameOfCode } from "#app/domain/content.ts";
import { type ExpiryBand, worklistOf } from "#app/domain/credential/expiry.ts";
import { renewalPhase, renewalTimes } from "#app/domain/credential/renewal-times.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { forever } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { allCredentials } from "#db/store/credential/credentials.server.ts";
import { outsideThatEnds } from "#db/store/external-credentials.server.ts";
import { licencesThatEnd } from "#db/store/people/licences.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { standingsAt } from "./standing.server.ts";

export type Expiring = {
  readonly id: string;
  readonly kind: "credential" | "licence" | "outside";
  readonly personId: string;
  readonly personName: string;
  readonly what: string;
  /** `ends`: its validity. `recheck`: it must be looked up again. */
  readonly why: "ends" | "recheck";
  readonly dueAt: Instant;
};

export type ExpiryWorklist = {
  readonly bands: Readonly<Record<ExpiryBand, readonly Expiring[]>>;
  readonly now: Instant;
};

/** What ended longer ago than this is no work any more. */
const forgottenAfter = 365 * day;

/**
 * Everything that registrars must see coming or have missed: own credentials that nobody renewed,
 * licences without a later one, verified outside credentials that end or are to be checked again.
 */
export function expiryWorklist(ctx: Context): Promise<Result<ExpiryWorklist>> {
  return ask<ExpiryWorklist>(ctx, "credential.manage", {}, async ({ tx, now }) => {
    const found = [
      ...(await ownEnding(ctx, tx, now)),
      ...(await licencesEnding(tx, now)),
      ...(await outsideEnding(ctx, tx, now)),
    ];
    const names = await namesOf(tx, [...new Set(found.map((each) => each.personId))]);
    const named = found.map((each) => ({
      ...each,
      personName: names.get(each.personId) ?? each.personId,
    }));
    return allow({ bands: worklistOf(named, now), now });
  });
}

type Nameless = Omit<Expiring, "personName">;

/** Due until it is renewed, has run out of grace, or was revoked. */
async function ownEnding({ content }: Context, tx: Transaction, now: Instant): Promise<Nameless[]> {
  const all = (await allCredentials(tx)).filter((each) => each.issued);
  const people = [...new Set(all.map((each) => each.personId))];
  const standings = await standingsAt(tx, content, people, now);
  const figures = standingRules(content).renewal;
  return all.flatMap((each): Nameless[] => {
    const times = renewalTimes({ start: each.validFrom, end: each.validUntil }, figures);
    const renewed = all.some(
      (other) =>
        other.personId === each.personId &&
        other.code === each.code &&
        other.validUntil > each.validUntil,
    );
    const gone = standings.get(each.id)?.state === "revoked";
    if (renewed || gone || renewalPhase(times, now) === "over") return [];
    const what = `${nameOfCode(content, each.code)} (${each.code})`;
    const { id, personId, validUntil: dueAt } = each;
    return [{ id, kind: "credential", personId, what, why: "ends", dueAt }];
  });
}

async function licencesEnding(tx: Transaction, now: Instant): Promise<Nameless[]> {
  const all = await licencesThatEnd(tx);
  return all.flatMap(({ id, personId, jurisdiction, during }): Nameless[] => {
    const followed = all.some(
      (other) =>
        other.personId === personId &&
        other.jurisdiction === jurisdiction &&
        other.during.end > during.end,
    );
    if (followed || during.end === forever || isForgotten(during.end, now)) return [];
    const what = `Licence in ${jurisdiction}`;
    return [{ id, kind: "licence", personId, what, why: "ends", dueAt: during.end }];
  });
}

async function outsideEnding(
  { content }: Context,
  tx: Transaction,
  now: Instant,
): Promise<Nameless[]> {
  const all = await outsideThatEnds(tx);
  return all.flatMap(({ id, personId, code, during, reverifyBy }): Nameless[] => {
    const recheck = reverifyBy !== null && reverifyBy < during.end;
    const dueAt = recheck ? reverifyBy : during.end;
    const followed = all.some(
      (other) =>
        other.id !== id &&
        other.personId === personId &&
        other.code === code &&
        Math.min(other.reverifyBy ?? forever, other.during.end) > dueAt,
    );
    if (followed || dueAt === forever || isForgotten(during.end, now)) return [];
    const what = `${nameOfCode(content, code)} (${code})`;
    return [{ id, kind: "outside", personId, what, why: recheck ? "recheck" : "ends", dueAt }];
  });
}

function isForgotten(end: Instant, now: Instant): boolean {
  return end < later(now, -forgottenAfter);
}
