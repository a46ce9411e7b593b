import { z } from "zod";
import { allow, type Refusal, type Result } from "#app/domain/result.ts";
import type { Reauthentication } from "#app/domain/signoff/reauthentication.ts";
import type { Context } from "../context.server.ts";
import { type Decided, decideSignOff } from "./decide.server.ts";

/** One line of the list, as the form carries it: review, the sign-off's id, the digest that was shown. */
const Item = z
  .string()
  .regex(/^[0-9a-f-]{36} [0-9a-f-]{36} [0-9a-f]{64}$/)
  .transform((text) => {
    const [reviewId = "", id = "", shownDigest = ""] = text.split(" ");
    return { reviewId, id, shownDigest };
  });

export const SignList = z.object({
  batchId: z.uuid(),
  items: z.array(Item).min(1).max(50),
});

export type Listed = {
  readonly reviewId: string;
  readonly decided: Decided | null;
  /** Why this one was left out; null where it was signed. */
  readonly refusal: Refusal | null;
};

/**
 * Signs several reviews that were listed and shown one by one, with one re-authentication over the list of
 * their digests. Each sign-off is an act and a fact of its own that names the list: one that cannot be signed
 * any more, such as one whose evidence changed meanwhile, is left out and said so, and the others stand.
 * A record that goes away ends it; what was signed by then stands.
 */
export async function signList(
  ctx: Context,
  input: z.output<typeof SignList> & { readonly reauthentication: Reauthentication },
): Promise<Result<readonly Listed[]>> {
  const { reauthentication } = input;
  const listed: Listed[] = [];
  for (const item of input.items) {
    const signing = { ...item, decision: "approved" as const, reauthentication };
    const signed = await decideSignOff(ctx, signing);
    if (!signed.ok && signed.refusal.code === "record_away") return signed;
    const { reviewId } = item;
    listed.push(
      signed.ok
        ? { reviewId, decided: signed.value, refusal: null }
        : { reviewId, decided: null, refusal: signed.refusal },
    );
  }
  return allow(listed);
}
