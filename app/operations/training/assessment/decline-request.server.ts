import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { requestStateOf } from "#app/domain/training/assessment/assessment-link.ts";
import { acceptFreeText } from "#app/domain/training/case/free-text.ts";
import type { Transaction } from "#db/client.server.ts";
import { markLinkUsed } from "#db/store/training/assessment-links.server.ts";
import { insertDecline } from "#db/store/training/assessments.server.ts";
import { findRequest } from "#db/store/training/observations.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";

export const DeclineRequest = z.object({
  requestId: z.uuid(),
  reason: z.string().trim().min(3).max(500),
});

/** The person asked says no, and why, with an account or by the link; the fellow sees the reason. */
export function declineRequest(
  ctx: Context,
  { requestId, reason }: z.output<typeof DeclineRequest>,
): Promise<Result<undefined>> {
  const target = async (tx: Transaction) => {
    const request = await findRequest(tx, requestId);
    if (!request || request.assessorId !== ctx.actor.id) return refuse("no_such_request");
    return allow({ personId: request.assessorId, requestId });
  };
  return act(ctx, "request.decline", target, async ({ tx, now, record }) => {
    const request = await findRequest(tx, requestId);
    if (!request) return refuse("no_such_request");
    const text = acceptFreeText(reason, "reason");
    if (!text.ok) return text;
    const state = requestStateOf(request, now);
    if (state === "declined") return allow();
    if (state === "answered") return refuse("request_already_answered");
    if (state === "expired") {
      return refuse("request_expired", { when: formatInstant(request.expiresAt).slice(0, 10) });
    }
    const entrySeq = await record({ declined: requestId, reason });
    await insertDecline(tx, { requestId, reason, entrySeq });
    if (ctx.actor.kind === "link") await markLinkUsed(tx, ctx.actor.linkId, now);
    return allow();
  });
}
