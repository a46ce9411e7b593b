import type { Reauthentication } from "#app/domain/signoff/reauthentication.ts";
import type { Context } from "#app/operations/context.server.ts";
import { enterReauthentication } from "#app/operations/signoff/reauthenticate.server.ts";
import { done } from "./stage.ts";

/** Whoever signs in the story has just entered their password; the record says so, as it always does. */
export async function proves(ctx: Context, about: string): Promise<Reauthentication> {
  const method = "password";
  const entering = enterReauthentication(ctx, { method, outcome: "proven", about });
  return { id: await done("proving again", entering), method, at: ctx.now, about };
}
