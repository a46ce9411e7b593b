import { type Grant, rolesAt } from "#app/domain/people/grant.ts";
import { dutyWays, landingsFor, navigationFor, type Way } from "#app/domain/people/navigation.ts";
import type { Role } from "#app/domain/people/roles.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { allUnits, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { unitsByDuty } from "../coverage/activation/units-by-duty.server.ts";

export type PersonalFrame = {
  readonly roles: readonly Role[];
  readonly ways: readonly Way[];
  readonly landings: readonly Way[];
  /** The answer and the calls of a unit that no role of theirs leads to, while they are on duty there. */
  readonly duty: readonly Way[];
  /** Units that the person leads. */
  readonly units: readonly { readonly id: string; readonly code: string; readonly name: string }[];
};

/** The ways open to whoever is signed in, from the roles they hold now. */
export async function showFrame(ctx: Context): Promise<Result<PersonalFrame>> {
  const { actor } = ctx;
  if (actor.kind !== "person")
    return allow({ roles: [], ways: [], landings: [], duty: [], units: [] });
  return ask(ctx, "frame.show", {}, async ({ tx, now }) => {
    const roles = rolesAt(actor.grants, now);
    const units = roles.includes("unit_lead") ? await ledUnits(tx, actor.grants, now) : [];
    const duty = dutyWays(roles.length > 0 ? await unitsByDuty({ actor, now }, tx) : []);
    const ways = navigationFor(roles, units, { before: heldBefore(actor.grants, now), duty });
    return allow({ roles, ways, landings: landingsFor(roles, units), duty, units });
  });
}

function heldBefore(grants: readonly Grant[], now: Instant): readonly Role[] {
  return grants.filter((each) => each.during.end <= now).map((each) => each.role);
}

async function ledUnits(tx: Transaction, grants: readonly Grant[], now: Instant) {
  const leads = grants.filter((grant) => grant.role === "unit_lead" && holds(grant.during, now));
  const leadsIt = (unit: UnitRow) =>
    leads.some(
      ({ scopeKind, scopeId }) =>
        (scopeKind === "unit" && scopeId === unit.id) ||
        (scopeKind === "organisation" && scopeId === unit.organisationId),
    );
  const units = (await allUnits(tx)).filter(leadsIt);
  return units.map(({ id, code, name }) => ({ id, code, name }));
}
