import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  findGrant,
  type GivenGrant,
  insertGrantEnd,
  openGrantsEverywhere,
} from "#db/store/people/grants.server.ts";
import { scopeTarget } from "#db/store/people/places.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

export const EndGrant = z.object({
  grantId: z.uuid(),
  reason: z.string().trim().min(1, "Say why.").max(500),
});

/** Ends a grant from now on, with a reason. The portal never loses its last administrator. */
export function endGrant(ctx: Context, { grantId, reason }: z.output<typeof EndGrant>) {
  const target = async (tx: Transaction) => {
    const grant = await findGrant(tx, grantId);
    return grant ? scopeTarget(tx, grant.scopeKind, grant.scopeId) : refuse("no_such_grant");
  };
  return act(ctx, "grant.end", target, async ({ tx, now, record }) => {
    const grant = (await findGrant(tx, grantId)) as GivenGrant;
    if (grant.endReason !== null) return refuse("grant_already_ended");
    const leaves = await leavesAnAdministrator(tx, grant);
    if (!leaves.ok) return leaves;
    const fact = { grantId, endsAt: now, reason };
    await insertGrantEnd(tx, { ...fact, entrySeq: await record(fact) });
    return allow({ personId: grant.personId });
  });
}

async function leavesAnAdministrator(
  tx: Transaction,
  grant: GivenGrant,
): Promise<Result<undefined>> {
  if (grant.role !== "administrator" || grant.scopeKind !== "everywhere") return allow();
  const others = await openGrantsEverywhere(tx, "administrator");
  return others.some((each) => each.personId !== grant.personId)
    ? allow()
    : refuse("last_administrator");
}
