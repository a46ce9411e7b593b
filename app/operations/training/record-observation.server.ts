import { createHash, randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { entitlement, entitlementText } from "#app/domain/training/entitlement.ts";
import { acceptObservation, observationTools } from "#app/domain/training/observation.ts";
import type { Transaction } from "#db/client.server.ts";
import { findCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import {
  findObservation,
  findRequest,
  insertNarrative,
  insertObservation,
} from "#db/store/training/observations.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { assessorRecord } from "./evidence.server.ts";
import { momentOf, Reading, When } from "./moments.server.ts";

export const RecordObservation = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  subjectCode: z.string().min(1).max(32),
  tool: z.enum(observationTools),
  level: z.coerce.number().int().min(1).max(5),
  when: When,
  reading: Reading.optional(),
  /** Of a round of multi-source feedback. */
  raters: z.coerce.number().int().min(1).max(99).optional(),
  /** One sentence to the fellow. Kept apart from the fact, which holds its salted digest. */
  feedback: z.string().trim().min(1).max(1000),
  caseId: z.uuid().optional(),
  requestId: z.uuid().optional(),
});
type Input = z.output<typeof RecordObservation>;

/**
 * An assessor judges what they saw. Why they were entitled on that day is computed and kept with it. The
 * same id sent again by the same assessor is answered the same.
 */
export function recordObservation(
  ctx: Context,
  input: Input,
): Promise<Result<{ readonly id: string }>> {
  const target = (tx: Transaction) => fellowshipTarget(tx, input.fellowshipId);
  return act(ctx, "observation.record", target, async ({ tx, now, record }) => {
    const assessorId = ctx.actor.id;
    if (assessorId === null) return refuse("not_permitted");
    const { id, subjectCode, tool, level, fellowshipId, feedback } = input;
    const before = await findObservation(tx, id);
    if (before) {
      const same = before.assessorId === assessorId && before.fellowshipId === fellowshipId;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const about = await whatItIsAbout(tx, input, assessorId, now);
    if (!about.ok) return about;
    const when = momentOf(input.when, fellowship.timeZone, input.reading);
    if (!when.ok) return when;
    const { fellowId, during } = fellowship;
    const release = releaseOf(ctx.content, fellowship.release);
    const raters = input.raters ?? null;
    const observedAt = when.value;
    const judged = acceptObservation(
      { assessorId, subjectCode, tool, level, observedAt, raters, feedback },
      { fellowId, during, release, now, entry: about.value.entry },
    );
    if (!judged.ok) return judged;
    const standing = await assessorRecord(ctx, tx, assessorId);
    const entitled = entitlement(release, standing, subjectCode, observedAt);
    if (!entitled) return refuse("not_an_assessor");
    const narrative = narrativeOf(feedback);
    const fact = {
      id,
      fellowshipId,
      fellowId,
      assessorId,
      tool,
      subjectCode,
      level,
      observedAt,
      raters,
      entitlement: entitlementText(entitled),
      caseId: about.value.caseId,
      requestId: input.requestId ?? null,
      narrativeDigest: narrative.digest,
    };
    const entrySeq = await record({ observation: fact });
    await insertNarrative(tx, narrative.row);
    await insertObservation(tx, { ...fact, narrativeId: narrative.row.id, entrySeq });
    return allow({ id });
  });
}

/** The case and the request it answers, if they are this fellow's and this assessor's. */
async function whatItIsAbout(tx: Transaction, input: Input, assessorId: string, now: Instant) {
  const request = input.requestId ? await findRequest(tx, input.requestId) : null;
  if (input.requestId) {
    const theirs =
      request?.assessorId === assessorId && request.fellowshipId === input.fellowshipId;
    if (!request || !theirs) return refuse("no_such_request");
    if (request.answeredBy !== null) return refuse("request_already_answered");
    if (request.expiresAt <= now)
      return refuse("request_expired", { when: formatInstant(request.expiresAt).slice(0, 10) });
    if (request.subjectCode !== input.subjectCode) return refuse("request_about_other_subject");
  }
  const caseId = input.caseId ?? request?.caseId ?? null;
  const entry = caseId ? await findCase(tx, caseId) : null;
  if (caseId && entry?.fellowshipId !== input.fellowshipId) return refuse("no_such_case");
  if (entry?.withdrawnBecause != null) return refuse("case_already_withdrawn");
  return allow({ caseId, entry });
}

function narrativeOf(text: string) {
  const salt = randomBytes(16).toString("hex");
  const digest = createHash("sha256").update(salt).update(text, "utf8").digest("hex");
  return { row: { id: uuidv7(), salt, text }, digest };
}
