import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { feedbackInvitation, feedbackRound } from "../../schema/assessment.ts";
import { programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { fellowship } from "../../schema/training.ts";

export async function insertInvitations(
  tx: Transaction,
  rows: readonly Omit<typeof feedbackInvitation.$inferInsert, "isUsed">[],
): Promise<void> {
  await tx.insert(feedbackInvitation).values([...rows]);
}

export type AskedRater = {
  readonly invitationId: string;
  readonly roundId: string;
  readonly fellowName: string;
  readonly closesAt: Instant;
  /** Of the programme, whose days the round lasts for. */
  readonly timeZone: string;
  readonly isUsed: boolean;
};

/** Which round a link or a browser's key belongs to, while the round takes answers. */
export async function findRater(
  db: Database | Transaction,
  tokenHash: string,
  now: Instant,
): Promise<AskedRater | null> {
  const [row] = await db
    .select({
      invitationId: feedbackInvitation.id,
      roundId: feedbackInvitation.roundId,
      fellowName: person.name,
      closesAt: feedbackRound.closesAt,
      timeZone: programme.timeZone,
      isUsed: feedbackInvitation.isUsed,
    })
    .from(feedbackInvitation)
    .innerJoin(feedbackRound, eq(feedbackRound.id, feedbackInvitation.roundId))
    .innerJoin(person, eq(person.id, feedbackRound.fellowId))
    .innerJoin(fellowship, eq(fellowship.id, feedbackRound.fellowshipId))
    .innerJoin(programme, eq(programme.id, fellowship.programmeId))
    .where(
      and(
        eq(feedbackInvitation.tokenHash, tokenHash),
        isNotNull(feedbackInvitation.email),
        gt(feedbackRound.closesAt, now),
      ),
    );
  return row ?? null;
}

/** Puts another key in the place of one: of two who hold the same, one gets false. */
export async function exchangeToken(
  db: Database | Transaction,
  from: string,
  to: string,
): Promise<boolean> {
  const rows = await db
    .update(feedbackInvitation)
    .set({ tokenHash: to })
    .where(and(eq(feedbackInvitation.tokenHash, from), eq(feedbackInvitation.isUsed, false)))
    .returning({ id: feedbackInvitation.id });
  return rows.length > 0;
}

/**
 * Marks an invitation as used. All invitations of the round are written anew, so that neither the
 * transaction that last touched a row nor the order of rows tells which one was used with which answer.
 */
export async function markAnswered(
  tx: Transaction,
  { roundId, invitationId }: Pick<AskedRater, "roundId" | "invitationId">,
): Promise<void> {
  await tx
    .update(feedbackInvitation)
    .set({
      isUsed: sql`${feedbackInvitation.isUsed} or ${feedbackInvitation.id} = ${invitationId}`,
    })
    .where(eq(feedbackInvitation.roundId, roundId));
}

/** Takes the addresses away: nobody can answer any longer, and whom it was is not kept. */
export async function endInvitations(tx: Transaction, roundId: string): Promise<void> {
  await tx
    .update(feedbackInvitation)
    .set({ email: null })
    .where(eq(feedbackInvitation.roundId, roundId));
}

/** Takes the addresses of rounds away whose day has come. */
export async function endInvitationsOfPast(db: Database, now: Instant): Promise<void> {
  const past = db
    .select({ id: feedbackRound.id })
    .from(feedbackRound)
    .where(lte(feedbackRound.closesAt, now));
  await db
    .update(feedbackInvitation)
    .set({ email: null })
    .where(and(isNotNull(feedbackInvitation.email), inArray(feedbackInvitation.roundId, past)));
}

/** Everybody who did not answer yet, in a round that still takes answers. */
export async function unansweredIn(
  tx: Transaction,
  roundId: string,
): Promise<{ readonly id: string; readonly email: string }[]> {
  const rows = await tx
    .select({ id: feedbackInvitation.id, email: feedbackInvitation.email })
    .from(feedbackInvitation)
    .where(
      and(
        eq(feedbackInvitation.roundId, roundId),
        eq(feedbackInvitation.isUsed, false),
        isNotNull(feedbackInvitation.email),
      ),
    )
    .orderBy(asc(feedbackInvitation.id));
  return rows.flatMap(({ id, email }) => (email === null ? [] : [{ id, email }]));
}

/** A fresh link for an invitation; the one before works no longer. */
export async function renewToken(tx: Transaction, id: string, tokenHash: string): Promise<void> {
  await tx.update(feedbackInvitation).set({ tokenHash }).where(eq(feedbackInvitation.id, id));
}
