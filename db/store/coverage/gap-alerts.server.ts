import { eq, inArray, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { AlertStage, GivenAlert } from "#app/domain/coverage/gap/alert.ts";
import { type Instant, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { gapAlert } from "../../schema/coverage.ts";

/** Held to the end of the transaction: what is told of a unit is settled by one process at a time. */
export async function takeUnit(tx: Transaction, unitId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${unitId}, 20261122))`);
}

/** What was told of a unit's gaps and is not over. */
export async function givenAlerts(tx: Transaction, unitId: string): Promise<GivenAlert[]> {
  const rows = await tx.select().from(gapAlert).where(eq(gapAlert.unitId, unitId));
  return rows.map((row) => ({
    id: row.id,
    rule: row.ruleId,
    stage: row.stage as AlertStage,
    ...interval(row.startsAt, row.endsAt),
  }));
}

export type NewAlert = Omit<GivenAlert, "id">;

/** Notes what is told now. One that is noted already stays as it is. */
export async function insertAlerts(
  tx: Transaction,
  unitId: string,
  alerts: readonly NewAlert[],
  sentAt: Instant,
): Promise<void> {
  if (alerts.length === 0) return;
  const rows = alerts.map(({ rule, start, end, stage }) => ({
    ...{ id: uuidv7(), unitId, ruleId: rule, startsAt: start, endsAt: end, stage, sentAt },
  }));
  await tx.insert(gapAlert).values(rows).onConflictDoNothing();
}

export async function moveAlert(tx: Transaction, id: string, end: Instant): Promise<void> {
  await tx.update(gapAlert).set({ endsAt: end }).where(eq(gapAlert.id, id));
}

export async function removeAlerts(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(gapAlert).where(inArray(gapAlert.id, [...ids]));
}
