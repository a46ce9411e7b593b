import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { type Result, refuse } from "#app/domain/result.ts";
import { openGrantsEverywhere } from "#db/store/people/grants.server.ts";
import { contextAs, type House, system } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { type Invited, InvitePerson, invitePerson } from "./invite-person.server.ts";

export const FirstAdministrator = z.object({
  name: InvitePerson.shape.name,
  email: z.email().trim().toLowerCase(),
});

/**
 * Invites the one who invites all others. Refused as `administrator_exists` once there is one: from then
 * on administrators are made by administrators.
 * @returns the token of the link to hand over.
 */
export function firstAdministrator(
  house: House,
  { name, email }: z.output<typeof FirstAdministrator>,
): Promise<Result<Invited>> {
  return unlessAway(async () => {
    const held = await house.db.transaction((tx) => openGrantsEverywhere(tx, "administrator"));
    if (held.length > 0) return refuse("administrator_exists");
    const grant = {
      id: uuidv7(),
      role: "administrator",
      scopeKind: "everywhere",
      scopeId: null,
    } as const;
    return invitePerson(contextAs(house, system), { id: uuidv7(), name, email, grants: [grant] });
  });
}
