import { desc, eq, inArray } from "drizzle-orm";
import type { OverrideOutcome } from "#app/domain/coverage/override.ts";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { override, overrideReview } from "../schema/coverage.ts";
import { ledgerEntry } from "../schema/ledger.ts";

export type DeclaredOverride = {
  readonly id: string;
  readonly unitId: string;
  readonly doctorId: string;
  readonly reason: string;
  readonly during: Interval;
  readonly entrySeq: number;
  /** The person who declared it; null where that was no person. */
  readonly declaredBy: string | null;
  readonly review: {
    readonly id: string;
    readonly reviewedBy: string;
    readonly outcome: OverrideOutcome;
    readonly words: string;
    readonly at: Instant;
  } | null;
};

/** Overrides of these units with their reviews, the latest first. */
export async function overridesOf(
  tx: Transaction,
  unitIds: readonly string[],
): Promise<DeclaredOverride[]> {
  return unitIds.length === 0 ? [] : read(tx, inArray(override.unitId, [...unitIds]));
}

export async function findOverride(tx: Transaction, id: string): Promise<DeclaredOverride | null> {
  return (await read(tx, eq(override.id, id)))[0] ?? null;
}

async function read(tx: Transaction, which: ReturnType<typeof eq>): Promise<DeclaredOverride[]> {
  const rows = await tx
    .select({ row: override, actorKind: ledgerEntry.actorKind, actorId: ledgerEntry.actorId })
    .from(override)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, override.entrySeq))
    .where(which)
    .orderBy(desc(override.entrySeq));
  const reviews = await reviewsOf(
    tx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, actorKind, actorId }) => ({
    id: row.id,
    unitId: row.unitId,
    doctorId: row.doctorId,
    reason: row.reason,
    during: interval(row.startsAt, row.endsAt),
    entrySeq: row.entrySeq,
    declaredBy: actorKind === "person" ? actorId : null,
    review: reviews.get(row.id) ?? null,
  }));
}

async function reviewsOf(tx: Transaction, ids: readonly string[]) {
  const found = new Map<string, NonNullable<DeclaredOverride["review"]>>();
  if (ids.length === 0) return found;
  const rows = await tx
    .select({ row: overrideReview, at: ledgerEntry.recordedAt })
    .from(overrideReview)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, overrideReview.entrySeq))
    .where(inArray(overrideReview.overrideId, [...ids]));
  for (const { row, at } of rows) {
    const { id, reviewedBy, words } = row;
    found.set(row.overrideId, {
      id,
      reviewedBy,
      outcome: row.outcome as OverrideOutcome,
      words,
      at,
    });
  }
  return found;
}

export async function insertOverride(
  tx: Transaction,
  {
    during,
    ...row
  }: Pick<DeclaredOverride, "id" | "unitId" | "doctorId" | "reason" | "during"> & {
    readonly entrySeq: number;
  },
): Promise<void> {
  await tx.insert(override).values({ ...row, startsAt: during.start, endsAt: during.end });
}

export async function insertOverrideReview(
  tx: Transaction,
  row: typeof overrideReview.$inferInsert,
): Promise<void> {
  await tx.insert(overrideReview).values(row);
}
