import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { type Credential, findCredentialRow } from "#db/store/credential/credentials.server.ts";
import {
  decidedReviews,
  findReview,
  insertReview,
  reviewsFor,
} from "#db/store/signoff/reviews.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { gather } from "../signoff/gather.server.ts";
import { renewalState } from "./renewal-case.server.ts";
import { renewalRelease, successorOf } from "./renewal-progress.server.ts";

/** `id` is the review's, made with the form. */
export const OpenRenewal = z.object({ id: z.uuid(), credentialId: z.uuid() });

/**
 * A registrar puts a complete renewal before the committee. It decides nothing: the committee recommends
 * and the director signs as for everybody else.
 *
 * Refusals: `no_such_credential`, `registrar_is_holder`, `credential_revoked`, `already_renewed`,
 * `renewal_not_open` (`when`), `renewal_over`, `renewal_incomplete` (`missing`), `review_open_already`.
 */
export function openRenewal(ctx: Context, { id, credentialId }: z.output<typeof OpenRenewal>) {
  return act<{ id: string }>(ctx, "renewal.open", {}, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (await findReview(tx, id)) return allow({ id });
    const credential = await findCredentialRow(tx, credentialId);
    if (!credential?.issued) return refuse("no_such_credential");
    if (credential.personId === ctx.actor.id) return refuse("registrar_is_holder");
    const release = await renewalRelease(tx, ctx.content, credential);
    const ready = await judge(ctx, tx, { credential, release, now });
    if (!ready.ok) return ready;
    const { personId, personName, programmeId, programmeName, code } = credential;
    const subject = {
      ...{ personId, personName, programmeId, programmeName, credentialCode: code, release },
      ...{ fellowshipId: null, pathwayId: null, renewalOf: credential.id },
    };
    const { digest } = await gather(tx, ctx.content, subject, now);
    if (await isOpen(tx, credential, digest)) return refuse("review_open_already");
    const fact = {
      ...{ id, programmeId, personId, renewalOf: credential.id, credentialCode: code },
      ...{ openedBy: ctx.actor.id, evidenceDigest: digest },
    };
    await insertReview(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

type Given = { readonly credential: Credential; readonly release: string; readonly now: Instant };

async function judge(ctx: Context, tx: Transaction, given: Given): Promise<Result<undefined>> {
  const { evidence, renewal, phase, asked } = await renewalState(tx, ctx.content, given);
  if (await successorOf(tx, given.credential)) return refuse("already_renewed");
  if (phase === "early") {
    const when = (formatInstant(asked.times.opensAt) ?? "").slice(0, 10);
    return refuse("renewal_not_open", { when });
  }
  if (phase === "over") return refuse("renewal_over");
  if (evidence.suspended || renewal.missing > 0) {
    return refuse("renewal_incomplete", { missing: renewal.missing });
  }
  return allow();
}

/** A review on the same evidence that nobody decided yet stands in the way of another one. */
async function isOpen(tx: Transaction, { personId, code }: Credential, digest: string) {
  const reviews = await reviewsFor(tx, personId, code);
  const decided = await decidedReviews(
    tx,
    reviews.map((each) => each.id),
  );
  return reviews.some((each) => !decided.has(each.id) && each.evidenceDigest === digest);
}
