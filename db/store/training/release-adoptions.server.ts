import { and, desc, eq, lte } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { releaseAdoption } from "../../schema/programme.ts";

export type Adoption = { readonly release: string; readonly effectiveAt: Instant };

/** Which release somebody starts on who begins at an instant; what was recorded last wins. */
export async function releaseAt(
  tx: Transaction,
  programme: { readonly id: string; readonly release: string },
  at: Instant,
): Promise<string> {
  const [latest] = await tx
    .select({ release: releaseAdoption.release })
    .from(releaseAdoption)
    .where(and(eq(releaseAdoption.programmeId, programme.id), lte(releaseAdoption.effectiveAt, at)))
    .orderBy(desc(releaseAdoption.effectiveAt), desc(releaseAdoption.entrySeq))
    .limit(1);
  return latest?.release ?? programme.release;
}

/** What a programme adopted and when it took or takes effect, latest first. */
export async function adoptionsOf(tx: Transaction, programmeId: string): Promise<Adoption[]> {
  return tx
    .select({ release: releaseAdoption.release, effectiveAt: releaseAdoption.effectiveAt })
    .from(releaseAdoption)
    .where(eq(releaseAdoption.programmeId, programmeId))
    .orderBy(desc(releaseAdoption.effectiveAt), desc(releaseAdoption.entrySeq));
}

export async function findAdoption(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: releaseAdoption.id })
    .from(releaseAdoption)
    .where(eq(releaseAdoption.id, id));
  return rows.length > 0;
}

export async function insertAdoption(
  tx: Transaction,
  row: typeof releaseAdoption.$inferInsert,
): Promise<void> {
  await tx.insert(releaseAdoption).values(row);
}
