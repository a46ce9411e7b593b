import { allow, type Result, refuse } from "#app/domain/result.ts";
import { planOf } from "#app/domain/roster/plan.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { findPublication, publishedOver } from "#db/store/roster-history.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { asCounted, handSource, sourceInForce } from "./in-force.server.ts";
import { planShifts } from "./plan-shifts.server.ts";
import { type PeriodShifts, publishShifts, type RosterOutcome } from "./publish-roster.server.ts";

export type Undo = {
  readonly unitCode: string;
  readonly publicationId: string;
  readonly reason: string | null;
  /** Hash of the plan that was looked at; needed where something was published over it since. */
  readonly expected: string | null;
};

/** What undoing would change now. @returns Refusal `nothing_to_undo`, `not_found`. */
export async function planUndo(
  ctx: Context,
  { unitCode, publicationId }: Pick<Undo, "unitCode" | "publicationId">,
): Promise<Result<RosterOutcome>> {
  const found = await undoable(ctx, unitCode, publicationId);
  if (!found.ok) return found;
  const { unit, source } = found.value;
  return planShifts(ctx, unit, source, (tx) => asBefore(tx, unit, publicationId, true));
}

/**
 * Publishes again what the source said of the period before a publication. It is a publication like any
 * other: what was known in between stays known as it was.
 *
 * @returns Refusal `reason_required`; `published_over` where a later publication lies over it and no plan
 * was confirmed; `plan_changed` where it is another one now; `nothing_to_undo`.
 */
export async function undoPublication(ctx: Context, undo: Undo): Promise<Result<RosterOutcome>> {
  const { unitCode, publicationId, reason, expected } = undo;
  const found = await undoable(ctx, unitCode, publicationId);
  if (!found.ok) return found;
  if (!reason) return refuse("reason_required");
  const { unit, source } = found.value;
  const how = { source, kind: "uploaded" as const, reason, isRestated: source !== handSource };
  const build = (tx: Transaction) => asBefore(tx, unit, publicationId, expected !== null);
  return publishShifts(ctx, unit, how, build, expected);
}

function undoable(ctx: Context, unitCode: string, publicationId: string) {
  type Found = { readonly unit: UnitRow; readonly source: string };
  return ask<Found>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    const found = unit && (await findPublication(tx, unit.id, publicationId));
    return unit && found ? allow({ unit, source: found.source }) : refuse("not_found");
  });
}

async function asBefore(
  tx: Transaction,
  unit: UnitRow,
  id: string,
  isConfirmed: boolean,
): Promise<Result<PeriodShifts>> {
  const entry = await findPublication(tx, unit.id, id);
  if (!entry) return refuse("not_found");
  const over = await publishedOver(tx, entry);
  if (over.length > 0 && !isConfirmed) return refuse("published_over", { count: over.length });
  const { period, source } = entry;
  const before = await sourceInForce(tx, unit, source, period, entry.entrySeq - 1);
  const shifts = before.shifts.flatMap((each) => asCounted(each, period));
  const now = await sourceInForce(tx, unit, source, period, (await headOf(tx)).seq);
  const { added, changed, removed } = planOf(shifts, now.shifts, 0 as Instant).counts;
  if (added + changed + removed === 0) return refuse("nothing_to_undo");
  return allow({ period, shifts });
}
