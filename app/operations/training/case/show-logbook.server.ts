import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import type { LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, findFellowship } from "#db/store/training/fellowships.server.ts";
import {
  type CaseOutcome,
  countCases,
  lastLogged,
  pageOfLog,
  versionsOf,
} from "#db/store/training/logbook.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { notedLook } from "../progress/note-look.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";
import { caseTarget } from "./case-target.server.ts";

export type CaseState = CaseOutcome;

/** What became of a case, for lists and filters. */
export function caseStateOf({ verification }: Pick<LoggedCase, "verification">): CaseState {
  return verification?.outcome ?? "pending";
}

export type Logbook<Place> = {
  readonly fellowship: Fellowship;
  readonly cases: readonly LoggedCase[];
  readonly counts: Readonly<Record<CaseState, number>>;
  /** Which part of the log the cases are. */
  readonly place: Place;
  /** The case that was entered last, which a fellow may want to be assessed on at once. */
  readonly latest: string | null;
};

type Part = { readonly from: number; readonly size: number };

/**
 * The fellow's own log, latest first.
 *
 * @param state  Only cases that stand so; null for all.
 * @param placeIn  Which part is wanted, once it is known of how many cases.
 */
export function showLogbook<Place extends Part>(
  ctx: Context,
  state: CaseState | null,
  placeIn: (total: number) => Place,
): Promise<Result<Logbook<Place>>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || self === undefined) return refuse("no_such_fellowship");
    const counts = await countCases(tx, self);
    const place = placeIn(state ? counts[state] : totalOf(counts));
    const cases = await pageOfLog(tx, self, state, place);
    return allow({
      ...{ fellowship, cases, counts, place },
      latest: (await lastLogged(tx, self, 1))[0] ?? null,
    });
  });
}

export function totalOf(counts: Readonly<Record<CaseState, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

export type CaseView = {
  readonly fellowship: Fellowship;
  /** As it stands now, withdrawn or not; its id differs from the one asked for once it was corrected. */
  readonly entry: LoggedCase;
  /** The first version and every correction, the one that stands last. */
  readonly versions: readonly LoggedCase[];
  readonly now: Instant;
};

/** One case, by the id of any of its versions, for its fellow and those who oversee the programme. */
export async function showCase(ctx: Context, caseId: string): Promise<Result<CaseView>> {
  const target = (tx: Transaction) => caseTarget(tx, caseId);
  const shown = await ask<CaseView>(ctx, "training.read", target, async ({ tx, now }) => {
    const versions = await versionsOf(tx, caseId);
    const entry = versions.at(-1);
    const fellowship = entry && (await findFellowship(tx, entry.fellowshipId));
    return entry && fellowship
      ? allow({ fellowship, entry, versions, now })
      : refuse("no_such_case");
  });
  return notedLook(ctx, shown, "a case");
}
