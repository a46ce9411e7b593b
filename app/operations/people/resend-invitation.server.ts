import { z } from "zod";
import { isId } from "#app/domain/ids.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { sendInvitation } from "./invite-person.server.ts";

export const ResendInvitation = z.object({ personId: z.uuid() });

/** Sends a new link; the older one stops working. Also the way back for a forgotten password. */
export function resendInvitation(ctx: Context, { personId }: z.output<typeof ResendInvitation>) {
  return act(ctx, "person.invite", {}, async (turn) => {
    const found = isId(personId) ? await findPerson(turn.tx, personId) : null;
    if (!found) return refuse("no_such_person");
    if (found.email === null) return refuse("no_address");
    await turn.record({ personId, invited: true });
    const { id, name, email } = found;
    return allow({ token: await sendInvitation(ctx, turn, { id, name, email }) });
  });
}
