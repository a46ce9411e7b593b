import { nameOfCode } from "#app/domain/content.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import {
  allCredentials,
  type Credential,
  findCredentialRow,
} from "#db/store/credential/credentials.server.ts";
import {
  type Dismissal,
  dismissalsOf,
  type EventRow,
  eventsOf,
  openProposalOf,
  openProposals,
  type Proposal,
} from "#db/store/credential/events.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Asked, type Impact, impactOn } from "../coverage/preview-impact.server.ts";
import { type LicenceStanding, licenceStandings } from "./licence-standing.server.ts";
import { type RenewalProgress, renewalProgressOf } from "./renewal-progress.server.ts";
import { type Standing, standingsAt } from "./standing.server.ts";

export type Managed = Credential & {
  readonly name: string;
  /** Null while it is only prepared. */
  readonly standing: Standing | null;
};

export type Desk = {
  readonly credentials: readonly Managed[];
  readonly proposals: readonly (Proposal & {
    readonly holder: string;
    readonly code: string;
    readonly mine: boolean;
  })[];
  readonly now: Instant;
};

/** Every credential with its state, and the revocations that wait for a second registrar. */
export function showDesk(ctx: Context) {
  return ask<Desk>(ctx, "credential.manage", {}, async ({ tx, now }) => {
    const rows = await allCredentials(tx);
    const people = [...new Set(rows.map((each) => each.personId))];
    const standings = await standingsAt(tx, ctx.content, people, now);
    const proposals = (await openProposals(tx)).map((each) => {
      const row = rows.find((one) => one.id === each.credentialId);
      const mine = each.proposedBy === ctx.actor.id;
      return { ...each, holder: row?.personName ?? "", code: row?.code ?? "", mine };
    });
    return allow({ credentials: rows.map((row) => managed(ctx, row, standings)), proposals, now });
  });
}

function managed(
  { content }: Context,
  row: Credential,
  standings: ReadonlyMap<string, Standing>,
): Managed {
  const standing = row.issued ? (standings.get(row.id) ?? null) : null;
  return { ...row, name: nameOfCode(content, row.code), standing };
}

export type ManagedView = Managed & {
  readonly events: readonly EventRow[];
  readonly proposal: (Proposal & { readonly mine: boolean }) | null;
  readonly dismissals: readonly Dismissal[];
  /** What units would lose if it stopped counting now; null where it does not count anyway. */
  readonly impact: Impact | null;
  /** Of a suspended one: what units would get back. */
  readonly regained: Impact | null;
  /** What units lose from its end on if it is not renewed; null where that is done or far away. */
  readonly lapse: Impact | null;
  /** Null before it is issued, and once it is revoked. */
  readonly renewal: RenewalProgress | null;
  /** Every licence of the holder: without one, no credential counts in its jurisdiction. */
  readonly licences: readonly LicenceStanding[];
  readonly now: Instant;
  readonly isHolder: boolean;
};

/** One credential with all that happened to it, and the shifts that would lose cover without it. */
export function manageCredential(ctx: Context, id: string) {
  return ask<ManagedView>(ctx, "credential.manage", {}, async ({ tx, now }) => {
    const row = await findCredentialRow(tx, id);
    if (!row) return refuse("no_such_credential");
    const standings = await standingsAt(tx, ctx.content, [row.personId], now);
    const view = managed(ctx, row, standings);
    const proposal = await openProposalOf(tx, id);
    const on = (asked: Asked) => impactOn(tx, ctx.content, row.personId, asked, now);
    const state = view.standing?.state;
    const living = view.issued && state !== "revoked";
    const renewal = living ? await renewalProgressOf(tx, ctx.content, row, now) : null;
    const lapses = renewal && !renewal.renewedBy && renewal.phase === "open";
    return allow({
      ...view,
      events: await eventsOf(tx, id),
      proposal: proposal ? { ...proposal, mine: proposal.proposedBy === ctx.actor.id } : null,
      dismissals: await dismissalsOf(tx, [id]),
      impact: view.standing?.counts ? await on({ what: "stops", id }) : null,
      regained: state === "suspended" ? await on({ what: "resumes", id }) : null,
      lapse: lapses ? await on({ what: "lapses", id, end: row.validUntil }) : null,
      renewal,
      licences: await licenceStandings(tx, row.personId, now),
      now,
      isHolder: row.personId === ctx.actor.id,
    });
  });
}

/** Whether it ends within so many days, nothing else happening. */
export function endsWithin(
  { validUntil }: Credential,
  now: Instant,
  milliseconds: number,
): boolean {
  return validUntil !== forever && validUntil > now && validUntil - now <= milliseconds;
}
