import { allow, type Result, refuse } from "#app/domain/result.ts";
import {
  type Delivery,
  findWebhook,
  latestDeliveries,
  type Webhook,
  webhooksOf,
} from "#db/store/coverage/webhooks.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";

export type { Delivery, Webhook };

const deliveriesShown = 50;

export type UnitWebhooks = { readonly unit: UnitRow; readonly hooks: readonly Webhook[] };

/** Where a unit's events go. */
export function showWebhooks(ctx: Context, unitCode: string): Promise<Result<UnitWebhooks>> {
  return ask<UnitWebhooks>(ctx, "webhook.keep", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    return allow({ unit, hooks: await webhooksOf(tx, unit.id) });
  });
}

export type WebhookDetail = {
  readonly unit: UnitRow;
  readonly hook: Webhook;
  readonly deliveries: readonly Delivery[];
};

/** One of them, with what was sent to it last. */
export function showWebhook(
  ctx: Context,
  unitCode: string,
  id: string,
): Promise<Result<WebhookDetail>> {
  return ask<WebhookDetail>(ctx, "webhook.keep", unitTarget(unitCode), async ({ tx }) => {
    const unit = await findUnit(tx, unitCode);
    const hook = await findWebhook(tx, id);
    if (!unit || hook?.unitId !== unit.id) return refuse("no_such_webhook");
    return allow({ unit, hook, deliveries: await latestDeliveries(tx, id, deliveriesShown) });
  });
}
