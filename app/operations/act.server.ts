import type { Json } from "#app/domain/ledger/canonical.ts";
import type { Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import { type Refusal, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { isDatabaseAway, isUnreadable } from "#db/away.server.ts";
import type { Transaction } from "#db/client.server.ts";
import { append, type Actor as LedgerActor, takeTurn } from "#db/ledger.server.ts";
import type { Context } from "./context.server.ts";

export type Turn = {
  readonly tx: Transaction;
  /** When this act is recorded: read after the turn was taken, never before the last entry. */
  readonly now: Instant;
  /** Enters a fact into the ledger and returns the number that the fact's row must carry. */
  record(fact: Json): Promise<number>;
};

class Rollback extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * The one door for writing: take the turn, check the permit, do the work, commit. A refusal leaves no
 * trace; a fault is thrown and leaves none either; a database out of reach is refused as `record_away`.
 * No network, key or file inside: everybody waits.
 *
 * @param target  What it is done to, or how to find that out inside the turn.
 * @param work    Must record at least one fact when it changes facts.
 */
export async function act<T>(
  ctx: Context,
  deed: Deed,
  target: Target | ((tx: Transaction) => Promise<Result<Target>>),
  work: (turn: Turn) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await ctx.db.transaction(async (tx) => {
      let head = await takeTurn(tx);
      const now = Math.max(ctx.clock.now(), head.recordedAt) as Instant;
      const found =
        typeof target === "function" ? await target(tx) : { ok: true as const, value: target };
      if (!found.ok) throw new Rollback(found.refusal);
      const permitted = permit(ctx.actor, deed, found.value, now);
      if (!permitted.ok) throw new Rollback(permitted.refusal);
      const result = await work({
        tx,
        now,
        async record(fact) {
          head = await append(tx, head, {
            act: deed,
            actor: ledgerActor(ctx),
            at: now,
            fact,
            requestId: ctx.requestId,
          });
          return head.seq;
        },
      });
      if (!result.ok) throw new Rollback(result.refusal);
      return result;
    });
  } catch (thrown) {
    if (thrown instanceof Rollback) return { ok: false, refusal: thrown.refusal };
    if (isDatabaseAway(thrown)) return refuse("record_away");
    // What is no id names nothing that could be acted upon.
    if (isUnreadable(thrown)) return refuse("not_found");
    throw thrown;
  }
}

function ledgerActor({ actor }: Context): LedgerActor {
  if (actor.kind === "anonymous") throw new Error("act: nobody acts anonymously");
  if (actor.kind === "board_device") throw new Error("act: a screen shows and does nothing");
  // Who came by a link is a person all the same; how they were known stands in the fact itself.
  return { kind: actor.kind === "link" ? "person" : actor.kind, id: actor.id };
}
