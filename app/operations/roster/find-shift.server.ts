import { allow, type Result, refuse } from "#app/domain/result.ts";
import { assignmentKey } from "#app/domain/roster/plan.ts";
import { inForce } from "#app/domain/roster/publication.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { latestKind } from "#db/store/roster-history.server.ts";
import {
  assignmentWithSource,
  publicationsOver,
  type SourcedPublication,
} from "#db/store/rosters.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import type { ShiftKey } from "./change-shift.server.ts";
import { handSource, sourceInForce } from "./in-force.server.ts";

export type FoundShift = {
  readonly shift: RosterShift;
  /** How its source comes in: what a system sends may say otherwise the next time. */
  readonly kind: SourcedPublication["kind"];
};

/** One shift of a source as it stands now. @returns Refusal `shift_gone` when it is no longer in force. */
export function findShift(
  ctx: Context,
  unitCode: string,
  source: string,
  key: ShiftKey,
): Promise<Result<FoundShift>> {
  return ask<FoundShift>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const { seq } = await headOf(tx);
    const kind = (await latestKind(tx, unit.id, source)) as FoundShift["kind"] | null;
    const shift = await currentShift(tx, unit, source, key, seq);
    return shift ? allow({ shift, kind: kind ?? "uploaded" }) : refuse("shift_gone");
  });
}

/** What names a shift that an answer showed by its id. @returns Refusal `shift_gone`. */
export function findShiftKey(
  ctx: Context,
  unitCode: string,
  id: string,
): Promise<Result<{ readonly source: string; readonly shift: RosterShift }>> {
  type Found = { readonly source: string; readonly shift: RosterShift };
  return ask<Found>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    const found = unit && (await assignmentWithSource(tx, unit.id, id));
    return found ? allow(found) : refuse("shift_gone");
  });
}

/** Also one that begins before its publication does: it is in force somewhere in its own stretch. */
export async function currentShift(
  tx: Transaction,
  unit: { readonly id: string },
  source: string,
  key: ShiftKey,
  seq: number,
): Promise<RosterShift | null> {
  const reach = interval(key.start, key.end);
  const { shifts } = await sourceInForce(tx, unit, source, reach, seq);
  const found = shifts.find(
    ({ shift }) =>
      assignmentKey(shift) === assignmentKey({ ...shift, ...key }) &&
      shift.shift.start === key.start &&
      shift.shift.end === key.end,
  );
  return found?.shift ?? null;
}

/**
 * Which source a new shift belongs to: the one that people feed where the shift begins. A system's own is
 * never added to by hand, since its next roster would take the shift away again.
 */
export async function sourceForNew(
  ctx: Context,
  unit: UnitRow,
  wanted: RosterShift | null,
): Promise<string> {
  if (!wanted) return handSource;
  const { shift } = wanted;
  const found = await ask<string>(ctx, "roster.publish", unitTarget(unit.code), async ({ tx }) => {
    const { seq } = await headOf(tx);
    const published = await publicationsOver(tx, [unit.id], shift, seq);
    const fed = published.filter((each) => each.kind === "uploaded");
    const names = [...new Set(fed.map((each) => each.source))].sort();
    const ruling = names.filter((name) => {
      const own = published.filter((each) => each.source === name);
      const at = inForce(own).find(({ during }) => holds(during, shift.start));
      return own.find((each) => each.id === at?.publication.id)?.kind === "uploaded";
    });
    return allow(ruling.includes(handSource) ? handSource : (ruling[0] ?? handSource));
  });
  return found.ok ? found.value : handSource;
}

/** How a source's rosters come in, by its latest publication. */
export async function kindOf(
  ctx: Context,
  unit: UnitRow,
  source: string,
): Promise<SourcedPublication["kind"]> {
  type Kind = SourcedPublication["kind"];
  const found = await ask<Kind>(ctx, "roster.publish", unitTarget(unit.code), async ({ tx }) =>
    allow(((await latestKind(tx, unit.id, source)) ?? "uploaded") as Kind),
  );
  return found.ok ? found.value : "uploaded";
}
