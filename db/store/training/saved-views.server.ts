import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "../../client.server.ts";
import { savedView } from "../../schema/programme.ts";

/** How a person left a view; null where they never changed it. */
export async function savedViewOf(
  db: Database | Transaction,
  personId: string,
  view: string,
): Promise<string | null> {
  const [row] = await db
    .select({ query: savedView.query })
    .from(savedView)
    .where(and(eq(savedView.personId, personId), eq(savedView.view, view)));
  return row?.query ?? null;
}

export async function saveView(db: Database, row: typeof savedView.$inferInsert) {
  await db
    .insert(savedView)
    .values(row)
    .onConflictDoUpdate({
      target: [savedView.personId, savedView.view],
      set: { query: row.query },
    });
}
