import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { meetingsOf } from "#db/store/signoff/meetings.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { programmesOf } from "../training/cohort/programmes.server.ts";
import { isOpenAt } from "./meeting/list-meetings.server.ts";
import { programmeTarget } from "./targets.server.ts";

export type Entrustable = {
  readonly fellowshipId: string;
  readonly personId: string;
  readonly name: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly timeZone: string;
  /** Whether the fellowship goes on. */
  readonly inTraining: boolean;
};
export type OpenMeeting = {
  readonly id: string;
  readonly programmeName: string;
  readonly timeZone: string;
  readonly heldAt: Instant;
};
export type EntrustmentChoices = {
  /** Meetings that go on, in which the committee can decide. */
  readonly meetings: readonly OpenMeeting[];
  /** Whoever is on the agenda of one of them. */
  readonly fellows: readonly Entrustable[];
};

/** Where and about whom the committees of the person who asks may decide now. */
export function prepareEntrustment(ctx: Context): Promise<Result<EntrustmentChoices>> {
  const target = (tx: Transaction) => anySeat(ctx, tx);
  return ask<EntrustmentChoices>(ctx, "entrustment.decide", target, async ({ tx, now }) => {
    const seats = await programmesOf(tx, ctx.actor, ["committee_member"], now);
    const all = await meetingsOf(
      tx,
      seats.map((each) => each.id),
    );
    const meetings = all.filter((each) => each.signedSeq === null && isOpenAt(each.heldAt, now));
    const agenda = new Set(meetings.flatMap((each) => each.agenda));
    const fellows: Entrustable[] = [];
    for (const seat of seats) {
      for (const each of await cohortOf(tx, seat.id)) {
        if (each.fellowId === ctx.actor.id || !agenda.has(each.id)) continue;
        fellows.push({
          fellowshipId: each.id,
          personId: each.fellowId,
          name: each.fellowName,
          programmeId: seat.id,
          programmeName: seat.name,
          timeZone: seat.timeZone,
          inTraining: holds(each.during, now),
        });
      }
    }
    return allow({
      meetings: meetings.map(({ id, programmeName, timeZone, heldAt }) => ({
        id,
        programmeName,
        timeZone,
        heldAt,
      })),
      fellows,
    });
  });
}

async function anySeat(ctx: Context, tx: Transaction): Promise<Result<Target>> {
  const [seat] = await programmesOf(tx, ctx.actor, ["committee_member"], ctx.now);
  return seat ? programmeTarget(tx, seat.id) : refuse("not_permitted");
}
