import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { entitlement } from "#app/domain/training/entitlement.ts";
import { casesToConfirm, findCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import {
  cohortOf,
  type Fellowship,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import {
  findRequest,
  type ObservationRequest,
  openRequestsTo,
} from "#db/store/training/observations.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { assessorRecord } from "./evidence.server.ts";
import { programmesOf } from "./programmes.server.ts";

export type Inbox = {
  readonly cases: readonly LoggedCase[];
  readonly requests: readonly ObservationRequest[];
  /** Whom the assessor can observe without being asked. */
  readonly fellows: readonly Fellowship[];
};

/** What waits for an assessor: cases to confirm, observations asked for, and the fellows around. */
export function assessorInbox(ctx: Context): Promise<Result<Inbox>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx, now }) => {
    const self = ctx.actor.id;
    if (self === null) return refuse("not_permitted");
    const programmes = await programmesOf(tx, ctx.actor, ["assessor"], now);
    const cohorts = [];
    for (const each of programmes) cohorts.push(await cohortOf(tx, each.id));
    const fellows = cohorts
      .flat()
      .filter((each) => holds(each.during, now) && each.fellowId !== self);
    return allow({
      cases: await casesToConfirm(tx, self),
      requests: await openRequestsTo(tx, self, now),
      fellows,
    });
  });
}

export type CaseToJudge = {
  readonly entry: LoggedCase;
  readonly fellowship: Fellowship;
  readonly release: Release;
};

/** A case as the supervisor named in it sees it; for everybody else there is no such case. */
export function showCaseToConfirm(ctx: Context, caseId: string): Promise<Result<CaseToJudge>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx }) => {
    const entry = await findCase(tx, caseId);
    if (!entry || entry.supervisorId !== ctx.actor.id) return refuse("no_such_case");
    const fellowship = await findFellowship(tx, entry.fellowshipId);
    if (!fellowship) return refuse("no_such_case");
    return allow({ entry, fellowship, release: releaseOf(ctx.content, fellowship.release) });
  });
}

export type ObservationForm = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly request: ObservationRequest | null;
  readonly entry: LoggedCase | null;
  /** Competencies and EPAs that the assessor may judge today. */
  readonly subjects: readonly string[];
};

/** The form that answers a request; for everybody but the one asked there is no such request. */
export function prepareAnswer(ctx: Context, requestId: string): Promise<Result<ObservationForm>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx, now }) => {
    const request = await findRequest(tx, requestId);
    if (!request || request.assessorId !== ctx.actor.id) return refuse("no_such_request");
    const fellowship = await findFellowship(tx, request.fellowshipId);
    if (!fellowship) return refuse("no_such_request");
    const entry = request.caseId ? await findCase(tx, request.caseId) : null;
    const release = releaseOf(ctx.content, fellowship.release);
    const record = await assessorRecord(ctx, tx, request.assessorId);
    const may = entitlement(release, record, request.subjectCode, now) !== null;
    return allow({
      fellowship,
      release,
      request,
      entry,
      subjects: may ? [request.subjectCode] : [],
    });
  });
}

/** The form for an observation that nobody asked for, about a fellow of one's programme. */
export function prepareObservation(
  ctx: Context,
  fellowshipId: string,
): Promise<Result<ObservationForm>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx, now }) => {
    const fellowship = await findFellowship(tx, fellowshipId);
    const programmes = await programmesOf(tx, ctx.actor, ["assessor"], now);
    const theirs = programmes.some((each) => each.id === fellowship?.programmeId);
    const self = ctx.actor.id;
    if (!fellowship || !theirs || self === null) return refuse("no_such_fellowship");
    if (fellowship.fellowId === self) return refuse("observation_of_self");
    const release = releaseOf(ctx.content, fellowship.release);
    const record = await assessorRecord(ctx, tx, self);
    const all = [...release.competencies, ...release.epas].map((each) => each.code);
    const subjects = all.filter((each) => entitlement(release, record, each, now));
    return allow({ fellowship, release, request: null, entry: null, subjects });
  });
}
