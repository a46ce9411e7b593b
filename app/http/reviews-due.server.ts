import { permit } from "#app/domain/people/permit.ts";
import type { Context } from "#app/operations/context.server.ts";
import { listOverrides } from "#app/operations/coverage/override/show-overrides.server.ts";

/** How many overrides the person could review now; none for whoever may not see any. */
export async function reviewsDue(ctx: Context): Promise<{ due: number; overdue: number }> {
  const none = { due: 0, overdue: 0 };
  if (!permit(ctx.actor, "overrides.list", {}, ctx.now).ok) return none;
  const found = await listOverrides(ctx);
  if (!found.ok) return none;
  const mine = found.value.filter(({ mayReview }) => mayReview);
  const count = (state: string) => mine.filter((each) => each.state === state).length;
  return { due: count("due"), overdue: count("overdue") };
}
