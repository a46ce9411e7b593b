import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Json } from "#app/domain/ledger/canonical.ts";
import type { Target } from "#app/domain/people/grant.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import { endOfDay, Zone } from "#app/domain/people/validity.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  findRow,
  findStandingRow,
  type Holding,
  insertSuccessor,
  type RowOf,
  successorOf,
  type TimedFact,
} from "#db/store/corrections.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";

/**
 * What is said later about a fact that holds for a time. `end`: it holds until the end of a last day, or
 * from now on no longer. `void`: it never held. Both are new rows: what was known before stays known.
 */
export const Correction = z.object({
  /** The new row's; made with the form. */
  id: z.uuid(),
  /** The row that this is about. */
  of: z.uuid(),
  kind: z.enum(["end", "void"]),
  lastDay: z.iso.date().optional(),
  timeZone: Zone.optional(),
});
export type Correction = z.output<typeof Correction>;

export type Judge<T extends TimedFact> = {
  readonly deed: Deed;
  readonly table: T;
  /** What the permit is judged by. */
  target(tx: Transaction, row: RowOf<T>): Promise<Result<Target>>;
  /** What it costs others, known while it is carried out; on record with it. */
  impact?(tx: Transaction, row: RowOf<T>, now: Instant): Promise<Json>;
};

/** Ends or voids a fact. */
export function correct<T extends TimedFact>(
  ctx: Context,
  { deed, table, target, impact }: Judge<T>,
  correction: Correction,
): Promise<Result<{ readonly id: string }>> {
  const find = async (tx: Transaction) => {
    const row = await findRow(tx, table, correction.of);
    return row ? target(tx, row) : refuse("no_such_fact");
  };
  return act(ctx, deed, find, async ({ tx, now, record }) => {
    if (await findRow(tx, table, correction.id)) return allow({ id: correction.id });
    const row = await findStandingRow(tx, table, correction.of);
    if (!row) return refuse("already_corrected");
    const { startsAt, endsAt: before } = row as Holding;
    const voided = correction.kind === "void";
    const endsAt = voided ? before : endOf(correction, now);
    if (endsAt !== null && endsAt <= startsAt) return refuse("ends_before_it_starts");
    const next = successorOf<T>(row, { id: correction.id, endsAt, voided });
    const cost = impact ? { impact: await impact(tx, row, now) } : {};
    await insertSuccessor(tx, table, next, await record({ ...next, ...cost }));
    return allow({ id: correction.id });
  });
}

function endOf({ lastDay, timeZone }: Correction, now: Instant): Instant {
  return lastDay === undefined ? now : endOfDay(lastDay, timeZone ?? "UTC");
}

/** A correction with an id of its own, for callers that send once. */
export function endingOf(of: string, lastDay?: string, timeZone?: string): Correction {
  return { id: uuidv7(), of, kind: "end", lastDay, timeZone };
}
