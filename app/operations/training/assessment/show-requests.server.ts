import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  type RequestState,
  requestStateOf,
} from "#app/domain/training/assessment/assessment-link.ts";
import { type Weight, weightOf } from "#app/domain/training/assessment/observation.ts";
import type { PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { fateOf } from "#db/store/training/assessments.server.ts";
import { findCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, findFellowship } from "#db/store/training/fellowships.server.ts";
import {
  findObservation,
  findRequest,
  type ObservationRequest,
  type RecordedObservation,
  requestsOf,
} from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";

export type RequestRow = ObservationRequest & { readonly state: RequestState };

/** What the fellow asked for: still open, ended, declined and answered; the latest first. */
export function showRequests(ctx: Context): Promise<
  Result<{
    readonly fellowship: Fellowship;
    readonly release: Release;
    readonly rows: RequestRow[];
  }>
> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || self === undefined) return refuse("no_such_fellowship");
    const release = releaseOf(ctx.content, fellowship.release);
    const rows = (await requestsOf(tx, self)).map((each) => ({
      ...each,
      state: requestStateOf(each, now),
    }));
    return allow({ fellowship, release, rows });
  });
}

/** The observation that answered, as it stands now. */
export type Answer = RecordedObservation & {
  readonly weight: Weight;
  readonly withdrawnBecause: string | null;
};

export type RequestView = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly policy: PortfolioPolicy;
  readonly request: RequestRow;
  readonly entry: LoggedCase | null;
  /** The person asked finds it in their own list, too. */
  readonly hasInbox: boolean;
  readonly hasAddress: boolean;
  readonly answer: Answer | null;
  readonly now: Instant;
};

/** One own request, how it can reach the person asked, and what came of it. */
export function showRequest(ctx: Context, requestId: string): Promise<Result<RequestView>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const request = await findRequest(tx, requestId);
    if (!request || request.fellowId !== self) return refuse("no_such_request");
    const fellowship = await findFellowship(tx, request.fellowshipId);
    if (!fellowship) return refuse("no_such_request");
    const policy = await policyOf(tx, ctx.content, fellowship.programmeId, now);
    const holders = await holdersOf(tx, "assessor", fellowship, now);
    const asked = await findPerson(tx, request.assessorId);
    return allow({
      fellowship,
      release: releaseOf(ctx.content, fellowship.release),
      policy,
      request: { ...request, state: requestStateOf(request, now) },
      entry: request.caseId ? await findCase(tx, request.caseId) : null,
      hasInbox: holders.some((each) => each.id === request.assessorId),
      hasAddress: asked?.email != null,
      answer: await answerTo(tx, request, policy),
      now,
    });
  });
}

async function answerTo(
  tx: Transaction,
  { answeredBy }: Pick<ObservationRequest, "answeredBy">,
  { countedAssurance }: Pick<PortfolioPolicy, "countedAssurance">,
): Promise<Answer | null> {
  if (!answeredBy) return null;
  const fate = await fateOf(tx, answeredBy);
  // A correction answers in place of what it corrects, and may be corrected in turn.
  if (fate.correctedBy) return answerTo(tx, { answeredBy: fate.correctedBy }, { countedAssurance });
  const answer = await findObservation(tx, answeredBy);
  const { withdrawnBecause } = fate;
  return answer && { ...answer, withdrawnBecause, weight: weightOf(answer, countedAssurance) };
}
