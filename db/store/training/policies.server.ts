import { and, desc, eq, lte } from "drizzle-orm";
import type { Content } from "#app/domain/content.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { defaultPolicy, PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { programmePolicy } from "../../schema/programme.ts";
import { everything } from "../known.server.ts";

/** How a programme ran its portfolio from an instant on, and who said so when. */
export type RecordedPolicy = {
  readonly id: string;
  readonly policy: PortfolioPolicy;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: string | null;
};

/** What a programme had in force at an instant, as known through an entry; without one, the default. */
export async function policyOf(
  tx: Transaction,
  content: Content,
  programmeId: string,
  at: Instant,
  knownThrough: number = everything,
): Promise<PortfolioPolicy> {
  const [row] = await tx
    .select({ policy: programmePolicy.policy })
    .from(programmePolicy)
    .where(
      and(
        eq(programmePolicy.programmeId, programmeId),
        lte(programmePolicy.effectiveAt, at),
        lte(programmePolicy.entrySeq, knownThrough),
      ),
    )
    .orderBy(desc(programmePolicy.effectiveAt), desc(programmePolicy.entrySeq))
    .limit(1);
  return row ? PortfolioPolicy.parse(row.policy) : defaultPolicy(content);
}

/** All that a programme ever had, latest first. */
export async function policiesOf(tx: Transaction, programmeId: string): Promise<RecordedPolicy[]> {
  const rows = await tx
    .select({
      id: programmePolicy.id,
      policy: programmePolicy.policy,
      effectiveAt: programmePolicy.effectiveAt,
      recordedAt: ledgerEntry.recordedAt,
      recordedBy: ledgerEntry.actorId,
    })
    .from(programmePolicy)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, programmePolicy.entrySeq))
    .where(eq(programmePolicy.programmeId, programmeId))
    .orderBy(desc(programmePolicy.entrySeq));
  return rows.map((row) => ({ ...row, policy: PortfolioPolicy.parse(row.policy) }));
}

export async function insertPolicy(
  tx: Transaction,
  row: typeof programmePolicy.$inferInsert,
): Promise<void> {
  await tx.insert(programmePolicy).values(row);
}
