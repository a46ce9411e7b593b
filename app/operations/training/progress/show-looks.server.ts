import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Access, accessesTo, countAccessesTo } from "#db/store/signoff/access.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { currentFellowship } from "./show-progress.server.ts";

type Part = { readonly from: number; readonly size: number };

export type Looks<Place> = {
  readonly fellowship: Fellowship;
  readonly looks: readonly Access[];
  readonly place: Place;
};

/**
 * Who else looked into the asker's own dossier, the latest first.
 *
 * @param placeIn  Which part is wanted, once it is known of how many looks.
 */
export function showLooks<Place extends Part>(
  ctx: Context,
  placeIn: (total: number) => Place,
): Promise<Result<Looks<Place>>> {
  const personId = ctx.actor.id ?? undefined;
  return ask<Looks<Place>>(ctx, "training.read", { personId }, async ({ tx }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || personId === undefined) return refuse("no_such_fellowship");
    const place = placeIn(await countAccessesTo(tx, personId));
    return allow({ fellowship, looks: await accessesTo(tx, personId, place), place });
  });
}
