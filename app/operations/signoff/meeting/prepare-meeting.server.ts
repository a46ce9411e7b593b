import { releaseOf } from "#app/domain/content.ts";
import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Due, dueFor, type FindingWord } from "#app/domain/signoff/meeting.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds, type Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import type { Programme } from "#db/store/people/places.server.ts";
import { lastFindings } from "#db/store/signoff/findings.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { programmesOf } from "../../training/cohort/programmes.server.ts";
import { programmeTarget } from "../targets.server.ts";

const callers = ["committee_member", "programme_director"] as const;

export type Callable = Due<{
  readonly fellowshipId: string;
  readonly name: string;
  readonly release: string;
  readonly during: Interval;
  readonly lastFoundAt: Instant | null;
  readonly lastFinding: FindingWord | null;
}>;
export type PreparedMeeting = {
  readonly programmes: readonly Programme[];
  readonly programme: Programme;
  /** Who is in training, with when they are due; whoever waits longest on top. */
  readonly fellows: readonly Callable[];
};

/** Whom a meeting could be about. @param asked  A programme; the first one reached where left out. */
export function prepareMeeting(
  ctx: Context,
  asked: string | null,
): Promise<Result<PreparedMeeting>> {
  const target = async (tx: Transaction): Promise<Result<Target>> => {
    const all = await programmesOf(tx, ctx.actor, callers, ctx.now);
    const found = all.find((each) => each.id === asked) ?? all[0];
    return found ? programmeTarget(tx, found.id) : refuse("not_permitted");
  };
  return ask<PreparedMeeting>(ctx, "meeting.call", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, callers, now);
    const programme = programmes.find((each) => each.id === asked) ?? programmes[0];
    if (!programme) return refuse("no_such_programme");
    const cohort = (await cohortOf(tx, programme.id)).filter((each) => holds(each.during, now));
    const last = await lastFindings(
      tx,
      cohort.map((each) => each.id),
    );
    const fellows = cohort.map(({ id, fellowName, release, during }) => ({
      fellowshipId: id,
      name: fellowName,
      release,
      during,
      lastFoundAt: last.get(id)?.at ?? null,
      lastFinding: last.get(id)?.recommendation ?? null,
    }));
    const months = (each: (typeof fellows)[number]) =>
      releaseOf(ctx.content, each.release).requirements.committeeReviewMonths.value;
    return allow({ programmes, programme, fellows: dueFor(fellows, now, months) });
  });
}
