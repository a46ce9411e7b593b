import { allow } from "#app/domain/result.ts";
import { latestMail } from "#db/store/people/outbox.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

const shownMax = 100;

/** The latest mail, where no mail server delivers it. It may hold links that let people in. */
export function showOutbox(ctx: Context) {
  return ask(ctx, "outbox.read", {}, async ({ tx }) => allow(await latestMail(tx, shownMax)));
}
