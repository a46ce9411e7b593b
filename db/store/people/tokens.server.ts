import { and, asc, eq, isNull, lt, or } from "drizzle-orm";
import type postgres from "postgres";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { apiToken } from "../../schema/people.ts";

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Null: every unit. */
  readonly unitIds: readonly string[] | null;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
};

/** One prepared statement: every call of a machine begins with it. */
export async function findTokenByHash(
  sql: postgres.Sql,
  tokenHash: string,
): Promise<ApiToken | null> {
  const [row] = await sql<ApiToken[]>`
    select id, name, scopes, unit_ids as "unitIds",
           extract(epoch from expires_at)::float8 * 1000 as "expiresAt",
           extract(epoch from revoked_at)::float8 * 1000 as "revokedAt",
           extract(epoch from last_used_at)::float8 * 1000 as "lastUsedAt"
    from api_token where token_hash = ${tokenHash}`;
  return row ?? null;
}

/** Use is noted to the minute, so that a busy client does not write on every call. */
export const lastUseStep = minute;

export async function noteTokenUse(db: Database, id: string, now: Instant): Promise<void> {
  const stale = or(isNull(apiToken.lastUsedAt), lt(apiToken.lastUsedAt, later(now, -lastUseStep)));
  await db
    .update(apiToken)
    .set({ lastUsedAt: now })
    .where(and(eq(apiToken.id, id), stale));
}

const columns = {
  id: apiToken.id,
  name: apiToken.name,
  scopes: apiToken.scopes,
  unitIds: apiToken.unitIds,
  expiresAt: apiToken.expiresAt,
  revokedAt: apiToken.revokedAt,
  lastUsedAt: apiToken.lastUsedAt,
};

export async function listTokens(tx: Transaction): Promise<ApiToken[]> {
  return tx.select(columns).from(apiToken).orderBy(asc(apiToken.name), asc(apiToken.id));
}

export async function findToken(tx: Transaction, id: string): Promise<ApiToken | null> {
  const [row] = await tx.select(columns).from(apiToken).where(eq(apiToken.id, id));
  return row ?? null;
}

export async function insertToken(
  tx: Transaction,
  row: Omit<typeof apiToken.$inferInsert, "revokedAt" | "lastUsedAt">,
): Promise<void> {
  await tx.insert(apiToken).values(row);
}

export async function revokeTokenRow(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.update(apiToken).set({ revokedAt: at }).where(eq(apiToken.id, id));
}

export async function isTokenKnown(tx: Transaction, tokenHash: string): Promise<boolean> {
  const wanted = eq(apiToken.tokenHash, tokenHash);
  return (await tx.select({ id: apiToken.id }).from(apiToken).where(wanted)).length > 0;
}
