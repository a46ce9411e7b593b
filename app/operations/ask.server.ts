import type { Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { AsOf } from "#app/domain/time/as-of.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { isDatabaseAway, isUnreadable } from "#db/away.server.ts";
import type { Transaction } from "#db/client.server.ts";
import { headOf, seqAt } from "#db/ledger.server.ts";
import type { Context } from "./context.server.ts";

export type View = {
  readonly tx: Transaction;
  readonly now: Instant;
};

/**
 * The one door for reading: one read-only snapshot, the permit first. Everything the work reads belongs
 * to the same instant of the record. A database out of reach is refused as `record_away`.
 */
export async function ask<T>(
  ctx: Context,
  question: Deed,
  target: Target | ((tx: Transaction) => Promise<Result<Target>>),
  work: (view: View) => Promise<Result<T>>,
): Promise<Result<T>> {
  const read = async (tx: Transaction): Promise<Result<T>> => {
    const found = typeof target === "function" ? await target(tx) : allow(target);
    if (!found.ok) return found;
    const permitted = permit(ctx.actor, question, found.value, ctx.now);
    if (!permitted.ok) return permitted;
    return work({ tx, now: ctx.now });
  };
  try {
    return await ctx.db.transaction(read, snapshot);
  } catch (thrown) {
    if (isDatabaseAway(thrown)) return refuse("record_away");
    // An address with something in it that is no id names nothing.
    if (isUnreadable(thrown)) return refuse("not_found");
    throw thrown;
  }
}

const snapshot = { isolationLevel: "repeatable read", accessMode: "read only" } as const;

/** Client clocks may run ahead by this much; further ahead is no question about the record. */
const clockSkewMs = 2_000;

/**
 * Turns what was asked into what it means: `at` and `knownAt` default to now; a `knownAt` of now stands
 * for everything committed, an older one for the last entry recorded by then.
 *
 * Now is never before the last entry: an act that committed just after the question came in, or before the
 * machine's clock was set back, is known and has taken effect.
 *
 * @returns refusal `known_at_in_future` when `knownAt` is more than 2 s ahead.
 */
export async function asOf(
  view: View,
  asked: { readonly at?: Instant | null; readonly knownAt?: Instant | null },
): Promise<Result<AsOf & { readonly isNow: boolean }>> {
  const knownAt = asked.knownAt ?? view.now;
  if (knownAt > view.now + clockSkewMs) return refuse("known_at_in_future");
  if (knownAt < view.now) {
    const knownThrough = await seqAt(view.tx, knownAt);
    return allow({ at: asked.at ?? view.now, knownAt, knownThrough, isNow: false });
  }
  const head = await headOf(view.tx);
  const now = Math.max(view.now, head.recordedAt) as Instant;
  return allow({ at: asked.at ?? now, knownAt: now, knownThrough: head.seq, isNow: true });
}
