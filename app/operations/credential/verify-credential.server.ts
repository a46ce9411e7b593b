import { say } from "#app/domain/copy.ts";
import type { JsonValue } from "#app/domain/credential/json.ts";
import { failedWith, problemOf, type Verification } from "#app/domain/credential/verification.ts";
import { isId } from "#app/domain/ids.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { findCredentialRow } from "#db/store/credential/credentials.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { standingsAt } from "./standing.server.ts";
import { ownStatusLists } from "./status-list.server.ts";

/**
 * Whether a credential may be relied on now: proof, shape, validity, status; and for one of ours also its
 * standing, since the portal that suspended it must not call it good. The record out of reach fails it.
 *
 * @param given  A document with its proof, or the text of a JWT.
 */
export async function verifyCredential(
  ctx: Context,
  given: JsonValue,
): Promise<Result<Verification>> {
  const { signer, now } = ctx;
  const { document, ...found } = await signer.verify(given, {
    now,
    resolveStatus: ownStatusLists(ctx),
  });
  const id = document ? ownIdOf(ctx, document.id) : null;
  if (!found.verified || id === null) return allow(found);
  return standingOf(ctx, id, found);
}

function ownIdOf({ settings }: Context, id: JsonValue | undefined): string | null {
  const root = `${settings.publicOrigin}/credentials/`;
  const rest = typeof id === "string" && id.startsWith(root) ? id.slice(root.length) : "";
  return isId(rest) ? rest : null;
}

function standingOf(ctx: Context, id: string, found: Verification) {
  return ask<Verification>(ctx, "credential.verify", {}, async ({ tx, now }) => {
    const credential = await findCredentialRow(tx, id);
    if (!credential) {
      return allow(failedWith(problemOf("not_standing", "The register has no such credential.")));
    }
    const standings = await standingsAt(tx, ctx.content, [credential.personId], now);
    const standing = standings.get(id);
    if (!standing?.counts) {
      const state = say(ctx.content.copy, `states.${standing?.state ?? "prepared"}`);
      const since = standing ? `, since ${formatInstant(standing.since)}` : "";
      return allow(failedWith(problemOf("not_standing", `${state}${since}.`)));
    }
    return allow({ ...found, checks: [...found.checks, "standing" as const] });
  });
}
