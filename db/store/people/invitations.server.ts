import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { invitation } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";

export async function insertInvitation(
  tx: Transaction,
  row: Omit<typeof invitation.$inferInsert, "acceptedAt">,
): Promise<void> {
  await tx.insert(invitation).values(row);
}

function open(tokenHash: string, now: Instant) {
  return and(
    eq(invitation.tokenHash, tokenHash),
    isNull(invitation.acceptedAt),
    gt(invitation.expiresAt, now),
  );
}

export type OpenInvitation = {
  readonly personId: string;
  readonly name: string;
  readonly email: string | null;
  readonly expiresAt: Instant;
};

/** The invitation with this token, if it can still be accepted. */
export async function findOpenInvitation(
  db: Database,
  tokenHash: string,
  now: Instant,
): Promise<OpenInvitation | null> {
  const [row] = await db
    .select({
      personId: invitation.personId,
      name: person.name,
      email: person.email,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.personId))
    .where(open(tokenHash, now));
  return row ?? null;
}

/** Takes the invitation once: of two who try at the same moment, one gets null. */
export async function takeInvitation(
  tx: Transaction,
  tokenHash: string,
  now: Instant,
): Promise<string | null> {
  const [row] = await tx
    .update(invitation)
    .set({ acceptedAt: now })
    .where(open(tokenHash, now))
    .returning({ personId: invitation.personId });
  return row?.personId ?? null;
}

/** No older link of this person works any longer. */
export async function withdrawInvitations(tx: Transaction, personId: string, now: Instant) {
  await tx
    .update(invitation)
    .set({ expiresAt: now })
    .where(
      and(
        eq(invitation.personId, personId),
        isNull(invitation.acceptedAt),
        gt(invitation.expiresAt, now),
      ),
    );
}

export type InvitationState = {
  readonly expiresAt: Instant;
  readonly acceptedAt: Instant | null;
};

export async function latestInvitation(
  tx: Transaction,
  personId: string,
): Promise<InvitationState | null> {
  const [row] = await tx
    .select({ expiresAt: invitation.expiresAt, acceptedAt: invitation.acceptedAt })
    .from(invitation)
    .where(eq(invitation.personId, personId))
    .orderBy(desc(invitation.id))
    .limit(1);
  return row ?? null;
}
