import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { entitlement } from "#app/domain/training/entitlement.ts";
import {
  acceptSubject,
  observationTools,
  requestExpiry,
} from "#app/domain/training/observation.ts";
import type { Transaction } from "#db/client.server.ts";
import { findCase } from "#db/store/training/cases.server.ts";
import { fellowshipTarget, findFellowship } from "#db/store/training/fellowships.server.ts";
import { findRequest, insertRequest } from "#db/store/training/observations.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { assessorRecord } from "./evidence.server.ts";

export const RequestObservation = z.object({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  assessorId: z.uuid(),
  tool: z.enum(observationTools),
  subjectCode: z.string().min(1).max(32),
  caseId: z.uuid().optional(),
});

/** A fellow asks an assessor, who may judge it today, to observe. The request ends by itself. */
export function requestObservation(
  ctx: Context,
  input: z.output<typeof RequestObservation>,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowshipId, assessorId, subjectCode, tool } = input;
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return act(ctx, "observation.request", target, async ({ tx, now, record }) => {
    const before = await findRequest(tx, id);
    if (before) {
      const same = before.fellowshipId === fellowshipId && before.subjectCode === subjectCode;
      return same ? allow({ id }) : refuse("same_id_other_content");
    }
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    if (assessorId === fellowship.fellowId) return refuse("observation_of_self");
    const entry = input.caseId ? await findCase(tx, input.caseId) : null;
    if (input.caseId && entry?.fellowshipId !== fellowshipId) return refuse("no_such_case");
    const release = releaseOf(ctx.content, fellowship.release);
    const subject = acceptSubject({ subjectCode, tool }, { release, entry });
    if (!subject.ok) return subject;
    const assessors = await holdersOf(tx, "assessor", fellowship, now);
    const entitled = entitlement(
      release,
      await assessorRecord(ctx, tx, assessorId),
      subjectCode,
      now,
    );
    if (!entitled || !assessors.some((each) => each.id === assessorId)) {
      return refuse("assessor_not_entitled", { field: "assessorId" });
    }
    const fact = { id, fellowshipId, assessorId, tool, subjectCode, caseId: input.caseId ?? null };
    const expiresAt = requestExpiry(now);
    const entrySeq = await record({ request: { ...fact, expiresAt } });
    const { fellowId } = fellowship;
    await insertRequest(tx, { ...fact, fellowId, expiresAt, entrySeq });
    return allow({ id });
  });
}
