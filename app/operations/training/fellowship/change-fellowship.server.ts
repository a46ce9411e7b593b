import { z } from "zod";
import { isReleased } from "#app/domain/content.ts";
import { endOfDay } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, later } from "#app/domain/time/instant.ts";
import { forever, interval, overlaps } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import { type Evidence, rulesOf } from "#app/domain/training/evidence.ts";
import { type CredentialProgress, progressTowardsAll } from "#app/domain/training/progress.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  changesOf,
  type FellowshipChange,
  findChange,
  insertChange,
} from "#db/store/training/fellowship-changes.server.ts";
import {
  type Fellowship,
  fellowshipsOf,
  fellowshipTarget,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { rememberedEvidence } from "../progress/remembered.server.ts";

export const Wish = z.object({
  /** The new last day on the programme's calendar; left out: the end stays. */
  lastDay: z.iso.date().optional(),
  /** Left out: the release stays. */
  release: z.string().max(32).optional(),
});
type Wish = z.output<typeof Wish>;

export const ChangeFellowship = Wish.extend({
  id: z.uuid(),
  fellowshipId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
});

/**
 * Gives a fellowship another end, another release, or both; it keeps its id and all that was logged.
 *
 * Refusals: `no_such_fellowship`, `own_record`, `no_such_release`, `nothing_to_change`,
 * `ends_before_it_starts`, `period_overlaps`, `last_day_needed`, and those of free text.
 */
export function changeFellowship(
  ctx: Context,
  input: z.output<typeof ChangeFellowship>,
): Promise<Result<{ readonly id: string }>> {
  const { id, fellowshipId } = input;
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return act(ctx, "fellowship.change", target, async ({ tx, record }) => {
    if (await findChange(tx, id)) return allow({ id });
    const reason = acceptFreeText(input.reason, "reason");
    if (!reason.ok) return reason;
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    if (fellowship.fellowId === ctx.actor.id) return refuse("own_record");
    const wished = acceptWish(ctx, fellowship, input);
    if (!wished.ok) return wished;
    const { release, endsAt } = wished.value;
    const during = interval(fellowship.during.start, endsAt);
    const others = (await fellowshipsOf(tx, fellowship.fellowId)).filter(
      (each) => each.id !== fellowshipId && each.programmeId === fellowship.programmeId,
    );
    if (others.some((each) => overlaps(each.during, during))) {
      return refuse("period_overlaps", { field: "lastDay" });
    }
    const fact = { id, fellowshipId, release, endsAt, reason: reason.value };
    const entrySeq = await record({ fellowshipChange: fact });
    await insertChange(tx, { ...fact, fellowId: fellowship.fellowId, entrySeq });
    return allow({ id });
  });
}

type Outcome = { readonly release: string; readonly endsAt: Instant };

export type FellowshipEffect = Outcome & {
  readonly before: readonly CredentialProgress[];
  readonly after: readonly CredentialProgress[];
  /** Cases on record that would lie after the new end: they stay and count. */
  readonly casesAfterEnd: number;
};

export type FellowshipChanging = {
  readonly fellowship: Fellowship;
  readonly releases: readonly { readonly version: string; readonly title: string }[];
  readonly changes: readonly FellowshipChange[];
  /** What the wish would do; null without one, or where it is refused. */
  readonly effect: Result<FellowshipEffect> | null;
};

/** The fellowship as it stands, what was changed before, and what a wish would do. Nothing is changed. */
export function prepareChange(
  ctx: Context,
  fellowshipId: string,
  wish: Wish | null,
): Promise<Result<FellowshipChanging>> {
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return ask<FellowshipChanging>(ctx, "fellowship.change", target, async ({ tx, now }) => {
    const fellowship = await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const { evidence } = await rememberedEvidence(ctx, tx, fellowship.fellowId);
    const wished = wish && acceptWish(ctx, fellowship, wish);
    const all = [...ctx.content.releases.values()];
    const releases = all.filter(({ status }) => status === "released");
    return allow({
      fellowship,
      releases: releases.map(({ version, title }) => ({ version, title })),
      changes: await changesOf(tx, fellowshipId),
      effect: wished?.ok ? allow(effectOf(ctx, fellowship, evidence, wished.value, now)) : wished,
    });
  });
}

function acceptWish(
  { content }: Context,
  { during, release: before, timeZone }: Fellowship,
  wish: Wish,
): Result<Outcome> {
  const release = wish.release ?? before;
  if (!isReleased(content, release)) return refuse("no_such_release", { field: "release" });
  const endsAt = wishedEnd(wish.lastDay, during.end, timeZone);
  if (endsAt === forever) return refuse("last_day_needed", { field: "lastDay" });
  if (endsAt <= during.start) return refuse("ends_before_it_starts", { field: "lastDay" });
  if (release === before && endsAt === during.end) {
    return refuse("nothing_to_change", { field: "lastDay" });
  }
  return allow({ release, endsAt });
}

/** The day on which it ends already leaves the end as it is, also where that is not midnight. */
function wishedEnd(lastDay: string | undefined, before: Instant, zone: string): Instant {
  if (lastDay === undefined) return before;
  const wished = endOfDay(lastDay, zone);
  const same = before !== forever && startOfLocalDay(later(before, -1), zone, 1) === wished;
  return same ? before : wished;
}

function effectOf(
  { content }: Context,
  { id, release, during }: Fellowship,
  evidence: Evidence,
  outcome: Outcome,
  now: Instant,
): FellowshipEffect {
  const changed = interval(during.start, outcome.endsAt);
  const fellowships = evidence.fellowships.map((each) =>
    each.id === id ? { ...each, release: outcome.release, during: changed } : each,
  );
  const after = { ...evidence, fellowships };
  return {
    ...outcome,
    before: progressTowardsAll(rulesOf(content, release), evidence, now),
    after: progressTowardsAll(rulesOf(content, outcome.release), after, now),
    casesAfterEnd: evidence.cases.filter((each) => each.performedAt >= outcome.endsAt).length,
  };
}
