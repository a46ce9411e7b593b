import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { assessmentTools } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { acceptSubject, requestExpiry } from "#app/domain/training/assessment/observation.ts";
import type { Transaction } from "#db/client.server.ts";
import { findCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { findRequest, insertRequest } from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { AskedPerson, askedPerson } from "./asked-person.server.ts";

export const RequestObservation = AskedPerson.extend({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  tool: z.enum(assessmentTools),
  subjectCode: z.string().min(1).max(32),
  caseId: z.uuid().optional(),
});
type Input = z.output<typeof RequestObservation>;

/**
 * A fellow asks somebody to observe: an assessor of the programme, or anybody else by name. Whether the
 * answer will count is for its own day to say, so nobody is refused for what they may judge today. The
 * request ends by itself.
 */
export function requestObservation(
  ctx: Context,
  input: Input,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowshipId, subjectCode, tool } = input;
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  const newPersonId = uuidv7();
  return act(ctx, "observation.request", target, async ({ tx, now, record }) => {
    const before = await findRequest(tx, id);
    if (before) {
      const same = before.fellowshipId === fellowshipId && before.subjectCode === subjectCode;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const entry = input.caseId ? await findCase(tx, input.caseId) : null;
    if (input.caseId && entry?.fellowshipId !== fellowshipId) return refuse("no_such_case");
    const release = releaseOf(ctx.content, fellowship.release);
    const subject = acceptSubject({ subjectCode, tool }, { release, entry });
    if (!subject.ok) return subject;
    const asked = await askedPerson(tx, input, { id: newPersonId, now });
    if (!asked.ok) return asked;
    const assessorId = asked.value;
    if (assessorId === fellowship.fellowId) {
      const field = input.assessorEmail ? "assessorEmail" : "assessorId";
      return refuse("observation_of_self", { field });
    }
    const fact = { id, fellowshipId, assessorId, tool, subjectCode, caseId: input.caseId ?? null };
    const policy = await policyOf(tx, ctx.content, fellowship.programmeId, now);
    const expiresAt = requestExpiry(now, policy.requestDays);
    const entrySeq = await record({ request: { ...fact, expiresAt } });
    await insertRequest(tx, { ...fact, fellowId: fellowship.fellowId, expiresAt, entrySeq });
    return allow({ id });
  });
}

export const AskAgain = z.object({ id: z.uuid(), requestId: z.uuid() });

/** Asks the same person the same once more, after a request that ended or was declined. */
export async function askAgain(
  ctx: Context,
  { id, requestId }: z.output<typeof AskAgain>,
): Promise<Result<{ readonly id: string }>> {
  const self = ctx.actor.id ?? undefined;
  const found = await ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const request = await findRequest(tx, requestId);
    if (!request || request.fellowId !== self) return refuse("no_such_request");
    if (request.answeredBy !== null) return refuse("request_already_answered");
    const isOpen = request.declinedBecause === null && now < request.expiresAt;
    return isOpen ? refuse("request_still_open") : allow(request);
  });
  if (!found.ok) return found;
  const { fellowshipId, assessorId, tool, subjectCode, caseId } = found.value;
  return requestObservation(ctx, {
    id,
    fellowshipId,
    assessorId,
    tool,
    subjectCode,
    caseId: caseId ?? undefined,
  });
}
