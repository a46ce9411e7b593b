import { and, asc, eq, inArray, isNull, lte } from "drizzle-orm";
import type { CredentialEventKind } from "#app/domain/credential/lifecycle.ts";
import { isId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import {
  credential,
  credentialEvent,
  revocationDismissal,
  revocationProposal,
} from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";

export type EventRow = {
  readonly id: string;
  readonly credentialId: string;
  readonly kind: CredentialEventKind;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  readonly reason: string | null;
  readonly note: string | null;
  /** Who did it; null for the portal itself. */
  readonly by: string | null;
};

/** What happened to a credential, in the order of the record. */
export async function eventsOf(tx: Transaction, credentialId: string): Promise<EventRow[]> {
  const rows = await tx
    .select({
      id: credentialEvent.id,
      credentialId: credentialEvent.credentialId,
      kind: credentialEvent.kind,
      effectiveAt: credentialEvent.effectiveAt,
      recordedAt: ledgerEntry.recordedAt,
      reason: credentialEvent.reason,
      note: credentialEvent.note,
      by: person.name,
    })
    .from(credentialEvent)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, credentialEvent.entrySeq))
    .leftJoin(person, eq(person.id, ledgerEntry.actorId))
    .where(eq(credentialEvent.credentialId, credentialId))
    .orderBy(asc(credentialEvent.entrySeq));
  return rows.map((row) => ({ ...row, kind: row.kind as CredentialEventKind }));
}

/** One of them as it was entered: what its ledger entry holds the salted digest of. */
export async function findEvent(tx: Transaction, id: string) {
  if (!isId(id)) return null;
  const [row] = await tx
    .select({
      event: credentialEvent,
      recordedAt: ledgerEntry.recordedAt,
      salt: ledgerEntry.salt,
      factDigest: ledgerEntry.factDigest,
    })
    .from(credentialEvent)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, credentialEvent.entrySeq))
    .where(eq(credentialEvent.id, id));
  return row ?? null;
}

export async function insertEvent(tx: Transaction, row: typeof credentialEvent.$inferInsert) {
  await tx.insert(credentialEvent).values(row);
}

/** Places in a list whose credential is revoked: in effect at `at`, recorded through an entry. */
export async function revokedPlaces(
  tx: Transaction,
  list: number,
  { at, knownThrough }: { readonly at: Instant; readonly knownThrough: number },
): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ index: credential.statusIndex })
    .from(credentialEvent)
    .innerJoin(credential, eq(credential.id, credentialEvent.credentialId))
    .where(
      and(
        eq(credential.statusList, list),
        eq(credentialEvent.kind, "revoked"),
        lte(credentialEvent.effectiveAt, at),
        lte(credentialEvent.entrySeq, knownThrough),
      ),
    )
    .orderBy(asc(credential.statusIndex));
  return rows.map((row) => row.index);
}

export type Proposal = {
  readonly id: string;
  readonly credentialId: string;
  readonly reason: string;
  readonly note: string | null;
  readonly proposedBy: string;
  readonly proposerName: string;
  readonly proposedAt: Instant;
};

function selectProposals(tx: Transaction) {
  return tx
    .select({
      id: revocationProposal.id,
      credentialId: revocationProposal.credentialId,
      reason: revocationProposal.reason,
      note: revocationProposal.note,
      proposedBy: revocationProposal.proposedBy,
      proposerName: person.name,
      proposedAt: ledgerEntry.recordedAt,
    })
    .from(revocationProposal)
    .innerJoin(person, eq(person.id, revocationProposal.proposedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, revocationProposal.entrySeq))
    .leftJoin(revocationDismissal, eq(revocationDismissal.proposalId, revocationProposal.id))
    .leftJoin(credentialEvent, eq(credentialEvent.proposalId, revocationProposal.id));
}

const open = and(isNull(revocationDismissal.proposalId), isNull(credentialEvent.id));

/** Proposals that a second registrar has neither carried out nor dismissed; oldest first. */
export async function openProposals(tx: Transaction): Promise<Proposal[]> {
  return selectProposals(tx).where(open).orderBy(asc(revocationProposal.entrySeq));
}

export async function openProposalOf(
  tx: Transaction,
  credentialId: string,
): Promise<Proposal | null> {
  const wanted = and(open, eq(revocationProposal.credentialId, credentialId));
  const [row] = await selectProposals(tx).where(wanted);
  return row ?? null;
}

export async function findProposal(tx: Transaction, id: string): Promise<Proposal | null> {
  if (!isId(id)) return null;
  const [row] = await selectProposals(tx).where(eq(revocationProposal.id, id));
  return row ?? null;
}

export async function insertProposal(tx: Transaction, row: typeof revocationProposal.$inferInsert) {
  await tx.insert(revocationProposal).values(row);
}

export async function insertDismissal(
  tx: Transaction,
  row: typeof revocationDismissal.$inferInsert,
) {
  await tx.insert(revocationDismissal).values(row);
}

export type Dismissal = {
  readonly credentialId: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
};

export async function dismissalsOf(
  tx: Transaction,
  credentialIds: readonly string[],
): Promise<Dismissal[]> {
  if (credentialIds.length === 0) return [];
  return tx
    .select({
      credentialId: revocationProposal.credentialId,
      reason: revocationDismissal.reason,
      by: person.name,
      at: ledgerEntry.recordedAt,
    })
    .from(revocationDismissal)
    .innerJoin(revocationProposal, eq(revocationProposal.id, revocationDismissal.proposalId))
    .innerJoin(person, eq(person.id, revocationDismissal.dismissedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, revocationDismissal.entrySeq))
    .where(inArray(revocationProposal.credentialId, [...credentialIds]))
    .orderBy(asc(revocationDismissal.entrySeq));
}
