import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { rosterablePeople } from "#db/store/rosterable.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type RosterablePerson = {
  readonly personId: string;
  readonly registration: string;
  readonly name: string;
  /** Stood on this unit's roster lately. */
  readonly isOfUnit: boolean;
};
export type Rosterable = {
  readonly unit: UnitRow;
  readonly people: readonly RosterablePerson[];
};

/** So many are offered by name; anybody else is put on a roster by registration. */
export const rosterableMost = 500;

/** Who can stand on a unit's roster: those who did lately first, then others who hold a registration today. */
export function listRosterable(ctx: Context, unitCode: string): Promise<Result<Rosterable>> {
  return ask<Rosterable>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    return allow({ unit, people: await rosterableOf(tx, unit, now) });
  });
}

export async function rosterableOf(
  tx: Transaction,
  unit: { readonly id: string },
  now: Instant,
): Promise<RosterablePerson[]> {
  const found = await rosterablePeople(tx, unit.id, now, later(now, -90 * day), rosterableMost);
  return found.map(({ shifts, ...each }) => ({ ...each, isOfUnit: shifts > 0 }));
}
