import { and, asc, eq, gt, isNull, lt, or } from "drizzle-orm";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../client.server.ts";
import { boardDevice } from "../schema/coverage.ts";
import { unit } from "../schema/roster.ts";

const columns = {
  id: boardDevice.id,
  unitId: boardDevice.unitId,
  name: boardDevice.name,
  pairedAt: boardDevice.pairedAt,
  createdAt: boardDevice.createdAt,
  expiresAt: boardDevice.expiresAt,
  revokedAt: boardDevice.revokedAt,
  lastSeenAt: boardDevice.lastSeenAt,
};

/** A screen as it is known, never with what lets it in. */
export type BoardDevice = {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly pairedAt: Instant | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly lastSeenAt: Instant | null;
};

export async function devicesOf(tx: Transaction, unitId: string): Promise<BoardDevice[]> {
  return tx
    .select(columns)
    .from(boardDevice)
    .where(eq(boardDevice.unitId, unitId))
    .orderBy(asc(boardDevice.createdAt), asc(boardDevice.id));
}

export async function findDevice(tx: Transaction, id: string): Promise<BoardDevice | null> {
  const [row] = await tx.select(columns).from(boardDevice).where(eq(boardDevice.id, id));
  return row ?? null;
}

export async function insertDevice(
  tx: Transaction,
  row: Omit<typeof boardDevice.$inferInsert, "pairedAt" | "revokedAt" | "lastSeenAt">,
): Promise<void> {
  await tx.insert(boardDevice).values(row);
}

export async function revokeDevice(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.update(boardDevice).set({ revokedAt: at }).where(eq(boardDevice.id, id));
}

/** The screen that this hash lets in or pairs, with the unit whose board it shows. */
export async function deviceByHash(db: Database, tokenHash: string) {
  const [row] = await db
    .select({ ...columns, unitCode: unit.code, unitName: unit.name })
    .from(boardDevice)
    .innerJoin(unit, eq(unit.id, boardDevice.unitId))
    .where(eq(boardDevice.tokenHash, tokenHash));
  return row ?? null;
}

/**
 * Exchanges a code for what the screen keeps, once: of two at the same moment, one gets false.
 * @param since  Codes made before it are over.
 */
export async function pairOnce(
  db: Database,
  code: { readonly hash: string; readonly since: Instant },
  token: { readonly hash: string; readonly now: Instant },
): Promise<boolean> {
  const paired = await db
    .update(boardDevice)
    .set({ tokenHash: token.hash, pairedAt: token.now, lastSeenAt: token.now })
    .where(
      and(
        eq(boardDevice.tokenHash, code.hash),
        isNull(boardDevice.pairedAt),
        isNull(boardDevice.revokedAt),
        gt(boardDevice.createdAt, code.since),
      ),
    )
    .returning({ id: boardDevice.id });
  return paired.length === 1;
}

/** Noted to the minute, so that a live screen does not write each time it is looked at. */
export async function noteDeviceSeen(db: Database, id: string, now: Instant): Promise<void> {
  const old = or(isNull(boardDevice.lastSeenAt), lt(boardDevice.lastSeenAt, later(now, -minute)));
  await db
    .update(boardDevice)
    .set({ lastSeenAt: now })
    .where(and(eq(boardDevice.id, id), old));
}
