import { v7 as uuidv7 } from "uuid";
import { allow, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import type { Recommendation } from "#app/domain/signoff/committee.ts";
import {
  approvable,
  type CoSignatory,
  coSignaturesMissing,
  type Route,
} from "#app/domain/signoff/decision.ts";
import type { DossierLine } from "#app/domain/signoff/dossier.ts";
import { isExceptable, placeOf } from "#app/domain/signoff/exception.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { insertAccess } from "#db/store/signoff/access.server.ts";
import type { RequirementException } from "#db/store/signoff/exceptions.server.ts";
import { type CastVote, findReview, type Review } from "#db/store/signoff/reviews.server.ts";
import { type SignOff, signOffsOf } from "#db/store/signoff/sign-offs.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { exceptionText } from "./decide-exception.server.ts";
import { type FactRow, factRows } from "./dossier-facts.server.ts";
import { gatherReview, type Showable } from "./gather.server.ts";
import { holdsRole, reviewTarget, targetOf } from "./targets.server.ts";

export type DossierView = {
  readonly review: Review;
  readonly route: Route;
  readonly credentialName: string;
  readonly credentialDescription: string;
  readonly lines: readonly DossierLine[];
  readonly missing: number;
  readonly facts: readonly FactRow[];
  readonly votes: readonly CastVote[];
  readonly committee: Recommendation;
  readonly withinDays: number;
  readonly meaning: string;
  /** SHA-256 of exactly this; what a signature covers. */
  readonly digest: string;
  /** The canonical text itself, for whoever wants to check the digest. */
  readonly text: string;
  readonly evidenceChanged: boolean;
  /** Why the person who asks could not approve it now; null when they could. */
  readonly notApprovable: Refusal | null;
  readonly signOff: SignOff | null;
  readonly coSignaturesMissing: readonly CoSignatory[];
  readonly exceptions: readonly ShownException[];
  /** Unmet lines that may be left aside, by their place, while nobody has asked for it. */
  readonly exceptable: readonly string[];
  readonly may: {
    readonly vote: boolean;
    readonly decide: boolean;
    readonly coSignAs: readonly CoSignatory[];
    readonly withdraw: boolean;
    /** The credential is out: only a registrar can act on it. */
    readonly askRegistrar: boolean;
    readonly propose: boolean;
  };
  readonly voted: boolean;
};

/** An exception as the second person is shown it, with the digest of exactly that. */
export type ShownException = RequirementException & {
  readonly text: string;
  readonly digest: string;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
};

/**
 * Everything about a case as it would be signed now, with the digest of exactly that. Who looked is noted
 * before it is shown.
 */
export async function showDossier(ctx: Context, reviewId: string): Promise<Result<DossierView>> {
  const target = (tx: Transaction) => reviewTarget(tx, reviewId);
  const found = await ask<DossierView>(ctx, "review.read", target, async ({ tx, now }) => {
    const review = await findReview(tx, reviewId);
    if (!review) return refuse("no_such_review");
    const showable = await gatherReview(tx, ctx.content, review, now);
    const [signOff] = await signOffsOf(tx, [reviewId]);
    const facts = await factRows(tx, ctx, showable);
    return allow(viewOf(ctx, review, showable, signOff ?? null, facts, now));
  });
  if (!found.ok || ctx.actor.kind !== "person") return found;
  const noted = await noteAccess(ctx, ctx.actor.id, found.value.review);
  return noted.ok ? found : noted;
}

function noteAccess({ db, now }: Context, actorId: string, { id, personId }: Review) {
  return unlessAway(async () => {
    const what = `dossier of review ${id}`;
    await insertAccess(db, { id: uuidv7(), at: now, actorId, subjectId: personId, what });
    return allow();
  });
}

function viewOf(
  ctx: Context,
  review: Review,
  showable: Showable,
  signOff: SignOff | null,
  facts: readonly FactRow[],
  now: Instant,
): DossierView {
  const { dossier, committee, votes, meaning, text, shownDigest, evidence } = showable;
  const { definition, release } = dossier;
  const withinDays = release.requirements.signOffWithinDays.value;
  const refused = approvable({
    now,
    personId: review.personId,
    signerId: ctx.actor.id ?? "",
    recommendation: committee,
    withinDays,
    reviewed: review.evidenceDigest,
    current: showable.digest,
    shown: shownDigest,
    showable: shownDigest,
    evidence,
  });
  return {
    review,
    route: dossier.route,
    credentialName: definition.name,
    credentialDescription: definition.description,
    lines: dossier.lines,
    missing: evidence.missing,
    facts,
    votes,
    committee,
    withinDays,
    meaning: signOff?.meaning ?? meaning,
    digest: signOff?.evidenceDigest ?? shownDigest,
    text: signOff?.evidence ?? text,
    evidenceChanged: showable.digest !== review.evidenceDigest,
    notApprovable: refused?.refusal ?? null,
    signOff,
    coSignaturesMissing: missingFor(showable, signOff),
    exceptions: shownExceptions(ctx, review, showable, signOff, now),
    exceptable: showable.gaps
      .filter((each) => !each.met && isExceptable(each.kind))
      .map(placeOf)
      .filter((place) => !showable.exceptions.some((each) => each.line === place)),
    may: mayDo(ctx, review, showable, signOff, now),
    voted: votes.some((each) => each.memberId === ctx.actor.id),
  };
}

function shownExceptions(
  { actor }: Context,
  review: Review,
  { exceptions, votes }: Showable,
  signOff: SignOff | null,
  now: Instant,
): ShownException[] {
  const target = targetOf(review);
  const second =
    holdsRole(actor, "committee_member", target, now) ||
    holdsRole(actor, "programme_director", target, now);
  const torn = votes.some((each) => each.memberId === actor.id && each.conflictOfInterest);
  const may = second && !torn && signOff === null && actor.id !== review.personId;
  return exceptions.map((each) => {
    const text = exceptionText(each, review);
    const mayDecide = may && each.outcome === null && each.proposedBy !== actor.id;
    const mayWithdraw = signOff === null && each.outcome === null && each.proposedBy === actor.id;
    return { ...each, text, digest: sha256(text), mayDecide, mayWithdraw };
  });
}

function missingFor({ dossier }: Showable, signOff: SignOff | null): CoSignatory[] {
  const signed = signOff?.coSignatures.map((each) => each.signerRole) ?? [];
  return coSignaturesMissing(dossier.definition, signed);
}

function mayDo(
  { actor }: Context,
  review: Review,
  showable: Showable,
  signOff: SignOff | null,
  now: Instant,
): DossierView["may"] {
  const target = targetOf(review);
  const other = actor.id !== review.personId;
  const director = other && holdsRole(actor, "programme_director", target, now);
  const waiting = signOff?.decision === "approved" && signOff.withdrawnAt === null;
  return {
    vote: other && signOff === null && holdsRole(actor, "committee_member", target, now),
    decide: director && signOff === null,
    coSignAs:
      waiting && other && actor.id !== signOff.signerId
        ? missingFor(showable, signOff).filter((role) => holdsRole(actor, role, target, now))
        : [],
    withdraw: director && signOff !== null && signOff.withdrawnAt === null && !signOff.issued,
    askRegistrar: director && signOff?.issued === true,
    propose: director && signOff === null,
  };
}
