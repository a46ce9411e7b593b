import { z } from "zod";
import { hashPassword } from "#app/adapters/password-hash.server.ts";
import { NewPassword } from "#app/domain/people/password-rule.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import {
  findOpenInvitation,
  type OpenInvitation,
  takeInvitation,
} from "#db/store/people/invitations.server.ts";
import { setPassword } from "#db/store/people/persons.server.ts";
import type { House } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { tokenHashOf } from "./actor.server.ts";

export const AcceptInvitation = z.object({ token: z.string(), password: NewPassword });

/** Whom an invitation is for, while it can still be accepted; else refusal `invitation_over`. */
export function readInvitation(house: House, token: string): Promise<Result<OpenInvitation>> {
  return unlessAway(async () => {
    const found = await findOpenInvitation(house.db, tokenHashOf(token), house.clock.now());
    return found ? allow(found) : refuse("invitation_over");
  });
}

/**
 * Sets the first password of somebody who holds the link. It works once and until it expires.
 * Nobody is signed in yet and no fact changes, so this is no act: it writes to the workspace only.
 * @returns the person's id, or refusal `invitation_over`.
 */
export function acceptInvitation(
  house: House,
  { token, password }: z.output<typeof AcceptInvitation>,
): Promise<Result<string>> {
  return unlessAway(async () => {
    const tokenHash = tokenHashOf(token);
    const now = house.clock.now();
    if (!(await findOpenInvitation(house.db, tokenHash, now))) return refuse("invitation_over");
    const hash = await hashPassword(password);
    return house.db.transaction(async (tx) => {
      const personId = await takeInvitation(tx, tokenHash, now);
      if (personId === null) return refuse("invitation_over");
      await setPassword(tx, { personId, hash, changedAt: now });
      return allow(personId);
    });
  });
}
