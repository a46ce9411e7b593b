import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { programmesOf } from "../training/programmes.server.ts";
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

/** Whom the committees of the person who asks may decide on: everybody who is or was their fellow. */
export function prepareEntrustment(ctx: Context): Promise<Result<Entrustable[]>> {
  const target = (tx: Transaction) => anySeat(ctx, tx);
  return ask<Entrustable[]>(ctx, "entrustment.decide", target, async ({ tx, now }) => {
    const found: Entrustable[] = [];
    for (const seat of await programmesOf(tx, ctx.actor, ["committee_member"], now)) {
      const begun = (await cohortOf(tx, seat.id)).filter((each) => each.during.start <= now);
      const latest = new Map(begun.map((each) => [each.fellowId, each]));
      for (const each of latest.values()) {
        if (each.fellowId === ctx.actor.id) continue;
        found.push({
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
    return allow(found);
  });
}

async function anySeat(ctx: Context, tx: Transaction): Promise<Result<Target>> {
  const [seat] = await programmesOf(tx, ctx.actor, ["committee_member"], ctx.now);
  return seat ? programmeTarget(tx, seat.id) : refuse("not_permitted");
}
