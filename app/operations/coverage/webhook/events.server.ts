import { v7 as uuidv7 } from "uuid";
import {
  type EventData,
  type EventType,
  sequenceText,
  type UnitEvent,
} from "#app/domain/coverage/gap/event.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  insertDeliveries,
  nextSequence,
  type Webhook,
  webhooksOf,
} from "#db/store/coverage/webhooks.server.ts";
import type { House } from "../../context.server.ts";

export type Happening = { readonly type: EventType; readonly data: Omit<EventData, "unit"> };
type Unit = { readonly id: string; readonly code: string };

/**
 * Puts events on their way to the unit's webhooks, in the transaction in which they happened. The unit
 * must be taken, so that its events are numbered without a hole.
 *
 * @param to  Some of its webhooks; by default all that are switched on.
 */
export async function announce(
  house: Pick<House, "settings">,
  tx: Transaction,
  unit: Unit,
  happenings: readonly Happening[],
  now: Instant,
  to?: readonly Webhook[],
): Promise<void> {
  if (happenings.length === 0) return;
  const hooks = (to ?? (await webhooksOf(tx, unit.id))).filter((each) => each.disabledAt === null);
  if (hooks.length === 0) return;
  let sequence = await nextSequence(tx, unit.id);
  for (const happening of happenings) {
    const body = JSON.stringify(eventOf(house, unit, happening, sequence, now));
    const row = { eventType: happening.type, sequence, body, createdAt: now, dueAt: now };
    await insertDeliveries(
      tx,
      hooks.map((hook) => ({ ...row, id: uuidv7(), webhookId: hook.id })),
    );
    sequence += 1;
  }
}

function eventOf(
  { settings }: Pick<House, "settings">,
  { code }: Unit,
  { type, data }: Happening,
  sequence: number,
  now: Instant,
): UnitEvent {
  return {
    specversion: "1.0",
    id: uuidv7(),
    source: `${settings.publicOrigin}/units/${code}`,
    type,
    subject: code,
    time: formatInstant(now),
    datacontenttype: "application/json",
    sequence: sequenceText(sequence),
    data: { unit: code, ...data },
  };
}
