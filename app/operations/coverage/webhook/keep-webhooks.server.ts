import { randomBytes } from "node:crypto";
import { z } from "zod";
import { answerChanged } from "#app/domain/coverage/gap/event.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { takeUnit } from "#db/store/coverage/gap-alerts.server.ts";
import {
  findDelivery,
  findWebhook,
  insertWebhook,
  isOvertaken,
  settleDelivery,
  updateWebhook,
  type Webhook,
  webhooksOf,
} from "#db/store/coverage/webhooks.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { act, type Turn } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { announce } from "./events.server.ts";

/** So many webhooks of a unit may be switched on at once. */
const most = 10;

export const AddWebhook = z.object({ id: z.uuid(), url: z.string().trim().min(1).max(2_000) });

/** A webhook with its signing secret, which is shown this once. */
export type Keyed = { readonly id: string; readonly secret: string | null };

/**
 * Has a unit's events sent to an https address of a host that the operator allows. Sent again it is
 * answered the same, without the secret.
 */
export async function addWebhook(
  ctx: Context,
  unitCode: string,
  { id, url }: z.output<typeof AddWebhook>,
): Promise<Result<Keyed>> {
  const fault = ctx.webhooks.faultOf(url);
  if (fault === "not_an_address") return refuse("webhook_not_an_address", { field: "url" });
  if (fault === "not_https") return refuse("webhook_not_https", { field: "url" });
  if (fault !== null) return refuse("webhook_host_not_allowed", { field: "url" });
  const salt = freshSalt();
  const added = await keep(ctx, unitCode, async ({ tx, now, record }, unit, createdBy) => {
    if (await findWebhook(tx, id)) return allow(false);
    const on = (await webhooksOf(tx, unit.id)).filter((each) => each.disabledAt === null);
    if (on.length >= most) return refuse("too_many_webhooks", { most });
    await record({ webhook: id, unitId: unit.id, url });
    const row = { id, unitId: unit.id, url, salt, createdBy, createdAt: now };
    await insertWebhook(tx, row);
    return allow(true);
  });
  if (!added.ok) return added;
  return allow({ id, secret: added.value ? ctx.webhooks.secretOf(id, salt) : null });
}

/** Gives a webhook another secret; the old one signs nothing from now on. */
export async function rotateSecret(
  ctx: Context,
  unitCode: string,
  id: string,
): Promise<Result<Keyed>> {
  const salt = freshSalt();
  const done = await keep(ctx, unitCode, async ({ tx, record }, unit) => {
    const hook = await ownHook(tx, unit, id);
    if (!hook.ok) return hook;
    await record({ webhook: id, rotated: true });
    await updateWebhook(tx, id, { salt });
    return allow();
  });
  return done.ok ? allow({ id, secret: ctx.webhooks.secretOf(id, salt) }) : done;
}

/** Sends nothing more to it, nor what is on its way. */
export function disableWebhook(ctx: Context, unitCode: string, id: string) {
  return keep(ctx, unitCode, async ({ tx, now, record }, unit) => {
    const hook = await ownHook(tx, unit, id);
    if (!hook.ok) return hook;
    await record({ webhook: id, disabled: true });
    await updateWebhook(tx, id, { disabledAt: now });
    return allow();
  });
}

/** Puts an event on its way that says nothing but that it came. */
export function testWebhook(ctx: Context, unitCode: string, id: string) {
  return keep(ctx, unitCode, async ({ tx, now }, unit) => {
    const hook = await ownHook(tx, unit, id);
    if (!hook.ok) return hook;
    const link = `${ctx.settings.publicOrigin}/units/${unit.code}/webhooks/${id}`;
    await takeUnit(tx, unit.id);
    await announce(ctx, tx, unit, [{ type: "webhook.test", data: { link } }], now, [hook.value]);
    return allow();
  });
}

/** Sends an event once more, with the same id: its receiver can tell that it is the same. */
export function resendDelivery(ctx: Context, unitCode: string, id: string, deliveryId: string) {
  return keep(ctx, unitCode, async ({ tx, now }, unit) => {
    const hook = await ownHook(tx, unit, id);
    if (!hook.ok) return hook;
    const delivery = await findDelivery(tx, deliveryId);
    if (delivery?.webhookId !== id) return refuse("no_such_delivery");
    // An answer that is none any more could be taken for one.
    if (delivery.eventType === answerChanged && (await isOvertaken(tx, delivery)))
      return refuse("delivery_overtaken");
    const again = { deliveredAt: null, givenUpAt: null, status: null, problem: null };
    await settleDelivery(tx, deliveryId, { ...again, attempts: 0, dueAt: now });
    return allow();
  });
}

type Work<T> = (turn: Turn, unit: UnitRow, by: string) => Promise<Result<T>>;

function keep<T>(ctx: Context, unitCode: string, work: Work<T>): Promise<Result<T>> {
  return act<T>(ctx, "webhook.keep", unitTarget(unitCode), async (turn) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    const unit = await findUnit(turn.tx, unitCode);
    return unit ? work(turn, unit, ctx.actor.id) : refuse("no_such_unit");
  });
}

/** A webhook of this unit that is switched on. */
async function ownHook(tx: Transaction, unit: UnitRow, id: string): Promise<Result<Webhook>> {
  const hook = await findWebhook(tx, id);
  if (hook?.unitId !== unit.id) return refuse("no_such_webhook");
  return hook.disabledAt === null ? allow(hook) : refuse("webhook_off");
}

function freshSalt(): string {
  return randomBytes(16).toString("base64url");
}
