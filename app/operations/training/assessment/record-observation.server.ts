import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { assessmentTools } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { acceptObservation, feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { entitlement, entitlementText } from "#app/domain/training/entitlement.ts";
import { notEntitled } from "#app/domain/training/evidence.ts";
import type { Transaction } from "#db/client.server.ts";
import { markLinkUsed } from "#db/store/training/assessment-links.server.ts";
import { findCase, insertVerification, type LoggedCase } from "#db/store/training/cases.server.ts";
import {
  type Fellowship,
  findFellowship,
  targetOf,
} from "#db/store/training/fellowships.server.ts";
import {
  findObservation,
  findRequest,
  insertNarrative,
  insertObservation,
  type RecordedObservation,
} from "#db/store/training/observations.server.ts";
import { act, type Turn } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { momentOf, Reading, When } from "../case/moments.server.ts";
import { assessorRecord } from "../progress/evidence.server.ts";
import { narrativeOf } from "./narrative.server.ts";
import { tellNamesake } from "./tell-namesake.server.ts";

export const RecordObservation = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  subjectCode: z.string().min(1).max(32),
  tool: z.enum(assessmentTools),
  level: z.coerce.number().int().min(1).max(5),
  when: When,
  reading: Reading.optional(),
  /** One sentence to the fellow. Kept apart from the fact, which holds its salted digest. */
  feedback: z.string().trim().min(1).max(feedbackMax),
  caseId: z.uuid().optional(),
  requestId: z.uuid().optional(),
  /** The supervisor named in the case says in the same act that it was so. */
  confirmsCase: z.literal("yes").optional(),
});
type Input = z.output<typeof RecordObservation>;

/**
 * An assessor judges what they saw. Why they were entitled on that day is computed and kept with it, and
 * how they were known to be who they are. Who was asked may answer without an entitlement: it is kept and
 * shown, and never counts. The same id sent again by the same assessor is answered the same.
 */
export function recordObservation(
  ctx: Context,
  input: Input,
): Promise<Result<{ readonly id: string }>> {
  const target = async (tx: Transaction) => {
    const found = await findFellowship(tx, input.fellowshipId);
    if (!found) return refuse("no_such_fellowship");
    return allow({ ...targetOf(found), requestId: input.requestId });
  };
  return act(ctx, "observation.record", target, async (turn) => {
    const { tx, now, record } = turn;
    const assessorId = ctx.actor.id;
    const { id, subjectCode, tool, level, fellowshipId, feedback } = input;
    if (assessorId === null) return refuse("not_permitted");
    const before = await findObservation(tx, id);
    if (before) {
      const own = before.assessorId === assessorId && before.fellowshipId === fellowshipId;
      return own && saysTheSame(input, before) ? allow({ id }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const about = await whatItIsAbout(tx, input, assessorId, now);
    if (!about.ok) return about;
    const when = momentOf(input.when, fellowship.timeZone, input.reading);
    if (!when.ok) return when;
    const { fellowId, during } = fellowship;
    const release = releaseOf(ctx.content, fellowship.release);
    const observedAt = when.value;
    const judged = acceptObservation(
      { assessorId, subjectCode, tool, level, observedAt, feedback },
      { fellowId, during, release, now, entry: about.value.entry },
    );
    if (!judged.ok) return judged;
    const text = acceptFreeText(feedback, "feedback");
    if (!text.ok) return text;
    const standing = await assessorRecord(ctx, tx, assessorId);
    const entitled = entitlement(release, standing, subjectCode, observedAt);
    if (!entitled && input.requestId === undefined) return refuse("not_an_assessor");
    const confirmed = await confirmWithIt(turn, input, about.value.entry, assessorId);
    if (!confirmed.ok) return confirmed;
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
      raters: null,
      entitlement: entitled ? entitlementText(entitled) : notEntitled,
      assurance: ctx.actor.kind === "link" ? ctx.actor.assurance : ("account" as const),
      caseId: about.value.caseId,
      requestId: input.requestId ?? null,
      narrativeDigest: narrative.digest,
    };
    const entrySeq = await record({ observation: fact });
    await insertNarrative(tx, narrative.row);
    await insertObservation(tx, { ...fact, narrativeId: narrative.row.id, entrySeq });
    await closeLink(ctx, turn, fellowship);
    return allow({ id });
  });
}

/** What counts, and the sentence; the time is left out, which the form may have set anew. */
function saysTheSame(input: Input, before: RecordedObservation): boolean {
  const { subjectCode, tool, level, feedback } = before;
  const judged = subjectCode === input.subjectCode && tool === input.tool && level === input.level;
  return judged && (feedback === null || feedback === input.feedback);
}

/** The case and the request it answers, if they are this fellow's and this assessor's. */
async function whatItIsAbout(tx: Transaction, input: Input, assessorId: string, now: Instant) {
  const request = input.requestId ? await findRequest(tx, input.requestId) : null;
  if (input.requestId) {
    const theirs =
      request?.assessorId === assessorId && request.fellowshipId === input.fellowshipId;
    if (!request || !theirs) return refuse("no_such_request");
    if (request.answeredBy !== null) return refuse("request_already_answered");
    if (request.declinedBecause !== null) return refuse("request_was_declined");
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

/** Only the supervisor whom the case names confirms it; what they said of it before stands. */
async function confirmWithIt(
  { tx, record }: Turn,
  { confirmsCase }: Input,
  entry: LoggedCase | null,
  assessorId: string,
): Promise<Result<undefined>> {
  if (confirmsCase === undefined || entry === null) return allow();
  if (entry.supervisorId !== assessorId) return refuse("not_the_supervisor");
  if (entry.verification?.outcome === "confirmed") return allow();
  if (entry.verification) return refuse("case_declined");
  const word = { caseId: entry.id, outcome: "confirmed" as const, reason: null };
  const entrySeq = await record(word);
  await insertVerification(tx, { ...word, verifiedBy: assessorId, entrySeq });
  return allow();
}

async function closeLink({ actor }: Context, turn: Turn, fellowship: Fellowship) {
  if (actor.kind !== "link") return;
  await markLinkUsed(turn.tx, actor.linkId, turn.now);
  if (actor.assurance === "in_person") await tellNamesake(turn, actor, fellowship);
}
