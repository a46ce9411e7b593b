import { v7 as uuidv7 } from "uuid";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { headOf } from "#db/ledger.server.ts";
import { insertFeedCheck, lastChecks } from "#db/store/rosters.server.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

/** Somebody looked, and the source still says what was published: its age begins anew. One never published has none. */
export function confirmRoster(
  ctx: Context,
  check: {
    readonly unitCode: string;
    readonly source: string;
    readonly outcome?: "confirmed" | "unreadable";
  },
): Promise<Result<undefined>> {
  return act(ctx, "roster.check", unitTarget(check.unitCode), async ({ tx, record }) => {
    const unit = await findUnit(tx, check.unitCode);
    if (!unit) return refuse("no_such_unit");
    const { seq } = await headOf(tx);
    const known = await lastChecks(tx, [unit.id], seq);
    if (!known.some((each) => each.source === check.source)) return refuse("no_such_source");
    const fact = { unitId: unit.id, source: check.source, outcome: check.outcome ?? "confirmed" };
    await insertFeedCheck(tx, { id: uuidv7(), ...fact, entrySeq: await record(fact) });
    return allow();
  });
}
