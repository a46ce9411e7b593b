import { say } from "#app/domain/copy.ts";
import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import { failedWith, problemOf, type Verification } from "#app/domain/credential/verification.ts";
import { isId } from "#app/domain/ids.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { findCredentialRow } from "#db/store/credential/credentials.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { resolversOf } from "./outside.server.ts";
import { standingsAt } from "./standing.server.ts";

export type Checked = Verification & {
  /** What was signed, once its signature held; null before. */
  readonly document: JsonObject | null;
};

/**
 * Whether a credential may be relied on now: proof, shape, validity, status; and for one of ours also its
 * standing, since the portal that suspended it must not call it good. The record out of reach fails it.
 *
 * @param given  A document with its proof, or the text of a JWT.
 */
export async function verifyCredential(ctx: Context, given: JsonValue): Promise<Result<Checked>> {
  const { signer, now } = ctx;
  const found = await signer.verify(given, { now, ...resolversOf(ctx) });
  const id = found.document ? ownIdOf(ctx, found.document) : null;
  if (!found.verified || id === null) return allow(found);
  const standing = await standingOf(ctx, id, found);
  return standing.ok ? allow({ ...standing.value, document: found.document }) : standing;
}

/** Only what this portal signed is judged by its register: an address alone proves nothing. */
export function ownIdOf({ settings, signer }: Context, document: JsonObject): string | null {
  const { id, issuer } = document;
  const root = `${settings.publicOrigin}/credentials/`;
  const by = typeof issuer === "object" && issuer !== null && "id" in issuer ? issuer.id : issuer;
  const rest = typeof id === "string" && id.startsWith(root) ? id.slice(root.length) : "";
  return by === signer.did && isId(rest) ? rest : null;
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
