import type { Context } from "../context.server.ts";
import { issueCredential } from "../credential/issue.server.ts";
import type { Decided } from "./decide.server.ts";

/** A key that is away does not undo a signature: the credential stays prepared and is tried again. */
export async function issueSigned(ctx: Context, { credentialId }: Decided): Promise<void> {
  if (credentialId === null) return;
  const issued = await issueCredential(ctx, credentialId);
  if (!issued.ok) ctx.log.warn({ credentialId, refusal: issued.refusal.code }, "left prepared");
}
