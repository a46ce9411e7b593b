import { eq } from "drizzle-orm";
import type { Transaction } from "../../client.server.ts";
import { entrustmentDecision } from "../../schema/signoff.ts";

export type EntrustmentRow = typeof entrustmentDecision.$inferSelect;

/** The decision as it was written, whether or not a later one rules. */
export async function findEntrustment(tx: Transaction, id: string): Promise<EntrustmentRow | null> {
  const [row] = await tx.select().from(entrustmentDecision).where(eq(entrustmentDecision.id, id));
  return row ?? null;
}

export async function insertEntrustment(
  tx: Transaction,
  row: typeof entrustmentDecision.$inferInsert,
): Promise<void> {
  await tx.insert(entrustmentDecision).values(row);
}
