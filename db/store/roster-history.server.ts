import { and, count, desc, eq, gt, like, lt, notLike } from "drizzle-orm";
import { renamedMark, restatedMark } from "#app/domain/roster/publication.ts";
import { type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { rosterPublication } from "../schema/roster.ts";

export type PublicationEntry = {
  readonly id: string;
  readonly unitId: string;
  readonly source: string;
  readonly kind: string;
  readonly period: Interval;
  readonly planHash: string;
  readonly reason: string | null;
  readonly entrySeq: number;
  readonly recordedAt: Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
};

const columns = {
  id: rosterPublication.id,
  unitId: rosterPublication.unitId,
  source: rosterPublication.source,
  kind: rosterPublication.kind,
  startsAt: rosterPublication.startsAt,
  endsAt: rosterPublication.endsAt,
  planHash: rosterPublication.planHash,
  reason: rosterPublication.reason,
  entrySeq: rosterPublication.entrySeq,
  recordedAt: ledgerEntry.recordedAt,
  actorKind: ledgerEntry.actorKind,
  actorId: ledgerEntry.actorId,
};

/** A unit's publications with who made them, the latest first. */
export async function publicationEntries(
  tx: Transaction,
  unitId: string,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<PublicationEntry[]> {
  const rows = await tx
    .select(columns)
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(eq(rosterPublication.unitId, unitId))
    .orderBy(desc(rosterPublication.entrySeq))
    .limit(size)
    .offset(from);
  return rows.map(entryOf);
}

export async function countPublications(tx: Transaction, unitId: string): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(rosterPublication)
    .where(eq(rosterPublication.unitId, unitId));
  return row?.total ?? 0;
}

export async function findPublication(
  tx: Transaction,
  unitId: string,
  id: string,
): Promise<PublicationEntry | null> {
  const [row] = await tx
    .select(columns)
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(and(eq(rosterPublication.unitId, unitId), eq(rosterPublication.id, id)));
  return row ? entryOf(row) : null;
}

/** How the latest publication of a source came in; null where it never published. */
export async function latestKind(
  tx: Transaction,
  unitId: string,
  source: string,
): Promise<string | null> {
  const [row] = await tx
    .select({ kind: rosterPublication.kind })
    .from(rosterPublication)
    .where(and(eq(rosterPublication.unitId, unitId), eq(rosterPublication.source, source)))
    .orderBy(desc(rosterPublication.entrySeq))
    .limit(1);
  return row?.kind ?? null;
}

/** What the same source published later for some of the same time, the earliest first. */
export async function publishedOver(
  tx: Transaction,
  { unitId, source, period, entrySeq }: PublicationEntry,
): Promise<PublicationEntry[]> {
  const rows = await tx
    .select(columns)
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(
      and(
        eq(rosterPublication.unitId, unitId),
        eq(rosterPublication.source, source),
        gt(rosterPublication.entrySeq, entrySeq),
        lt(rosterPublication.startsAt, period.end),
        gt(rosterPublication.endsAt, period.start),
      ),
    )
    .orderBy(rosterPublication.entrySeq);
  return rows.map(entryOf);
}

/** What people put right by hand in the roster of a source, for any of the time from an instant on. */
export async function correctionsByHand(
  tx: Transaction,
  unitId: string,
  source: string,
  since: Instant,
): Promise<PublicationEntry[]> {
  const rows = await tx
    .select(columns)
    .from(rosterPublication)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, rosterPublication.entrySeq))
    .where(
      and(
        eq(rosterPublication.unitId, unitId),
        eq(rosterPublication.source, source),
        eq(ledgerEntry.actorKind, "person"),
        gt(rosterPublication.endsAt, since),
        like(rosterPublication.planHash, `${restatedMark}%`),
        notLike(rosterPublication.planHash, `${renamedMark}%`),
      ),
    )
    .orderBy(rosterPublication.entrySeq);
  return rows.map(entryOf);
}

type Row = Omit<PublicationEntry, "period"> & {
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
};

function entryOf({ startsAt, endsAt, ...row }: Row): PublicationEntry {
  return { ...row, period: interval(startsAt, endsAt) };
}
