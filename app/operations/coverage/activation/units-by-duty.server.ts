import type { Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import type { Transaction } from "#db/client.server.ts";
import { unitsNaming } from "#db/store/on-duty.server.ts";
import { findUnitById, type UnitRow } from "#db/store/unit-lookup.server.ts";
import type { Context } from "../../context.server.ts";
import { dutyWindow, wasOnDuty } from "../on-duty.server.ts";

/**
 * Units whose calls a person may record, and whose answer they may ask for, only because they are, or were
 * a day ago, on duty there: those that no role of theirs lets them record calls in.
 */
export async function unitsByDuty(
  { actor, now }: Pick<Context, "actor" | "now">,
  tx: Transaction,
): Promise<UnitRow[]> {
  if (actor.kind !== "person") return [];
  const found: UnitRow[] = [];
  for (const id of await unitsNaming(tx, actor.id, dutyWindow(now))) {
    const unit = await findUnitById(tx, id);
    if (!unit || !(await wasOnDuty(tx, actor.id, id, now))) continue;
    const place = { unitId: id, organisationId: unit.organisationId };
    const may = (target: Target) => permit(actor, "activation.record", target, now).ok;
    if (may({ ...place, personId: actor.id }) && !may(place)) found.push(unit);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
