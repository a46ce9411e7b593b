import { allow, type Result, refuse } from "#app/domain/result.ts";
import { missingColumns } from "#db/shape.server.ts";
import type { Context } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";

export type Ready = { readonly status: "ready"; readonly contentRelease: string };

/**
 * Whether questions can be answered: the database is there and shaped as this code expects, the content is
 * loaded, and the key signs.
 * @returns Refusal `record_away` or `not_ready`, both 503.
 */
export function isReady({ db, content, signer, log }: Context): Promise<Result<Ready>> {
  return unlessAway(async () => {
    const missing = await missingColumns(db);
    if (missing.length > 0) {
      log.error({ missing }, "the database lacks columns: its migrations have not all run");
      return refuse("not_ready");
    }
    if (signer.signText("ready") === "" || content.current.competencies.length === 0)
      return refuse("not_ready");
    return allow({ status: "ready", contentRelease: content.current.version });
  });
}
