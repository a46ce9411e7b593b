import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { toolsFor } from "#app/domain/training/assessment/observation.ts";
import { entitlement } from "#app/domain/training/entitlement.ts";
import { casesToConfirm, type LoggedCase } from "#db/store/training/cases.server.ts";
import {
  cohortOf,
  type Fellowship,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import { type GivenObservation, givenBy, lastMet } from "#db/store/training/given.server.ts";
import { findVersion, versionsOf } from "#db/store/training/logbook.server.ts";
import {
  findRequest,
  type ObservationRequest,
  openRequestsTo,
} from "#db/store/training/observations.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { programmesOf } from "../cohort/programmes.server.ts";
import { assessorRecord } from "../progress/evidence.server.ts";
import { answerForm, type ObservationForm } from "./answer-form.server.ts";

export type Inbox = {
  /** `was`: the version that a correction took the place of. */
  readonly cases: readonly (LoggedCase & { readonly was: LoggedCase | null })[];
  /** How many cases of past logs wait, which are answered together. */
  readonly imported: number;
  readonly requests: readonly ObservationRequest[];
  /** Whom the assessor can observe without being asked; whom they met last stands first. */
  readonly fellows: readonly Fellowship[];
  /** What they gave last. */
  readonly given: readonly GivenObservation[];
};

const givenShown = 10;

/** What waits for an assessor: cases to confirm, observations asked for, and the fellows around. */
export function assessorInbox(ctx: Context): Promise<Result<Inbox>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx, now }) => {
    const self = ctx.actor.id;
    if (self === null) return refuse("not_permitted");
    const programmes = await programmesOf(tx, ctx.actor, ["assessor"], now);
    const cohorts = [];
    for (const each of programmes) cohorts.push(await cohortOf(tx, each.id));
    const met = await lastMet(tx, self);
    const last = ({ fellowId }: Fellowship) => met.get(fellowId) ?? 0;
    const fellows = cohorts
      .flat()
      .filter((each) => holds(each.during, now) && each.fellowId !== self)
      .sort((a, b) => last(b) - last(a));
    const cases: Inbox["cases"][number][] = [];
    const waiting = await casesToConfirm(tx, self);
    const isImported = (each: LoggedCase) => each.provenance === "imported";
    for (const each of waiting.filter((one) => !isImported(one))) {
      const was = each.supersedes === null ? null : await findVersion(tx, each.supersedes);
      cases.push({ ...each, was });
    }
    return allow({
      cases,
      imported: waiting.filter(isImported).length,
      requests: await openRequestsTo(tx, self, now),
      fellows,
      given: await givenBy(tx, self, givenShown),
    });
  });
}

export type CaseToJudge = {
  readonly entry: LoggedCase;
  /** The first version and every correction, the one to judge last. */
  readonly versions: readonly LoggedCase[];
  readonly fellowship: Fellowship;
  readonly release: Release;
};

/** A case, by the id of any version, as the supervisor named in the last one sees it; for everybody else there is no such case. */
export function showCaseToConfirm(ctx: Context, caseId: string): Promise<Result<CaseToJudge>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx }) => {
    const versions = await versionsOf(tx, caseId);
    const entry = versions.at(-1);
    if (!entry || entry.supervisorId !== ctx.actor.id) return refuse("no_such_case");
    const fellowship = await findFellowship(tx, entry.fellowshipId);
    if (!fellowship) return refuse("no_such_case");
    const release = releaseOf(ctx.content, fellowship.release);
    return allow({ entry, versions, fellowship, release });
  });
}

/** The form that answers a request; for everybody but the one asked there is no such request. */
export function prepareAnswer(ctx: Context, requestId: string): Promise<Result<ObservationForm>> {
  return ask(ctx, "assessor.inbox", {}, async ({ tx, now }) => {
    const request = await findRequest(tx, requestId);
    if (!request || request.assessorId !== ctx.actor.id) return refuse("no_such_request");
    return answerForm(ctx, tx, request, now);
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
    const observed = all.filter((each) => toolsFor(release, each).length > 0);
    const subjects = observed.filter((each) => entitlement(release, record, each, now));
    const nothing = { request: null, entry: null, state: "open", confirmsCase: false } as const;
    return allow({ fellowship, release, subjects, weight: "counts", ...nothing });
  });
}
