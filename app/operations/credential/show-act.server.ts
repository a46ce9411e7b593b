import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { sha256 } from "#db/ledger.server.ts";
import { findCredentialRow } from "#db/store/credential/credentials.server.ts";
import { findEvent } from "#db/store/credential/events.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Impact, impactFact, impactOn } from "../coverage/preview-impact.server.ts";

export type ActView = {
  readonly id: string;
  readonly kind: "suspended" | "reinstated" | "revoked";
  readonly at: Instant;
  readonly impact: Impact;
  /** The list is the very one whose digest was entered with the act; false where content changed since. */
  readonly proven: boolean;
};

/**
 * What a suspension, a reinstatement or a revocation cost in cover, as it was known when it was carried out:
 * found again as of the entry before, and compared with the digest that the ledger holds.
 *
 * Refusal: `no_such_act`.
 */
export function showAct(ctx: Context, credentialId: string, eventId: string) {
  return ask<ActView>(ctx, "credential.manage", {}, async ({ tx }) => {
    const found = await findEvent(tx, eventId);
    const credential = await findCredentialRow(tx, credentialId);
    if (!found || !credential || found.event.credentialId !== credential.id) {
      return refuse("no_such_act");
    }
    const { entrySeq, ...event } = found.event;
    const kind = event.kind as ActView["kind"] | "issued";
    if (kind === "issued") return refuse("no_such_act");
    const asked = { what: kind === "reinstated" ? "resumes" : "stops", id: credential.id } as const;
    const { personId } = credential;
    const known = { through: entrySeq - 1 };
    const impact = await impactOn(tx, ctx.content, personId, asked, event.effectiveAt, known);
    const fact = canonical({ ...event, impact: impactFact(impact) });
    const proven = sha256(found.salt + fact) === found.factDigest;
    return allow({ id: event.id, kind, at: found.recordedAt, impact, proven });
  });
}
