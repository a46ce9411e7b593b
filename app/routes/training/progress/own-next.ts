import type { NextView } from "#app/components/next-list.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { orRefuse, type PersonContext } from "#app/http/context.server.ts";
import { expiringViews } from "#app/http/expiring.server.ts";
import { showOwnProgress } from "#app/operations/training/progress/show-progress.server.ts";
import { nextViews } from "./progress-view.ts";

/** What a fellow could do next; nothing for who is in no fellowship yet. */
export async function ownNext(ctx: PersonContext, request: Request): Promise<NextView[]> {
  const shown = await showOwnProgress(ctx);
  if (!shown.ok && shown.refusal.code === "no_such_fellowship") return [];
  const view = orRefuse(ctx, request, shown);
  const release = releaseOf(ctx.content, view.fellowship.release);
  const expiring = await expiringViews(ctx, request);
  return nextViews(ctx.content, release, view, expiring, "/progress", true);
}
