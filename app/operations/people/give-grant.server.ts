import { z } from "zod";
import { allow, refuse } from "#app/domain/result.ts";
import { findGrant } from "#db/store/people/grants.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { enterGrant, GrantWish, grantTarget } from "./grants.server.ts";

export const GiveGrant = z.object({ personId: z.uuid(), grant: GrantWish });

/** Gives a person a role for a place and a time. */
export function giveGrant(ctx: Context, { personId, grant }: z.output<typeof GiveGrant>) {
  return act(ctx, "grant.give", grantTarget(grant), async (turn) => {
    if (await findGrant(turn.tx, grant.id)) return allow({ id: grant.id });
    if (!(await findPerson(turn.tx, personId))) return refuse("no_such_person");
    const given = await enterGrant(ctx, turn, personId, grant);
    return given.ok ? allow({ id: grant.id }) : given;
  });
}
