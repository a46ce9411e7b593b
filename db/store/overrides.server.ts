import { desc, eq, gt, inArray } from "drizzle-orm";
import { heldDuring, type OverrideOutcome } from "#app/domain/coverage/override.ts";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { override, overrideEnd, overrideReview } from "../schema/coverage.ts";
import { ledgerEntry } from "../schema/ledger.ts";

export type DeclaredOverride = {
  readonly id: string;
  readonly unitId: string;
  readonly doctorId: string;
  readonly reason: string;
  /** While it held: as declared, or up to its early end. */
  readonly during: Interval;
  readonly declaredUntil: Instant;
  readonly ended: { readonly id: string; readonly at: Instant; readonly by: string } | null;
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

/** Overrides that began after an instant and were never looked at by a second person. */
export async function unreviewedSince(
  tx: Transaction,
  since: Instant,
): Promise<DeclaredOverride[]> {
  const found = await read(tx, gt(override.startsAt, since));
  return found.filter(({ review }) => review === null);
}

export async function findOverride(tx: Transaction, id: string): Promise<DeclaredOverride | null> {
  return (await read(tx, eq(override.id, id)))[0] ?? null;
}

async function read(tx: Transaction, which: ReturnType<typeof eq>): Promise<DeclaredOverride[]> {
  const rows = await tx
    .select({
      row: override,
      end: overrideEnd,
      actorKind: ledgerEntry.actorKind,
      actorId: ledgerEntry.actorId,
    })
    .from(override)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, override.entrySeq))
    .leftJoin(overrideEnd, eq(overrideEnd.overrideId, override.id))
    .where(which)
    .orderBy(desc(override.entrySeq));
  const reviews = await reviewsOf(
    tx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, end, actorKind, actorId }) => ({
    id: row.id,
    unitId: row.unitId,
    doctorId: row.doctorId,
    reason: row.reason,
    during: heldDuring(interval(row.startsAt, row.endsAt), end?.endedAt ?? null),
    declaredUntil: interval(row.startsAt, row.endsAt).end,
    ended: end && { id: end.id, at: end.endedAt, by: end.endedBy },
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

export async function insertOverrideEnd(
  tx: Transaction,
  row: typeof overrideEnd.$inferInsert,
): Promise<void> {
  await tx.insert(overrideEnd).values(row);
}

export async function insertOverrideReview(
  tx: Transaction,
  row: typeof overrideReview.$inferInsert,
): Promise<void> {
  await tx.insert(overrideReview).values(row);
}
