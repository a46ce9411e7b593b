import { desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Instant } from "#app/domain/time/instant.ts";
import type { TrainingRecordKind } from "#app/domain/training/training-record.ts";
import type { Transaction } from "../../client.server.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { narrative, person } from "../../schema/person.ts";
import { trainingRecord } from "../../schema/training.ts";

export type ShownTrainingRecord = {
  readonly id: string;
  readonly kind: TrainingRecordKind;
  readonly code: string;
  readonly completedAt: Instant;
  readonly hours: number | null;
  readonly verifiedBy: string;
  readonly verifierName: string;
  readonly recordedAt: Instant;
  /** The record whose place this one takes, and why; the words may have been erased. */
  readonly supersedes: string | null;
  readonly reason: string | null;
  /** It says that the record whose place it takes never held. */
  readonly voided: boolean;
  /** Nothing took its place, and it was not voided. */
  readonly holds: boolean;
};

const later = alias(trainingRecord, "later");

/** Every record of a person, what was corrected included; the latest recorded first. */
export async function trainingRecordHistory(
  tx: Transaction,
  personId: string,
): Promise<ShownTrainingRecord[]> {
  const rows = await tx
    .select({
      row: trainingRecord,
      verifierName: person.name,
      recordedAt: ledgerEntry.recordedAt,
      // The reason of a correction is the narrative that bears its id.
      reason: narrative.text,
      replacedBy: later.id,
    })
    .from(trainingRecord)
    .innerJoin(person, eq(person.id, trainingRecord.verifiedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, trainingRecord.entrySeq))
    .leftJoin(narrative, eq(narrative.id, trainingRecord.id))
    .leftJoin(later, eq(later.supersedes, trainingRecord.id))
    .where(eq(trainingRecord.personId, personId))
    .orderBy(desc(trainingRecord.entrySeq));
  return rows.map(({ row, replacedBy, ...rest }) => {
    const { entrySeq: _, personId: _whose, kind, ...record } = row;
    const holds = replacedBy === null && !row.voided;
    return { ...record, ...rest, kind: kind as TrainingRecordKind, holds };
  });
}

/** Whether another record took the place of this one. */
export async function isReplaced(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: trainingRecord.id })
    .from(trainingRecord)
    .where(eq(trainingRecord.supersedes, id));
  return rows.length > 0;
}
