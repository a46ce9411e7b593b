import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesOf, findCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import {
  type Fellowship,
  fellowshipTarget,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import { type ObservationRequest, openRequestsOf } from "#db/store/training/observations.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { currentFellowship } from "./show-progress.server.ts";

/** What became of a case, for lists and filters. */
export type CaseState = "pending" | "confirmed" | "declined";

export function caseStateOf({ verification }: Pick<LoggedCase, "verification">): CaseState {
  return verification?.outcome ?? "pending";
}

export type Logbook = {
  readonly fellowship: Fellowship;
  readonly cases: readonly LoggedCase[];
  readonly requests: readonly ObservationRequest[];
};

/** The fellow's own log, latest first, and the observations that they wait for. */
export function showLogbook(ctx: Context): Promise<Result<Logbook>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || self === undefined) return refuse("no_such_fellowship");
    const cases = await casesOf(tx, self);
    return allow({ fellowship, cases, requests: await openRequestsOf(tx, self, now) });
  });
}

export type CaseView = {
  readonly fellowship: Fellowship;
  readonly entry: LoggedCase;
  readonly now: Instant;
};

/** One case, also a withdrawn one, for its fellow and those who oversee the programme. */
export function showCase(ctx: Context, caseId: string): Promise<Result<CaseView>> {
  const target = async (tx: Transaction) => {
    const found = await findCase(tx, caseId);
    return found ? fellowshipTarget(tx, found.fellowshipId) : refuse("no_such_case");
  };
  return ask(ctx, "training.read", target, async ({ tx, now }) => {
    const entry = await findCase(tx, caseId);
    const fellowship = entry && (await findFellowship(tx, entry.fellowshipId));
    return entry && fellowship ? allow({ fellowship, entry, now }) : refuse("no_such_case");
  });
}
