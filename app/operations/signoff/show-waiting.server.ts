import { nameOfCode, releaseOf } from "#app/domain/content.ts";
import { credentialDefinition } from "#app/domain/curriculum/release.ts";
import { allow } from "#app/domain/result.ts";
import {
  type CoSignatory,
  coSignatories,
  coSignaturesMissing,
} from "#app/domain/signoff/decision.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { decidedReviews, findReview, reviewsOf } from "#db/store/signoff/reviews.server.ts";
import {
  awaitingCoSignature,
  type SignOff,
  signOffsOf,
} from "#db/store/signoff/sign-offs.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { programmesOf } from "../training/cohort/programmes.server.ts";
import { type AgendaReview, agendaReviews } from "./show-agenda.server.ts";

export type WaitingCoSignature = {
  readonly reviewId: string;
  readonly personName: string;
  readonly programmeName: string;
  readonly credentialCode: string;
  readonly credentialName: string;
  readonly signedBy: string;
  readonly signedAt: Instant;
  readonly timeZone: string;
  readonly roles: readonly CoSignatory[];
};

export type Done = {
  readonly reviewId: string;
  readonly personName: string;
  readonly credentialCode: string;
  readonly decision: SignOff["decision"];
  readonly signedAt: Instant;
  readonly timeZone: string;
  readonly withdrawn: boolean;
  readonly credentialId: string | null;
  readonly issued: boolean;
};

export type Waiting = {
  readonly recommended: readonly AgendaReview[];
  readonly undecided: readonly AgendaReview[];
  readonly coSignatures: readonly WaitingCoSignature[];
  readonly done: readonly Done[];
};

/** What waits for a director's signature, and what was signed lately. */
export function showWaiting(ctx: Context) {
  return ask<Waiting>(ctx, "reviews.list", {}, async ({ tx, now }) => {
    const own = await programmesOf(tx, ctx.actor, ["programme_director"], now);
    const all = await reviewsOf(
      tx,
      own.map((each) => each.id),
    );
    const ids = all.map((each) => each.id);
    const decided = await decidedReviews(tx, ids);
    const open = await agendaReviews(
      tx,
      ctx,
      all.filter((each) => !decided.has(each.id)),
    );
    const done = (await signOffsOf(tx, ids)).map((each): Done => {
      const review = all.find((one) => one.id === each.reviewId);
      return {
        reviewId: each.reviewId,
        personName: review?.personName ?? "",
        credentialCode: each.credentialCode,
        decision: each.decision,
        signedAt: each.signedAt,
        timeZone: review?.timeZone ?? "UTC",
        withdrawn: each.withdrawnAt !== null,
        credentialId: each.credentialId,
        issued: each.issued,
      };
    });
    return allow({
      recommended: open.filter((each) => each.committee.state === "recommended"),
      undecided: open.filter((each) => each.committee.state !== "recommended"),
      coSignatures: await coSignaturesFor(tx, ctx, now),
      done: done.sort((a, b) => b.signedAt - a.signedAt).slice(0, 20),
    });
  });
}

async function coSignaturesFor(
  tx: Transaction,
  ctx: Context,
  now: Instant,
): Promise<WaitingCoSignature[]> {
  const found: WaitingCoSignature[] = [];
  const reached = new Map<CoSignatory, ReadonlySet<string>>();
  for (const role of coSignatories) {
    const programmes = await programmesOf(tx, ctx.actor, [role], now);
    reached.set(role, new Set(programmes.map((each) => each.id)));
  }
  const ids = [...new Set([...reached.values()].flatMap((each) => [...each]))];
  for (const signOff of await awaitingCoSignature(tx, ids)) {
    const review = await findReview(tx, signOff.reviewId);
    if (!review) continue;
    const release = releaseOf(ctx.content, signOff.release);
    const definition = credentialDefinition(release, signOff.credentialCode);
    const signed = signOff.coSignatures.map((each) => each.signerRole);
    const roles = coSignaturesMissing(definition, signed).filter((role) =>
      reached.get(role)?.has(signOff.programmeId),
    );
    if (roles.length === 0) continue;
    found.push({
      reviewId: review.id,
      personName: review.personName,
      programmeName: review.programmeName,
      credentialCode: signOff.credentialCode,
      credentialName: nameOfCode(ctx.content, signOff.credentialCode),
      signedBy: signOff.signerName,
      signedAt: signOff.signedAt,
      timeZone: review.timeZone,
      roles,
    });
  }
  return found;
}
