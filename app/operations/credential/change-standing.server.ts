import { z } from "zod";
import {
  dismissalReasons,
  reinstatementReasons,
  revocationReasons,
  suspensionReasons,
} from "#app/domain/credential/reasons.ts";
import type { Json } from "#app/domain/ledger/canonical.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Credential, findCredentialRow } from "#db/store/credential/credentials.server.ts";
import {
  type EventRow,
  eventsOf,
  findProposal,
  insertDismissal,
  insertEvent,
  insertProposal,
  openProposalOf,
} from "#db/store/credential/events.server.ts";
import { act, type Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { impactFact, impactOn } from "../coverage/preview-impact.server.ts";

const note = z.string().trim().max(2_000).optional();
const about = { id: z.uuid(), credentialId: z.uuid(), note };
export const Suspend = z.object({ ...about, reason: z.enum(suspensionReasons) });
export const Reinstate = z.object({ ...about, reason: z.enum(reinstatementReasons) });
export const ProposeRevocation = z.object({ ...about, reason: z.enum(revocationReasons) });
/** The second registrar carries out one proposal; its reason stands. */
export const Revoke = z.object({ id: z.uuid(), proposalId: z.uuid(), note });
export const Dismiss = z.object({ proposalId: z.uuid(), reason: z.enum(dismissalReasons) });

/** One registrar suspends: the next answer already says so. */
export function suspend(ctx: Context, input: z.output<typeof Suspend>) {
  return onCredential(ctx, "credential.suspend", input.credentialId, async (turn, found) => {
    if (found.events.some((each) => each.id === input.id)) return allow({ id: input.id });
    const held = imposed(found.events, turn.now);
    if (held === "revoked") return refuse("credential_revoked");
    if (held === "suspended") return refuse("already_suspended");
    const impact = await impactNow(ctx, turn, found, "stops");
    return enterEvent(turn, { ...input, kind: "suspended" }, impact);
  });
}

export function reinstate(ctx: Context, input: z.output<typeof Reinstate>) {
  return onCredential(ctx, "credential.reinstate", input.credentialId, async (turn, found) => {
    if (found.events.some((each) => each.id === input.id)) return allow({ id: input.id });
    const held = imposed(found.events, turn.now);
    if (held === "revoked") return refuse("credential_revoked");
    if (held !== "suspended") return refuse("not_suspended");
    const impact = await impactNow(ctx, turn, found, "resumes");
    return enterEvent(turn, { ...input, kind: "reinstated" }, impact);
  });
}

/** A first registrar proposes; nothing changes until a second one has looked at it. */
export function proposeRevocation(ctx: Context, input: z.output<typeof ProposeRevocation>) {
  const deed = "credential.propose_revocation";
  return onCredential(ctx, deed, input.credentialId, async (turn, found) => {
    const { tx, now, record } = turn;
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const same = await findProposal(tx, input.id);
    if (same) return allow({ id: input.id });
    if (imposed(found.events, now) === "revoked") return refuse("already_revoked");
    if (await openProposalOf(tx, input.credentialId)) return refuse("already_proposed");
    const fact = { ...input, note: input.note ?? null, proposedBy: ctx.actor.id };
    const impact = await impactNow(ctx, turn, found, "stops");
    await insertProposal(tx, { ...fact, entrySeq: await record({ ...fact, impact }) });
    return allow({ id: input.id });
  });
}

/** The second registrar revokes what the first one proposed. It is final. */
export function revoke(ctx: Context, input: z.output<typeof Revoke>) {
  return onProposal(ctx, "credential.revoke", input.proposalId, async (turn, proposal, found) => {
    if (found.events.some((each) => each.id === input.id)) return allow({ id: input.id });
    if (found.events.some((each) => each.kind === "revoked")) return refuse("already_revoked");
    const open = await openProposalOf(turn.tx, proposal.credentialId);
    if (open?.id !== proposal.id) return refuse("proposal_settled");
    const { credentialId, reason } = proposal;
    const { id, note: said, proposalId } = input;
    const note = said ?? proposal.note ?? undefined;
    const impact = await impactNow(ctx, turn, found, "stops");
    return enterEvent(
      turn,
      { id, credentialId, reason, note, proposalId, kind: "revoked" },
      impact,
    );
  });
}

export function dismissRevocation(ctx: Context, input: z.output<typeof Dismiss>) {
  const deed = "credential.dismiss_revocation";
  return onProposal(ctx, deed, input.proposalId, async (turn, proposal, found) => {
    const { tx, record } = turn;
    if (ctx.actor.kind !== "person") return refuse("not_permitted");
    const open = await openProposalOf(tx, proposal.credentialId);
    if (open?.id !== proposal.id) return refuse("proposal_settled");
    const fact = { proposalId: proposal.id, dismissedBy: ctx.actor.id, reason: input.reason };
    const impact = await impactNow(ctx, turn, found, "stops");
    await insertDismissal(tx, { ...fact, entrySeq: await record({ ...fact, impact }) });
    return allow({ id: proposal.id });
  });
}

/** What the act means for cover, as known while it is carried out: on record with it. */
async function impactNow(
  { content }: Context,
  { tx, now }: Turn,
  { credential }: Found,
  what: "stops" | "resumes",
): Promise<Json> {
  const asked = { what, id: credential.id };
  return impactFact(await impactOn(tx, content, credential.personId, asked, now));
}

type Found = { readonly credential: Credential; readonly events: readonly EventRow[] };
type Done = { readonly id: string };

/** Nobody changes the standing of their own credential, whatever roles they hold. */
function onCredential(
  ctx: Context,
  deed: Deed,
  credentialId: string,
  work: (turn: Turn, found: Found) => Promise<Result<Done>>,
): Promise<Result<Done>> {
  return act<Done>(ctx, deed, {}, async (turn) => {
    const credential = await findCredentialRow(turn.tx, credentialId);
    if (!credential) return refuse("no_such_credential");
    if (credential.personId === ctx.actor.id) return refuse("registrar_is_holder");
    const events = await eventsOf(turn.tx, credentialId);
    if (!credential.issued) return refuse("credential_only_prepared");
    return work(turn, { credential, events });
  });
}

type Proposed = NonNullable<Awaited<ReturnType<typeof findProposal>>>;

function onProposal(
  ctx: Context,
  deed: Deed,
  proposalId: string,
  work: (turn: Turn, proposal: Proposed, found: Found) => Promise<Result<Done>>,
): Promise<Result<Done>> {
  return act<Done>(ctx, deed, {}, async (turn) => {
    const proposal = await findProposal(turn.tx, proposalId);
    if (!proposal) return refuse("no_such_proposal");
    if (proposal.proposedBy === ctx.actor.id) return refuse("same_registrar");
    const credential = await findCredentialRow(turn.tx, proposal.credentialId);
    if (!credential) return refuse("no_such_credential");
    if (credential.personId === ctx.actor.id) return refuse("registrar_is_holder");
    const events = await eventsOf(turn.tx, credential.id);
    return work(turn, proposal, { credential, events });
  });
}

/** What events impose now: a suspension until it is lifted, a revocation for good. */
function imposed(events: readonly EventRow[], now: Instant): "suspended" | "revoked" | null {
  let state: "suspended" | null = null;
  for (const { kind, effectiveAt } of events) {
    if (effectiveAt > now) continue;
    if (kind === "revoked") return "revoked";
    if (kind === "suspended") state = "suspended";
    if (kind === "reinstated") state = null;
  }
  return state;
}

type NewEvent = {
  readonly id: string;
  readonly credentialId: string;
  readonly kind: EventRow["kind"];
  readonly reason: string;
  readonly note?: string;
  readonly proposalId?: string;
};

async function enterEvent(
  { tx, now, record }: Turn,
  event: NewEvent,
  impact: Json,
): Promise<Result<Done>> {
  const fact = {
    ...event,
    note: event.note ?? null,
    proposalId: event.proposalId ?? null,
    effectiveAt: now,
  };
  await insertEvent(tx, { ...fact, entrySeq: await record({ ...fact, impact }) });
  return allow({ id: event.id });
}
