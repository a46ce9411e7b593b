import { createHash, randomBytes } from "node:crypto";
import { asc, desc, gt, lte, sql } from "drizzle-orm";
import { canonical, type Json } from "#app/domain/ledger/canonical.ts";
import { type EntryBody, entryText, firstBroken, genesis } from "#app/domain/ledger/chain.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "./client.server.ts";
import { ledgerEntry } from "./schema/ledger.ts";

/** The one key of the one turn: every writer of this database waits here. */
const turnKey = 20_261_122;

export type Actor = {
  readonly kind: "person" | "machine" | "system";
  readonly id: string | null;
};
export type Head = { readonly seq: number; readonly hash: string; readonly recordedAt: Instant };

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * Waits for the turn, which lasts until the transaction ends, and reads where the ledger stands.
 * Checks made after it still hold when the act commits, since no other act can come between.
 */
export async function takeTurn(tx: Transaction): Promise<Head> {
  await tx.execute(sql`select pg_advisory_xact_lock(${turnKey})`);
  return headOf(tx);
}

export async function headOf(db: Database | Transaction): Promise<Head> {
  const [last] = await db
    .select({ seq: ledgerEntry.seq, hash: ledgerEntry.hash, recordedAt: ledgerEntry.recordedAt })
    .from(ledgerEntry)
    .orderBy(desc(ledgerEntry.seq))
    .limit(1);
  return last ?? { seq: 0, hash: genesis, recordedAt: Number.NEGATIVE_INFINITY as Instant };
}

/** Writes one entry after `head` and returns the new head. Only inside a turn. */
export async function append(
  tx: Transaction,
  head: Head,
  line: { act: string; actor: Actor; at: Instant; fact: Json; requestId?: string | null },
): Promise<Head> {
  const salt = randomBytes(16).toString("hex");
  const body: EntryBody = {
    seq: head.seq + 1,
    recordedAt: line.at,
    act: line.act,
    actorKind: line.actor.kind,
    actorId: line.actor.id,
    salt,
    factDigest: sha256(salt + canonical(line.fact)),
    previousHash: head.hash,
  };
  const hash = sha256(entryText(body));
  await tx.insert(ledgerEntry).values({ ...body, hash, requestId: line.requestId ?? null });
  return { seq: body.seq, hash, recordedAt: body.recordedAt };
}

/** The last entry recorded at or before an instant: what was known then. */
export async function seqAt(db: Database | Transaction, knownAt: Instant): Promise<number> {
  const [last] = await db
    .select({ seq: ledgerEntry.seq })
    .from(ledgerEntry)
    .where(lte(ledgerEntry.recordedAt, knownAt))
    .orderBy(desc(ledgerEntry.seq))
    .limit(1);
  return last?.seq ?? 0;
}

/** Recomputes the whole chain in pages; the number of the first broken entry, or null. */
export async function firstBrokenEntry(db: Database, pageSize = 5_000): Promise<number | null> {
  let after: Head = { seq: 0, hash: genesis, recordedAt: Number.NEGATIVE_INFINITY as Instant };
  for (;;) {
    const page = await db
      .select()
      .from(ledgerEntry)
      .where(gt(ledgerEntry.seq, after.seq))
      .orderBy(asc(ledgerEntry.seq))
      .limit(pageSize);
    const entries = page.map((row) => ({
      ...row,
      actorKind: row.actorKind as EntryBody["actorKind"],
    }));
    const broken = firstBroken(entries, sha256, after);
    if (broken !== null) return broken;
    const last = page.at(-1);
    if (!last) return null;
    after = last;
  }
}
