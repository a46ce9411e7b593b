import { allow } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type KeyRotation, keyRotations } from "#db/store/credential/key-rotations.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { openWish, shownText, type Wish } from "./wish.server.ts";

export type ShownKey = {
  readonly id: string;
  readonly signs: "credentials" | "JWTs";
  readonly inUse: boolean;
  /** Null: since the portal's first start. */
  readonly since: Instant | null;
  readonly retiredAt: Instant | null;
  /** Who proposed and who confirmed it. */
  readonly madeBy: readonly string[];
};

export type KeysView = {
  readonly keys: readonly ShownKey[];
  readonly wish: (Wish & { readonly mine: boolean }) | null;
  readonly text: string;
  readonly digest: string;
  readonly path: string;
  readonly isWritable: boolean;
  readonly mayAct: boolean;
};

/** The keys that sign or have signed, and whether new ones wait for a second registrar. */
export function showKeys(ctx: Context) {
  return ask<KeysView>(ctx, "keys.show", {}, async ({ tx, now }) => {
    const { signer, actor } = ctx;
    const rotations = await keyRotations(tx);
    const wish = await openWish(tx, now);
    return allow({
      keys: signer.keys().map((each) => ({ ...each, ...lifeOf(each.id, rotations) })),
      wish: wish && { ...wish, mine: wish.proposerId === actor.id },
      ...shownText(ctx),
      path: signer.keyFile.path,
      isWritable: signer.keyFile.isWritable(),
      mayAct: actor.kind === "person" && actor.grants.some((each) => each.role === "registrar"),
    });
  });
}

function lifeOf(id: string, rotations: readonly KeyRotation[]) {
  const made = rotations.find((each) => each.newKeys.includes(id));
  const retired = rotations.find((each) => each.retiredKeys.includes(id));
  return {
    since: made?.at ?? null,
    retiredAt: retired?.at ?? null,
    madeBy: made ? [made.proposer, made.confirmer] : [],
  };
}
