import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import {
  feedbackSubjects,
  type RoundState,
  ratersNeeded,
  roundState,
} from "#app/domain/training/feedback/feedback-round.ts";
import { type FeedbackSummary, summarise } from "#app/domain/training/feedback/feedback-summary.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  answersOf,
  type FeedbackRound,
  roundsOf,
} from "#db/store/training/feedback-rounds.server.ts";
import { cohortOf, type Fellowship, fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import {
  findObservation,
  type RecordedObservation,
} from "#db/store/training/observations.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { programmesOf } from "../cohort/programmes.server.ts";
import { mayDiscuss, roundTarget, roundWithFellowship } from "./close-feedback-round.server.ts";

export type ShownRound = {
  readonly round: FeedbackRound;
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly state: RoundState;
  /** How many answers make it count. */
  readonly needed: number;
  readonly isFellow: boolean;
  readonly results: FeedbackSummary | null;
  /** In no order that means anything. */
  readonly texts: readonly string[];
  /** How it was closed; null while it was not. */
  readonly closed: RecordedObservation | null;
};

/**
 * One round. What raters said is shown once it takes no more answers and enough came in: to whoever may
 * discuss it, and to the fellow once it was discussed. Until then the fellow sees how many answered.
 */
export function showFeedbackRound(ctx: Context, roundId: string): Promise<Result<ShownRound>> {
  const target = (tx: Transaction) => roundTarget(tx, roundId);
  return ask(ctx, "feedback.read", target, async ({ tx, now }) => {
    const found = await roundWithFellowship(tx, roundId);
    if (!found) return refuse("no_such_round");
    const { round, fellowship } = found;
    const isFellow = round.fellowId === ctx.actor.id;
    if (!isFellow && !(await mayDiscuss(ctx, tx, found, now)).ok) return refuse("not_found");
    const state = roundState(round, now);
    const mayLook = isFellow ? state === "closed" : state !== "open";
    const answers = mayLook ? await answersOf(tx, roundId) : [];
    const results = summarise(answers, ctx.content.feedback);
    const release = releaseOf(ctx.content, fellowship.release);
    return allow({
      round,
      fellowship,
      release,
      state,
      needed: ratersNeeded(release, round.subjectCode),
      isFellow,
      results,
      texts: results ? answers.flatMap(({ text }) => (text ? [text] : [])) : [],
      closed: round.closedBy ? await findObservation(tx, round.closedBy) : null,
    });
  });
}

export type RoundLine = {
  readonly round: FeedbackRound;
  readonly fellowship: Fellowship;
  readonly state: RoundState;
  readonly needed: number;
};
export type FeedbackRounds = {
  /** About the asker. */
  readonly own: readonly RoundLine[];
  /** Those that the asker may discuss. */
  readonly others: readonly RoundLine[];
};

/** The rounds about the asker, and those that they may discuss; what waits for them on top. */
export function listFeedbackRounds(ctx: Context): Promise<Result<FeedbackRounds>> {
  return ask(ctx, "feedback.list", {}, async ({ tx, now }) => {
    const self = ctx.actor.id;
    if (self === null) return refuse("not_permitted");
    const mine = await fellowshipsOf(tx, self);
    const own = await linesOf(ctx, tx, mine, now);
    const around: Fellowship[] = [];
    for (const { id } of await programmesOf(
      tx,
      ctx.actor,
      ["programme_director", "assessor"],
      now,
    )) {
      around.push(...(await cohortOf(tx, id)).filter((each) => each.fellowId !== self));
    }
    const others: RoundLine[] = [];
    for (const line of await linesOf(ctx, tx, around, now)) {
      if ((await mayDiscuss(ctx, tx, line, now)).ok) others.push(line);
    }
    return allow({ own, others });
  });
}

async function linesOf(
  { content }: Context,
  tx: Transaction,
  fellowships: readonly Fellowship[],
  now: Instant,
): Promise<RoundLine[]> {
  const byId = new Map(fellowships.map((each) => [each.id, each]));
  const rounds = await roundsOf(tx, [...byId.keys()]);
  const lines = rounds.flatMap((round) => {
    const fellowship = byId.get(round.fellowshipId);
    if (!fellowship) return [];
    const needed = ratersNeeded(releaseOf(content, fellowship.release), round.subjectCode);
    return [{ round, fellowship, state: roundState(round, now), needed }];
  });
  const order: readonly RoundState[] = ["ended", "open", "closed"];
  return lines.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

export type RoundToBegin = {
  readonly fellowship: Fellowship;
  readonly subjects: ReturnType<typeof feedbackSubjects>;
};

/** Whom one may begin a round for today: oneself, and as director every fellow of one's programme. */
export function prepareFeedbackRound(ctx: Context): Promise<Result<readonly RoundToBegin[]>> {
  return ask(ctx, "feedback.list", {}, async ({ tx, now }) => {
    const self = ctx.actor.id;
    if (self === null) return refuse("not_permitted");
    const all = [...(await fellowshipsOf(tx, self))];
    for (const { id } of await programmesOf(tx, ctx.actor, ["programme_director"], now)) {
      all.push(...(await cohortOf(tx, id)));
    }
    const current = all.filter((each) => holds(each.during, now));
    const once = [...new Map(current.map((each) => [each.id, each])).values()];
    return allow(
      once.map((fellowship) => ({
        fellowship,
        subjects: feedbackSubjects(releaseOf(ctx.content, fellowship.release)),
      })),
    );
  });
}
