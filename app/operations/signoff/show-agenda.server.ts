import { nameOfCode, releaseOf } from "#app/domain/content.ts";
import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { allow } from "#app/domain/result.ts";
import { type Recommendation, recommendation } from "#app/domain/signoff/committee.ts";
import type { Route } from "#app/domain/signoff/decision.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { pathwaysOf } from "#db/store/signoff/pathways.server.ts";
import {
  decidedReviews,
  type Review,
  reviewsOf,
  votesOf,
} from "#db/store/signoff/reviews.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { standingsOf } from "../training/cohort/cohort-standings.server.ts";
import { programmesOf } from "../training/cohort/programmes.server.ts";
import { routeOf } from "./targets.server.ts";

export type AgendaReview = Pick<
  Review,
  "id" | "personName" | "programmeName" | "credentialCode" | "openedAt" | "timeZone"
> & {
  readonly credentialName: string;
  readonly route: Route;
  readonly committee: Recommendation;
  /** Whether the person who asks has voted. */
  readonly voted: boolean;
};

export type Candidate = {
  readonly personName: string;
  readonly programmeName: string;
  readonly credentialCode: string;
  readonly credentialName: string;
  /** One of both. */
  readonly fellowshipId: string | null;
  readonly pathwayId: string | null;
};

export type Agenda = {
  readonly reviews: readonly AgendaReview[];
  /** Fellows who have shown everything, and applications, that no committee has taken up. */
  readonly candidates: readonly Candidate[];
};

/** What waits for the committees that the person who asks sits on. */
export function showAgenda(ctx: Context) {
  return ask<Agenda>(ctx, "reviews.list", {}, async ({ tx, now }) => {
    const roles = ["committee_member", "programme_director"] as const;
    const programmes = await programmesOf(tx, ctx.actor, roles, now);
    const ids = programmes.map((each) => each.id);
    const all = await reviewsOf(tx, ids);
    const decided = await decidedReviews(
      tx,
      all.map((each) => each.id),
    );
    const open = all.filter((each) => !decided.has(each.id));
    const taken = new Set(open.map((each) => `${each.personId} ${each.credentialCode}`));
    const reviewed = new Set(all.map((each) => each.pathwayId));
    const fellows = await eligible(tx, ctx, ids, now);
    const applied = (await pathwaysOf(tx, ids)).filter((each) => !reviewed.has(each.id));
    const named = (code: string) => nameOfCode(ctx.content, code);
    const programmeOf = (id: string) => programmes.find((each) => each.id === id)?.name ?? "";
    return allow({
      reviews: await agendaReviews(tx, ctx, open),
      candidates: [
        ...fellows,
        ...applied.map((each) => ({ ...each, fellowshipId: null, pathwayId: each.id })),
      ]
        .filter((each) => !taken.has(`${each.personId} ${each.credentialCode}`))
        .filter((each) => each.personId !== ctx.actor.id)
        .map(({ personName, programmeId, credentialCode, fellowshipId, pathwayId }) => ({
          personName,
          programmeName: programmeOf(programmeId),
          credentialCode,
          credentialName: named(credentialCode),
          fellowshipId,
          pathwayId,
        })),
    });
  });
}

export async function agendaReviews(
  tx: Transaction,
  { actor, content }: Context,
  reviews: readonly Review[],
): Promise<AgendaReview[]> {
  const votes = await votesOf(
    tx,
    reviews.map((each) => each.id),
  );
  return reviews.map((review) => {
    const cast = votes.filter((each) => each.reviewId === review.id);
    const quorum = releaseOf(content, review.release).requirements.committeeMembers.value;
    return {
      id: review.id,
      personName: review.personName,
      programmeName: review.programmeName,
      credentialCode: review.credentialCode,
      credentialName: nameOfCode(content, review.credentialCode),
      openedAt: review.openedAt,
      timeZone: review.timeZone,
      route: routeOf(review),
      committee: recommendation(cast, quorum),
      voted: cast.some((each) => each.memberId === actor.id),
    };
  });
}

/** Fellows who have shown everything for a credential that they do not hold. */
async function eligible(
  tx: Transaction,
  ctx: Context,
  programmeIds: readonly string[],
  now: Instant,
) {
  const found = [];
  for (const programmeId of programmeIds) {
    const cohort = (await cohortOf(tx, programmeId)).filter((each) => holds(each.during, now));
    const fellows = cohort.map((each) => each.fellowId);
    const standings = await standingsOf(ctx, tx, fellows, now);
    for (const fellowship of cohort) {
      const standing = standings.get(fellowship.fellowId);
      const complete = standing?.credentials.filter((each) => each.eligible) ?? [];
      if (complete.length === 0) continue;
      const held = await heldCodes(tx, ctx, fellowship.fellowId, now);
      for (const { credential: credentialCode } of complete) {
        if (held.has(credentialCode)) continue;
        const { fellowId: personId, fellowName: personName, id: fellowshipId } = fellowship;
        const pathwayId: string | null = null;
        found.push({ personId, personName, programmeId, credentialCode, fellowshipId, pathwayId });
      }
    }
  }
  return found;
}

async function heldCodes(tx: Transaction, { content }: Context, personId: string, now: Instant) {
  const record = (await holderRecords(tx, [personId], everything)).get(personId);
  const timelines = record ? timelinesOf(record, standingRules(content)) : [];
  const current = ["issued", "suspended", "limited"];
  return new Set(
    timelines
      .filter((each) => current.includes(stretchAt(each, now)?.state ?? ""))
      .map((each) => each.code),
  );
}
