import { canonical } from "../ledger/canonical.ts";
import { type Refused, refuse } from "../result.ts";
import { day } from "../time/instant.ts";

/** How long a registrar's wish for new keys waits for a second one, in milliseconds. */
export const wishHoldsMs = 7 * day;

/** What both registrars are shown: the keys that would stop signing, by their ids. */
export function rotationText(signing: readonly string[]): string {
  return canonical({ act: "keys.rotate", retire: [...signing].sort() });
}

export type Confirming = {
  /** Null: nobody proposed it, or too long ago. */
  readonly wish: { readonly seq: number; readonly proposerId: string } | null;
  /** The wish that the page showed. */
  readonly meant: number;
  readonly confirmerId: string;
  /** Who proposed it must still be a registrar: two people answer for new keys. */
  readonly proposerMay: boolean;
  readonly shown: string;
  readonly current: string;
};

/** Why these keys are not rotated now; null when they are. */
export function notRotatable(given: Confirming): Refused | null {
  const { wish } = given;
  if (!wish || wish.seq !== given.meant) return refuse("no_such_rotation");
  if (wish.proposerId === given.confirmerId) return refuse("same_registrar");
  if (!given.proposerMay) return refuse("proposer_no_registrar");
  return given.shown === given.current ? null : refuse("keys_changed");
}
