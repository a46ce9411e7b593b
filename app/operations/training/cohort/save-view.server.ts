import { allow, type Result, refuse } from "#app/domain/result.ts";
import { savedViewOf, saveView } from "#db/store/training/saved-views.server.ts";
import type { Context } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";

/** Longer than any view of ours writes. */
const queryMax = 500;

/**
 * How a person left a view: what they ask for now is kept for next time; asking for nothing gives back
 * what was kept. A matter of each person's own, so no deed and no fact.
 *
 * @param asked  A query in the view's own form, read by the view; null to have the kept one.
 */
export function keptView(
  { db, actor }: Pick<Context, "db" | "actor">,
  view: string,
  asked: string | null,
): Promise<Result<{ readonly query: string; readonly isKept: boolean }>> {
  return unlessAway(async () => {
    if (actor.kind !== "person") return refuse("not_permitted");
    const before = await savedViewOf(db, actor.id, view);
    if (asked === null) return allow({ query: before ?? "", isKept: Boolean(before) });
    const query = asked.slice(0, queryMax);
    if (query !== before) await saveView(db, { personId: actor.id, view, query });
    return allow({ query, isKept: false });
  });
}
