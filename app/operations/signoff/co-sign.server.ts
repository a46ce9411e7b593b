import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { coSign, coSignatories, coSignaturesMissing } from "#app/domain/signoff/decision.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import { findReview } from "#db/store/signoff/reviews.server.ts";
import { findSignOff, insertCoSignature } from "#db/store/signoff/sign-offs.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { prepareCredential } from "../credential/prepare.server.ts";
import type { Decided } from "./decide.server.ts";
import { gather } from "./gather.server.ts";
import { notProven } from "./reauthentication.server.ts";
import { holdsRole, signOffTarget, targetOf } from "./targets.server.ts";

export const CoSign = z.object({
  signOffId: z.uuid(),
  role: z.enum(coSignatories),
  /** The digest that the director signed, as the form showed it. */
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A second director signs the same bytes. The last signature prepares the credential. */
export function coSignSignOff(
  ctx: Context,
  input: z.output<typeof CoSign> & { readonly reauthentication: Reauthentication },
) {
  const target = (tx: Parameters<typeof signOffTarget>[0]) => signOffTarget(tx, input.signOffId);
  return act<Decided>(ctx, "sign_off.co_sign", target, async (turn) => {
    const { tx, now, record } = turn;
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("not_permitted");
    const signOff = await findSignOff(tx, input.signOffId);
    const review = signOff ? await findReview(tx, signOff.reviewId) : null;
    if (!signOff || !review) return refuse("no_such_sign_off");
    if (!holdsRole(actor, input.role, targetOf(review), now)) return refuse("not_permitted");
    const mine = signOff.coSignatures.find((each) => each.signerRole === input.role);
    if (mine?.signerId === actor.id) {
      return allow({ signOffId: signOff.id, credentialId: signOff.credentialId });
    }
    const { reauthentication, shownDigest } = input;
    const unproven = await notProven(tx, actor.id, reauthentication, shownDigest, now);
    if (unproven) return unproven;
    const { dossier, digest } = await gather(tx, ctx.content, review, now);
    const signed = signOff.coSignatures.map((each) => each.signerRole);
    const judged = coSign({
      role: input.role,
      signerId: actor.id,
      personId: review.personId,
      directorId: signOff.signerId,
      missing: coSignaturesMissing(dossier.definition, signed),
      decision: signOff.decision,
      withdrawn: signOff.withdrawnAt !== null,
      signed: signOff.evidenceDigest,
      shown: input.shownDigest,
      reviewed: review.evidenceDigest,
      current: digest,
    });
    if (!judged.ok) return judged;
    const fact = {
      signOffId: signOff.id,
      signerId: actor.id,
      signerName: actor.name,
      signerRole: input.role,
      meaning: signOff.meaning,
      evidenceDigest: signOff.evidenceDigest,
      reauthentication: written(input.reauthentication),
    };
    await insertCoSignature(tx, { ...fact, entrySeq: await record(fact) });
    const outstanding = coSignaturesMissing(dossier.definition, [...signed, input.role]);
    if (outstanding.length > 0) return allow({ signOffId: signOff.id, credentialId: null });
    const prepared = await prepareCredential(turn, ctx, { review, signOffId: signOff.id });
    return prepared.ok ? allow({ signOffId: signOff.id, credentialId: prepared.value }) : prepared;
  });
}
