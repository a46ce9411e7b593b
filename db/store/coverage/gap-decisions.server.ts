import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { GapDecision, GapDecisionKind } from "#app/domain/coverage/gap/decision.ts";
import { type Instant, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { gapDecision } from "../../schema/coverage.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";
import { everything } from "../known.server.ts";

export type RecordedDecision = GapDecision & {
  readonly id: string;
  readonly unitId: string;
  readonly words: string;
  readonly by: string;
  readonly recordedAt: Instant;
};

/** Decisions about gaps of units that reach beyond an instant, oldest first. */
export async function gapDecisionsOf(
  tx: Transaction,
  unitIds: readonly string[],
  since: Instant,
  knownThrough: number = everything,
): Promise<RecordedDecision[]> {
  if (unitIds.length === 0) return [];
  const rows = await tx
    .select({ row: gapDecision, by: person.name, recordedAt: ledgerEntry.recordedAt })
    .from(gapDecision)
    .innerJoin(person, eq(person.id, gapDecision.decidedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, gapDecision.entrySeq))
    .where(
      and(
        inArray(gapDecision.unitId, [...unitIds]),
        gt(gapDecision.endsAt, since),
        lte(gapDecision.entrySeq, knownThrough),
      ),
    )
    .orderBy(asc(gapDecision.entrySeq));
  return rows.map(({ row, by, recordedAt }) => ({
    id: row.id,
    unitId: row.unitId,
    rule: row.ruleId,
    during: interval(row.startsAt, row.endsAt),
    decision: row.decision as GapDecisionKind,
    words: row.words,
    by,
    recordedAt,
  }));
}

export async function isGapDecided(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: gapDecision.id })
    .from(gapDecision)
    .where(eq(gapDecision.id, id));
  return rows.length > 0;
}

export async function insertGapDecision(
  tx: Transaction,
  row: typeof gapDecision.$inferInsert,
): Promise<void> {
  await tx.insert(gapDecision).values(row);
}
