import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { coSignaturesMissing, decide, decisions } from "#app/domain/signoff/decision.ts";
import { refusalMeaningOf } from "#app/domain/signoff/dossier.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import { findReview, type Review } from "#db/store/signoff/reviews.server.ts";
import { insertSignOff, signOffsOf } from "#db/store/signoff/sign-offs.server.ts";
import { act, type Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { prepareCredential } from "../credential/prepare.server.ts";
import { gatherReview, type Showable } from "./gather.server.ts";
import { notProven, signedBy } from "./reauthentication.server.ts";
import { reviewTarget } from "./targets.server.ts";

export const Decide = z.object({
  /** Of the sign-off; made with the form. */
  id: z.uuid(),
  reviewId: z.uuid(),
  decision: z.enum(decisions),
  reason: z.string().trim().max(2_000).optional(),
  /** SHA-256 of the dossier that the form showed. */
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Decided = { readonly signOffId: string; readonly credentialId: string | null };

/**
 * The programme director's signature over exactly what was shown, in one act: the evidence is read again,
 * judged, and put on record with the decision. Where nobody else must sign, the credential is prepared.
 *
 * Refusals: those of `decide` and `notProven`, `already_decided`, `credential_not_fit`.
 */
export function decideSignOff(
  ctx: Context,
  input: z.output<typeof Decide> & { readonly reauthentication: Reauthentication },
) {
  const target = (tx: Parameters<typeof reviewTarget>[0]) => reviewTarget(tx, input.reviewId);
  return act<Decided>(ctx, "sign_off.decide", target, async (turn) => {
    const { tx, now } = turn;
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const review = await findReview(tx, input.reviewId);
    if (!review) return refuse("no_such_review");
    const [made] = await signOffsOf(tx, [review.id]);
    if (made?.id === input.id)
      return allow({ signOffId: made.id, credentialId: made.credentialId });
    if (made) return refuse("already_decided");
    const { about } = signedBy({ intent: "decide", ...input });
    const unproven = await notProven(tx, ctx.actor.id, input.reauthentication, about, now);
    if (unproven) return unproven;
    const showable = await gatherReview(tx, ctx.content, review, now);
    const { requirements } = showable.dossier.release;
    const judged = decide({
      decision: input.decision,
      reason: input.reason ?? null,
      now,
      personId: review.personId,
      signerId: ctx.actor.id,
      recommendation: showable.committee,
      withinDays: requirements.signOffWithinDays.value,
      reviewed: review.evidenceDigest,
      current: showable.digest,
      shown: input.shownDigest,
      showable: showable.shownDigest,
      evidence: showable.evidence,
    });
    if (!judged.ok) return judged;
    await enter(turn, ctx.actor, { review, showable, input });
    if (input.decision === "refused") return allow({ signOffId: input.id, credentialId: null });
    const outstanding = coSignaturesMissing(showable.dossier.definition, []);
    if (outstanding.length > 0) return allow({ signOffId: input.id, credentialId: null });
    const prepared = await prepareCredential(turn, ctx, { review, signOffId: input.id });
    return prepared.ok ? allow({ signOffId: input.id, credentialId: prepared.value }) : prepared;
  });
}

async function enter(
  { tx, record }: Turn,
  signer: { readonly id: string; readonly name: string },
  {
    review,
    showable,
    input,
  }: {
    readonly review: Review;
    readonly showable: Showable;
    readonly input: z.output<typeof Decide> & { readonly reauthentication: Reauthentication };
  },
) {
  const fact = {
    id: input.id,
    reviewId: review.id,
    personId: review.personId,
    programmeId: review.programmeId,
    credentialCode: review.credentialCode,
    release: review.release,
    route: showable.dossier.route,
    decision: input.decision,
    signerId: signer.id,
    signerName: signer.name,
    signerRole: "programme_director",
    meaning: input.decision === "approved" ? showable.meaning : refusalMeaningOf(showable.dossier),
    reason: input.reason ?? null,
    evidenceDigest: showable.shownDigest,
    reauthentication: written(input.reauthentication),
  };
  await insertSignOff(tx, { ...fact, evidence: showable.text, entrySeq: await record(fact) });
}
