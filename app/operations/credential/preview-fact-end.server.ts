import { allow, type Result, refuse } from "#app/domain/result.ts";
import { everything } from "#db/store/known.server.ts";
import { licencesOf } from "#db/store/people/licences.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Impact, impactOn } from "../coverage/preview-impact.server.ts";

/** Which future shifts lose cover if a licence or an outside credential ended now. */
export function previewFactEnd(
  ctx: Context,
  {
    personId,
    kind,
    id,
  }: {
    readonly personId: string;
    readonly kind: "licence" | "outside";
    readonly id: string;
  },
): Promise<Result<Impact>> {
  return ask<Impact>(ctx, "credential.manage", {}, async ({ tx, now }) => {
    if (kind === "outside") {
      return allow(await impactOn(tx, ctx.content, personId, { what: "outside", id }, now));
    }
    const licences = await licencesOf(tx, personId, everything);
    const found = licences.find((each) => each.id === id);
    if (!found) return refuse("no_such_credential");
    const asked = { what: "licence", jurisdiction: found.jurisdiction } as const;
    return allow(await impactOn(tx, ctx.content, personId, asked, now));
  });
}
