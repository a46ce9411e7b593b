import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertInvitation, withdrawInvitations } from "#db/store/people/invitations.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { findPerson, findPersonByEmail, insertPerson } from "#db/store/people/persons.server.ts";
import { act, type Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { tokenHashOf } from "./actor.server.ts";
import { enterGrant, GrantWish, grantTarget } from "./grants.server.ts";

export const InvitePerson = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
  /** Without an address the person is known to the record but does not sign in. */
  email: z.email("Check the e-mail address.").trim().toLowerCase().max(254).optional(),
  phone: z.string().trim().max(40).optional(),
  /** The first says where the person is invited to, and so who may invite. */
  grants: z.array(GrantWish).max(20),
});
export type InvitePerson = z.input<typeof InvitePerson>;

export type Invited = {
  readonly personId: string;
  /** What lets the person in, once; to be handed to them alone and kept nowhere. */
  readonly token: string | null;
};

/** A link works for so long. */
export const invitationMs = 7 * day;

/**
 * Adds a person with their first roles, and sends them a link to join where they have an address.
 * @returns the link's token once; a repeated send of the same id gives no token and sends no mail.
 */
export function invitePerson(
  ctx: Context,
  input: z.output<typeof InvitePerson>,
): Promise<Result<Invited>> {
  const [first] = input.grants;
  const target = async (tx: Transaction) => (first ? grantTarget(first)(tx) : allow({}));
  return act<Invited>(ctx, "person.invite", target, async (turn) => {
    const { tx, record } = turn;
    const { id, name, email = null, phone = null } = input;
    if (await findPerson(tx, id)) return allow({ personId: id, token: null });
    if (email && (await findPersonByEmail(tx, email))) return refuse("email_taken");
    await insertPerson(tx, { id, name, email, phone });
    await record({ personId: id, invited: email !== null });
    for (const grant of input.grants) {
      const given = await withinReach(turn, first, grant);
      if (!given.ok) return given;
      const entered = await enterGrant(ctx, turn, id, grant);
      if (!entered.ok) return entered;
    }
    if (email === null) return allow({ personId: id, token: null });
    return allow({ personId: id, token: await sendInvitation(ctx, turn, { id, name, email }) });
  });
}

/** Further grants lie where the first one does, since the permit was asked for that place. */
async function withinReach(
  { tx }: Turn,
  first: GrantWish | undefined,
  grant: GrantWish,
): Promise<Result<undefined>> {
  if (!first || first.scopeKind === "everywhere") return allow();
  const [allowed, wished] = await Promise.all([grantTarget(first)(tx), grantTarget(grant)(tx)]);
  if (!allowed.ok) return allowed;
  if (!wished.ok) return wished;
  const same = JSON.stringify(allowed.value) === JSON.stringify(wished.value);
  return same ? allow() : refuse("grants_of_one_place");
}

type Invitee = { readonly id: string; readonly name: string; readonly email: string };

/** Makes a new link, ends older ones and puts the mail into the outbox. @returns the link's token. */
export async function sendInvitation(
  { settings }: Context,
  { tx, now }: Turn,
  { id: personId, name, email }: Invitee,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = later(now, invitationMs);
  await withdrawInvitations(tx, personId, now);
  await insertInvitation(tx, { id: uuidv7(), personId, tokenHash: tokenHashOf(token), expiresAt });
  const link = `${settings.publicOrigin}/join/${token}`;
  await insertMail(tx, {
    id: uuidv7(),
    toAddress: email,
    subject: "You are invited to Systole",
    body: invitationText(name, link),
    createdAt: now,
  });
  return token;
}

function invitationText(name: string, link: string): string {
  return [
    `Hello ${name},`,
    "",
    "You are invited to join Systole, the portal for cardiac intensive care.",
    "Open this link and choose a password:",
    "",
    link,
    "",
    "The link works once, for 7 days. It is meant for you alone: do not pass it on.",
    "If you did not expect it, you need do nothing.",
  ].join("\n");
}
