import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  type RequestState,
  requestStateOf,
} from "#app/domain/training/assessment/assessment-link.ts";
import { type Weight, weightOf } from "#app/domain/training/assessment/observation.ts";
import { entitlement, entitlementText } from "#app/domain/training/entitlement.ts";
import { notEntitled } from "#app/domain/training/evidence.ts";
import type { Transaction } from "#db/client.server.ts";
import { findCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, findFellowship } from "#db/store/training/fellowships.server.ts";
import { findRequest, type ObservationRequest } from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { assessorRecord } from "../progress/evidence.server.ts";

export type ObservationForm = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly request: ObservationRequest | null;
  readonly state: RequestState;
  readonly entry: LoggedCase | null;
  /** The assessor is the case's supervisor and has not said yet whether it was so. */
  readonly confirmsCase: boolean;
  /** Competencies and EPAs that can be judged with this form. */
  readonly subjects: readonly string[];
  /** Whether the answer counts if it is given now; if not, it is said before anything is written. */
  readonly weight: Weight;
};

/** What somebody asked needs to see before they answer, and whether their answer will count. */
export async function answerForm(
  ctx: Context,
  tx: Transaction,
  request: ObservationRequest,
  now: Instant,
): Promise<Result<ObservationForm>> {
  const fellowship = await findFellowship(tx, request.fellowshipId);
  if (!fellowship) return refuse("no_such_request");
  const release = releaseOf(ctx.content, fellowship.release);
  const entry = request.caseId ? await findCase(tx, request.caseId) : null;
  const standing = await assessorRecord(ctx, tx, request.assessorId);
  const entitled = entitlement(release, standing, request.subjectCode, now);
  const policy = await policyOf(tx, ctx.content, fellowship.programmeId, now);
  const given = {
    entitlement: entitled ? entitlementText(entitled) : notEntitled,
    assurance: ctx.actor.kind === "link" ? ctx.actor.assurance : ("account" as const),
  };
  return allow({
    fellowship,
    release,
    request,
    state: requestStateOf(request, now),
    entry: entry?.withdrawnBecause === null ? entry : null,
    confirmsCase: awaitsWordOf(entry, request.assessorId),
    subjects: [request.subjectCode],
    weight: weightOf(given, policy.countedAssurance),
  });
}

/** The form for whoever opened the link of a request. */
export function prepareGuestAnswer(ctx: Context): Promise<Result<ObservationForm>> {
  const requestId = ctx.actor.kind === "link" ? ctx.actor.requestId : undefined;
  return ask(ctx, "request.answer", { requestId }, async ({ tx, now }) => {
    const request = requestId ? await findRequest(tx, requestId) : null;
    if (!request || request.assessorId !== ctx.actor.id) return refuse("no_such_request");
    return answerForm(ctx, tx, request, now);
  });
}

function awaitsWordOf(entry: LoggedCase | null, personId: string): boolean {
  if (!entry || entry.withdrawnBecause !== null) return false;
  return entry.supervisorId === personId && entry.verification === null;
}
