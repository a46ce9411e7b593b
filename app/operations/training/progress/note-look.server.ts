import { v7 as uuidv7 } from "uuid";
import { allow, type Result } from "#app/domain/result.ts";
import { insertAccess } from "#db/store/signoff/access.server.ts";
import type { Context } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";

type Seen = { readonly id: string; readonly fellowId: string };

/**
 * Notes that somebody looked into a fellow's dossier, before it is shown; one's own is nobody's look.
 * Without the note nothing is shown.
 *
 * @param what  "progress", "CIC-HEM-01": the fellow reads it in words, see domain/training/look.ts.
 */
export async function notedLook<T extends { readonly fellowship: Seen }>(
  ctx: Context,
  shown: Result<T>,
  what: string,
): Promise<Result<T>> {
  if (!shown.ok) return shown;
  const noted = await noteLook(ctx, shown.value.fellowship, what);
  return noted.ok ? shown : noted;
}

export function noteLook({ db, now, actor }: Context, { id, fellowId }: Seen, what: string) {
  return unlessAway(async () => {
    if (actor.kind !== "person" || actor.id === fellowId) return allow();
    const row = { id: uuidv7(), at: now, actorId: actor.id, subjectId: fellowId };
    await insertAccess(db, { ...row, what: `fellowship ${id}: ${what.slice(0, 80)}` });
    return allow();
  });
}
