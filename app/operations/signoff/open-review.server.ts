import { z } from "zod";
import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { findCredential } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { findPathway } from "#db/store/signoff/pathways.server.ts";
import {
  decidedReviews,
  findReview,
  insertReview,
  reviewsFor,
} from "#db/store/signoff/reviews.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { findFellowship } from "#db/store/training/fellowships.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { gather, type Subject } from "./gather.server.ts";
import { targetOf } from "./targets.server.ts";

export const OpenReview = z
  .object({
    id: z.uuid(),
    /** One of both: a fellow's training, or an application on the practice pathway. */
    fellowshipId: z.uuid().optional(),
    pathwayId: z.uuid().optional(),
    /** Of a fellow; an application names its own. */
    credentialCode: z.string().optional(),
  })
  .refine((each) => (each.fellowshipId === undefined) !== (each.pathwayId === undefined), {
    error: "name a fellowship or an application",
  });

/**
 * A committee takes up one case; the evidence is fixed by its digest. A review whose evidence has changed
 * since does not stand in the way of a new one.
 */
export function openReview(ctx: Context, input: z.output<typeof OpenReview>) {
  const target = async (tx: Transaction) => {
    const subject = await subjectOf(tx, input);
    return subject.ok ? allow(targetOf(subject.value)) : subject;
  };
  return act(ctx, "review.open", target, async ({ tx, now, record }) => {
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const found = await subjectOf(tx, input);
    if (!found.ok) return found;
    const subject = found.value;
    if (await findReview(tx, input.id)) return allow({ id: input.id });
    if (subject.personId === ctx.actor.id) return refuse("fellow_in_committee");
    const release = ctx.content.releases.get(subject.release);
    if (!release || !findCredential(release, subject.credentialCode)) {
      return refuse("no_such_credential");
    }
    const { digest } = await gather(tx, ctx.content, subject, now);
    const standing = await whyNot(tx, ctx, subject, digest, now);
    if (standing) return refuse(standing);
    const fact = {
      id: input.id,
      programmeId: subject.programmeId,
      personId: subject.personId,
      fellowshipId: subject.fellowshipId,
      pathwayId: subject.pathwayId,
      credentialCode: subject.credentialCode,
      openedBy: ctx.actor.id,
      evidenceDigest: digest,
    };
    await insertReview(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ id: input.id });
  });
}

type Taken = Subject & { readonly organisationId: string };

async function subjectOf(
  tx: Transaction,
  { fellowshipId, pathwayId, credentialCode }: z.output<typeof OpenReview>,
): Promise<Result<Taken>> {
  if (fellowshipId !== undefined) {
    const found = await findFellowship(tx, fellowshipId);
    if (!found) return refuse("no_such_fellowship");
    const { fellowId, fellowName, ...rest } = found;
    const code = credentialCode ?? "";
    const person = { personId: fellowId, personName: fellowName, credentialCode: code };
    return allow({ ...rest, ...person, fellowshipId, pathwayId: null, renewalOf: null });
  }
  const pathway = await findPathway(tx, pathwayId ?? "");
  const programme = pathway ? await findProgramme(tx, pathway.programmeId) : null;
  if (!pathway || !programme) return refuse("no_such_pathway");
  const { name: programmeName, release, organisationId } = programme;
  return allow({
    ...pathway,
    programmeName,
    release,
    organisationId,
    fellowshipId: null,
    pathwayId: pathway.id,
    renewalOf: null,
  });
}

/** A review on the same evidence that nobody decided yet, or a credential that is not due for renewal. */
async function whyNot(
  tx: Transaction,
  { content }: Context,
  subject: Taken,
  digest: string,
  now: Instant,
): Promise<string | null> {
  const earlier = await reviewsFor(tx, subject.personId, subject.credentialCode);
  const decided = await decidedReviews(
    tx,
    earlier.map((each) => each.id),
  );
  const open = earlier.some((each) => !decided.has(each.id) && each.evidenceDigest === digest);
  if (open) return "review_open_already";
  const records = await holderRecords(tx, [subject.personId], everything);
  const record = records.get(subject.personId);
  const held = (record ? timelinesOf(record, standingRules(content)) : [])
    .filter((each) => each.code === subject.credentialCode && each.kind === "own")
    .map((each) => stretchAt(each, now)?.state);
  return held.includes("issued") ? "already_issued" : null;
}
