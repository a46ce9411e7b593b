import { eq } from "drizzle-orm";
import type { Transaction } from "../../client.server.ts";
import { reauthentication } from "../../schema/signoff.ts";

export type ReauthenticationRow = typeof reauthentication.$inferSelect;

export async function findReauthentication(
  tx: Transaction,
  id: string,
): Promise<ReauthenticationRow | null> {
  const [row] = await tx.select().from(reauthentication).where(eq(reauthentication.id, id));
  return row ?? null;
}

export async function insertReauthentication(
  tx: Transaction,
  row: typeof reauthentication.$inferInsert,
) {
  await tx.insert(reauthentication).values(row);
}
