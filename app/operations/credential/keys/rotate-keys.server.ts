import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Rotation } from "#app/adapters/signer.server.ts";
import { notRotatable } from "#app/domain/credential/key-rotation.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Reauthentication, written } from "#app/domain/signoff/reauthentication.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { insertKeyRotation, keyRotations } from "#db/store/credential/key-rotations.server.ts";
import { grantsOf } from "#db/store/people/grants.server.ts";
import { act } from "../../act.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context, House } from "../../context.server.ts";
import { notProven, signedBy } from "../../signoff/reauthentication.server.ts";
import { openWish, shownText, type Wish } from "./wish.server.ts";

export const RotateKeys = z.object({
  /** The ledger entry of the wish, as the page showed it. */
  wish: z.coerce.number().int().positive(),
  shownDigest: z.string().regex(/^[0-9a-f]{64}$/),
});

type Rotating = z.output<typeof RotateKeys> & {
  readonly reauthentication: Reauthentication;
  /** Another file for the new set, where the portal may not write its own. */
  readonly to?: string;
};

/**
 * A second registrar confirms, and new keys sign from then on; what signed before keeps verifying. The keys
 * are made before the turn and used after it: what is on record and what signs cannot differ for longer than
 * a crash, which the next start mends.
 *
 * @returns The ids of the new keys.
 * Refusals: those of `notRotatable` and `notProven`, `key_file_not_writable`.
 */
export async function rotateKeys(
  ctx: Context,
  input: Rotating,
): Promise<Result<readonly string[]>> {
  await settleRotation(ctx);
  // The proof was given after the request came in, so the question is about now, not about then.
  const judged = await ask(ctx, "keys.rotate", {}, ({ tx }) =>
    judge(tx, ctx, input, ctx.clock.now()),
  );
  if (!judged.ok) return judged;
  const { path, isWritable } = ctx.signer.keyFile;
  if (!input.to && !isWritable()) return refuse("key_file_not_writable", { path });
  const ready = await ctx.signer.prepareRotation(input.to);
  const entered = await enter(ctx, input, ready);
  if (entered.ok) ready.settle();
  // Where the record went away it may have been entered all the same: `settleRotation` finds out.
  else if (entered.refusal.code !== "record_away") ready.discard();
  return entered;
}

function enter(ctx: Context, input: Rotating, { made, retired }: Rotation) {
  return act<readonly string[]>(ctx, "keys.rotate", {}, async ({ tx, now, record }) => {
    const judged = await judge(tx, ctx, input, now);
    if (!judged.ok) return judged;
    const fact = {
      id: uuidv7(),
      retiredKeys: [...retired],
      newKeys: [...made],
      proposedBy: judged.value.proposerId,
      confirmedBy: ctx.actor.id ?? "",
    };
    const reauthentication = written(input.reauthentication);
    const said = { ...fact, wish: input.wish, reauthentication };
    await insertKeyRotation(tx, { ...fact, entrySeq: await record(said) });
    return allow(made);
  });
}

async function judge(
  tx: Transaction,
  ctx: Context,
  input: Rotating,
  now: Instant,
): Promise<Result<Wish>> {
  if (ctx.actor.kind !== "person") return refuse("not_permitted");
  const wish = await openWish(tx, now);
  const grants = wish ? await grantsOf(tx, wish.proposerId) : [];
  const refused = notRotatable({
    wish,
    meant: input.wish,
    confirmerId: ctx.actor.id,
    proposerMay: grants.some((each) => each.role === "registrar" && holds(each.during, now)),
    shown: input.shownDigest,
    current: shownText(ctx).digest,
  });
  if (refused || !wish) return refused ?? refuse("no_such_rotation");
  const { about } = signedBy({ intent: "rotate-keys", ...input });
  const unproven = await notProven(tx, ctx.actor.id, input.reauthentication, about, now);
  return unproven ?? allow(wish);
}

/** At a start and before another one: carries out a rotation that is on record, and forgets keys that are not. */
export async function settleRotation(house: House): Promise<void> {
  const left = house.signer.unsettledRotation();
  if (!left) return;
  const all = await house.db.transaction(keyRotations, { accessMode: "read only" });
  const last = all.at(-1);
  const isRecorded = left.made.length > 0 && left.made.every((id) => last?.newKeys.includes(id));
  if (isRecorded) left.settle();
  else left.discard();
}
