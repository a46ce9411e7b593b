import type { Result } from "#app/domain/result.ts";
import { unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type Now, nowIn } from "../show-now.server.ts";

/** The answer for a wall: what `showNow` says of this instant, also to a screen of that unit. */
export function showBoard(ctx: Context, unitCode: string): Promise<Result<Now>> {
  return ask<Now>(ctx, "board.show", unitTarget(unitCode), (view) =>
    nowIn(view, ctx, { unitCode }),
  );
}
