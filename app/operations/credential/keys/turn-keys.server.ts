import { allow, type Result } from "#app/domain/result.ts";
import { contextAs, type House } from "../../context.server.ts";
import { personActor } from "../../people/actor.server.ts";
import { checkSignIn } from "../../people/sign-in.server.ts";
import { reauthenticate } from "../../signoff/reauthenticate.server.ts";
import { proposeRotation } from "./propose-rotation.server.ts";
import { rotateKeys } from "./rotate-keys.server.ts";
import { showKeys } from "./show-keys.server.ts";

type AtTerminal = { readonly email: string; readonly password: string; readonly to?: string };
export type Turned =
  | { readonly did: "proposed" }
  | { readonly did: "rotated"; readonly newKeys: readonly string[] };

/**
 * A registrar at the terminal, known by address and password: proposes new keys, or confirms what another
 * registrar proposed. Who has a passkey does it in the portal.
 *
 * Refusals: those of `checkSignIn`, `reauthenticate`, `proposeRotation`, `rotateKeys`.
 */
export async function turnKeys(
  house: House,
  { email, password, to }: AtTerminal,
): Promise<Result<Turned>> {
  const known = await checkSignIn(house, { email, password, address: "terminal" });
  if (!known.ok) return known;
  const actor = await personActor(house, known.value);
  const ctx = { ...contextAs(house, actor), actor: actor as PersonActor };
  const shown = await showKeys(ctx);
  if (!shown.ok) return shown;
  const { digest: shownDigest, wish } = shown.value;
  const by = { signer: known.value, password };
  if (!wish || wish.mine) {
    const proven = await reauthenticate(ctx, by, { intent: "propose-rotation", shownDigest });
    if (!proven.ok) return proven;
    const wanted = { shownDigest, reauthentication: proven.value };
    const proposed = await proposeRotation(ctx, wanted);
    return proposed.ok ? allow({ did: "proposed" }) : proposed;
  }
  const confirming = { wish: wish.seq, shownDigest };
  const proven = await reauthenticate(ctx, by, { intent: "rotate-keys", ...confirming });
  if (!proven.ok) return proven;
  const rotated = await rotateKeys(ctx, { ...confirming, to, reauthentication: proven.value });
  return rotated.ok ? allow({ did: "rotated", newKeys: rotated.value }) : rotated;
}

type PersonActor = Extract<Awaited<ReturnType<typeof personActor>>, { kind: "person" }>;
