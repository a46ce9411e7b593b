import { and, asc, desc, eq, isNull, notInArray, notLike } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { mailOutbox } from "../../schema/people.ts";

export type OutboxMail = typeof mailOutbox.$inferSelect;

export async function insertMail(
  tx: Transaction,
  row: Omit<typeof mailOutbox.$inferInsert, "sentAt">,
): Promise<void> {
  await tx.insert(mailOutbox).values(row);
}

export async function latestMail(tx: Transaction, most: number): Promise<OutboxMail[]> {
  return tx
    .select()
    .from(mailOutbox)
    .orderBy(desc(mailOutbox.createdAt), desc(mailOutbox.id))
    .limit(most);
}

/**
 * Unsent mail, locked for this sender; another process takes other rows. Addresses that can never exist,
 * such as those of the demonstration, are left where they are. @source RFC 2606 section 2
 *
 * @param except  Mails that are left for later.
 */
export async function lockUnsentMail(
  tx: Transaction,
  most: number,
  except: readonly string[] = [],
): Promise<OutboxMail[]> {
  const wanted = [isNull(mailOutbox.sentAt), notLike(mailOutbox.toAddress, "%.example")];
  if (except.length > 0) wanted.push(notInArray(mailOutbox.id, [...except]));
  return tx
    .select()
    .from(mailOutbox)
    .where(and(...wanted))
    .orderBy(asc(mailOutbox.createdAt), asc(mailOutbox.id))
    .limit(most)
    .for("update", { skipLocked: true });
}

/** What was sent is not kept: it may hold a link that lets somebody in. */
export async function markMailSent(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.update(mailOutbox).set({ sentAt: at, body: "" }).where(eq(mailOutbox.id, id));
}

/** Takes a mail away altogether, where even to whom it went must not be kept. */
export async function removeMail(tx: Transaction, id: string): Promise<void> {
  await tx.delete(mailOutbox).where(eq(mailOutbox.id, id));
}
