import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { webhook, webhookDelivery } from "../../schema/coverage.ts";

export type Webhook = typeof webhook.$inferSelect;
export type Delivery = typeof webhookDelivery.$inferSelect;

/** The webhooks of a unit, oldest first; switched off ones too. */
export async function webhooksOf(tx: Transaction, unitId: string): Promise<Webhook[]> {
  return tx
    .select()
    .from(webhook)
    .where(eq(webhook.unitId, unitId))
    .orderBy(asc(webhook.createdAt), asc(webhook.id));
}

export async function findWebhook(tx: Transaction, id: string): Promise<Webhook | null> {
  const [row] = await tx.select().from(webhook).where(eq(webhook.id, id));
  return row ?? null;
}

export async function insertWebhook(
  tx: Transaction,
  row: typeof webhook.$inferInsert,
): Promise<void> {
  await tx.insert(webhook).values(row);
}

export async function updateWebhook(
  tx: Transaction | Database,
  id: string,
  change: Partial<Pick<Webhook, "salt" | "disabledAt" | "problem">>,
): Promise<void> {
  await tx.update(webhook).set(change).where(eq(webhook.id, id));
}

/** The number of a unit's next event. Only while the unit is taken, or two events share it. */
export async function nextSequence(tx: Transaction, unitId: string): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${webhookDelivery.sequence}), 0)::int` })
    .from(webhookDelivery)
    .innerJoin(webhook, eq(webhook.id, webhookDelivery.webhookId))
    .where(eq(webhook.unitId, unitId));
  return (row?.last ?? 0) + 1;
}

export async function insertDeliveries(
  tx: Transaction,
  rows: readonly (typeof webhookDelivery.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(webhookDelivery).values([...rows]);
}

export async function latestDeliveries(
  tx: Transaction,
  webhookId: string,
  most: number,
): Promise<Delivery[]> {
  return tx
    .select()
    .from(webhookDelivery)
    .where(eq(webhookDelivery.webhookId, webhookId))
    .orderBy(desc(webhookDelivery.createdAt), desc(webhookDelivery.sequence))
    .limit(most);
}

export async function findDelivery(tx: Transaction, id: string): Promise<Delivery | null> {
  const [row] = await tx.select().from(webhookDelivery).where(eq(webhookDelivery.id, id));
  return row ?? null;
}

export type Claimed = { readonly delivery: Delivery; readonly hook: Webhook };

/**
 * Takes deliveries that are due for this process, until `until`: another one takes others, and if this
 * one falls over they are due again then. An attempt counts as soon as it is begun.
 */
export async function claimDeliveries(
  db: Database,
  now: Instant,
  until: Instant,
  most: number,
): Promise<Claimed[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ delivery: webhookDelivery, hook: webhook })
      .from(webhookDelivery)
      .innerJoin(webhook, eq(webhook.id, webhookDelivery.webhookId))
      .where(
        and(
          lte(webhookDelivery.dueAt, now),
          isNull(webhookDelivery.deliveredAt),
          isNull(webhookDelivery.givenUpAt),
          isNull(webhook.disabledAt),
        ),
      )
      .orderBy(asc(webhookDelivery.dueAt), asc(webhookDelivery.sequence))
      .limit(most)
      .for("update", { of: webhookDelivery, skipLocked: true });
    const ids = due.map(({ delivery }) => delivery.id);
    if (ids.length === 0) return [];
    await tx
      .update(webhookDelivery)
      .set({ dueAt: until, attempts: sql`${webhookDelivery.attempts} + 1` })
      .where(inArray(webhookDelivery.id, ids));
    return due.map(({ delivery, hook }) => ({
      hook,
      delivery: { ...delivery, attempts: delivery.attempts + 1 },
    }));
  });
}

export async function settleDelivery(
  tx: Transaction | Database,
  id: string,
  outcome: Partial<
    Pick<Delivery, "deliveredAt" | "givenUpAt" | "status" | "problem" | "dueAt" | "attempts">
  >,
): Promise<void> {
  await tx.update(webhookDelivery).set(outcome).where(eq(webhookDelivery.id, id));
}

/** Which webhooks each unit has that are switched on, by the unit's id. */
export async function hooksSwitchedOn(tx: Transaction): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ id: webhook.id, unitId: webhook.unitId })
    .from(webhook)
    .where(isNull(webhook.disabledAt))
    .orderBy(asc(webhook.id));
  const hooks = new Map<string, string[]>();
  for (const { id, unitId } of rows) hooks.set(unitId, [...(hooks.get(unitId) ?? []), id]);
  return hooks;
}

/** The latest event of a kind that each webhook of a unit was sent or is to be sent, as its text. */
export async function lastBodies(
  tx: Transaction,
  unitId: string,
  eventType: string,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectDistinctOn([webhookDelivery.webhookId], {
      hookId: webhookDelivery.webhookId,
      body: webhookDelivery.body,
    })
    .from(webhookDelivery)
    .innerJoin(webhook, eq(webhook.id, webhookDelivery.webhookId))
    .where(and(eq(webhook.unitId, unitId), eq(webhookDelivery.eventType, eventType)))
    .orderBy(webhookDelivery.webhookId, desc(webhookDelivery.sequence));
  return new Map(rows.map(({ hookId, body }) => [hookId, body]));
}

/** Gives up what of a kind is still on its way to these webhooks: a newer event takes its place. */
export async function overtakeDeliveries(
  tx: Transaction,
  hookIds: readonly string[],
  eventType: string,
  now: Instant,
): Promise<void> {
  await tx
    .update(webhookDelivery)
    .set({ givenUpAt: now, problem: "overtaken" })
    .where(
      and(
        inArray(webhookDelivery.webhookId, [...hookIds]),
        eq(webhookDelivery.eventType, eventType),
        isNull(webhookDelivery.deliveredAt),
        isNull(webhookDelivery.givenUpAt),
      ),
    );
}

/** Whether the same webhook was sent, or is to be sent, a newer event of the same kind. */
export async function isOvertaken(
  tx: Transaction,
  { webhookId, eventType, sequence }: Delivery,
): Promise<boolean> {
  const own = and(
    eq(webhookDelivery.webhookId, webhookId),
    eq(webhookDelivery.eventType, eventType),
    gt(webhookDelivery.sequence, sequence),
  );
  const rows = await tx
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(own)
    .limit(1);
  return rows.length > 0;
}

/**
 * Deletes events that were taken, given up, or can never be sent any more, before an instant. The last event
 * of each kind stays with its webhook, and a unit's last one of all: what was told and numbers go on from them.
 *
 * @returns How many were deleted.
 */
export async function purgeDeliveries(db: Database, before: Instant): Promise<number> {
  // Written out: a column alone would mean the inner table's.
  const hasLater = sql`exists (
    select 1 from webhook_delivery later where later.webhook_id = webhook_delivery.webhook_id
      and later.event_type = webhook_delivery.event_type
      and later.sequence > webhook_delivery.sequence)`;
  const gone = await db
    .delete(webhookDelivery)
    .where(
      and(
        or(
          lte(webhookDelivery.deliveredAt, before),
          lte(webhookDelivery.givenUpAt, before),
          inArray(
            webhookDelivery.webhookId,
            db
              .select({ id: webhook.id })
              .from(webhook)
              .where(and(isNotNull(webhook.disabledAt), lte(webhook.disabledAt, before))),
          ),
        ),
        hasLater,
      ),
    )
    .returning({ id: webhookDelivery.id });
  return gone.length;
}
