import { and, asc, count, desc, eq, gte, isNull, lt, lte, max } from "drizzle-orm";
import { isId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../../client.server.ts";
import { credential, credentialProof, credentialTwin } from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { organisation, programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { signOff, signOffWithdrawal } from "../../schema/signoff.ts";

export type Credential = {
  readonly id: string;
  readonly signOffId: string;
  readonly personId: string;
  readonly personName: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly timeZone: string;
  readonly code: string;
  readonly release: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly statusList: number;
  readonly statusIndex: number;
  readonly preparedAt: Instant;
  readonly signerName: string;
  readonly signerRole: string;
  readonly issued: boolean;
};

function select(tx: Transaction) {
  return tx
    .select({
      id: credential.id,
      signOffId: credential.signOffId,
      personId: credential.personId,
      personName: person.name,
      organisationId: credential.organisationId,
      organisationName: organisation.name,
      programmeId: signOff.programmeId,
      programmeName: programme.name,
      timeZone: programme.timeZone,
      code: credential.code,
      release: credential.release,
      validFrom: credential.validFrom,
      validUntil: credential.validUntil,
      statusList: credential.statusList,
      statusIndex: credential.statusIndex,
      preparedAt: ledgerEntry.recordedAt,
      signerName: signOff.signerName,
      signerRole: signOff.signerRole,
      proofOf: credentialProof.credentialId,
    })
    .from(credential)
    .innerJoin(person, eq(person.id, credential.personId))
    .innerJoin(organisation, eq(organisation.id, credential.organisationId))
    .innerJoin(signOff, eq(signOff.id, credential.signOffId))
    .innerJoin(programme, eq(programme.id, signOff.programmeId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, credential.entrySeq))
    .leftJoin(credentialProof, eq(credentialProof.credentialId, credential.id));
}

function credentialOf({ proofOf, ...row }: Awaited<ReturnType<typeof select>>[number]): Credential {
  return { ...row, issued: proofOf !== null };
}

export async function findCredentialRow(tx: Transaction, id: string): Promise<Credential | null> {
  if (!isId(id)) return null;
  const [row] = await select(tx).where(eq(credential.id, id));
  return row ? credentialOf(row) : null;
}

export async function credentialsOf(tx: Transaction, personId: string): Promise<Credential[]> {
  const rows = await select(tx)
    .where(eq(credential.personId, personId))
    .orderBy(desc(credential.entrySeq));
  return rows.map(credentialOf);
}

export async function allCredentials(tx: Transaction, limit = 2_000): Promise<Credential[]> {
  const rows = await select(tx).orderBy(desc(credential.entrySeq)).limit(limit);
  return rows.map(credentialOf);
}

/** Signed credentials that end within a period, the first to end first. */
export async function credentialsEnding(tx: Transaction, { start, end }: Interval) {
  const rows = await select(tx)
    .where(and(gte(credential.validUntil, start), lt(credential.validUntil, end)))
    .orderBy(asc(credential.validUntil), asc(credential.id));
  return rows.map(credentialOf).filter((each) => each.issued);
}

/** Prepared, not signed, and still wanted; oldest first. */
export async function unsignedCredentials(tx: Transaction, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: credential.id })
    .from(credential)
    .leftJoin(credentialProof, eq(credentialProof.credentialId, credential.id))
    .leftJoin(signOffWithdrawal, eq(signOffWithdrawal.signOffId, credential.signOffId))
    .where(and(isNull(credentialProof.credentialId), isNull(signOffWithdrawal.signOffId)))
    .orderBy(asc(credential.entrySeq))
    .limit(limit);
  return rows.map((row) => row.id);
}

export async function preparedText(tx: Transaction, id: string): Promise<string | null> {
  if (!isId(id)) return null;
  const [row] = await tx
    .select({ prepared: credential.prepared })
    .from(credential)
    .where(eq(credential.id, id));
  return row?.prepared ?? null;
}

/** The first credential ever prepared: it says in whose name credentials go out. */
export async function anyPrepared(tx: Transaction): Promise<string | null> {
  const [row] = await tx
    .select({ prepared: credential.prepared })
    .from(credential)
    .orderBy(asc(credential.entrySeq))
    .limit(1);
  return row?.prepared ?? null;
}

export type Signed = { readonly document: string; readonly keyId: string };

export async function findProof(tx: Transaction, id: string): Promise<Signed | null> {
  if (!isId(id)) return null;
  const [row] = await tx
    .select({ document: credentialProof.document, keyId: credentialProof.keyId })
    .from(credentialProof)
    .where(eq(credentialProof.credentialId, id));
  return row ?? null;
}

export type Twin = { readonly jwt: string; readonly keyId: string };

/** The JWT twin of a credential; null before it is made. */
export async function findTwin(tx: Transaction, id: string): Promise<Twin | null> {
  if (!isId(id)) return null;
  const [row] = await tx
    .select({ jwt: credentialTwin.jwt, keyId: credentialTwin.keyId })
    .from(credentialTwin)
    .where(eq(credentialTwin.credentialId, id));
  return row ?? null;
}

/** Signed credentials that have no twin yet, oldest first. */
export async function withoutTwin(tx: Transaction, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: credentialProof.credentialId })
    .from(credentialProof)
    .leftJoin(credentialTwin, eq(credentialTwin.credentialId, credentialProof.credentialId))
    .where(isNull(credentialTwin.credentialId))
    .orderBy(asc(credentialProof.entrySeq))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** How many credentials there are: it decides in which status list the next one has its place. */
export async function countCredentials(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(credential);
  return row?.count ?? 0;
}

export async function isPlaceTaken(tx: Transaction, list: number, index: number): Promise<boolean> {
  const wanted = and(eq(credential.statusList, list), eq(credential.statusIndex, index));
  const [row] = await tx.select({ id: credential.id }).from(credential).where(wanted);
  return row !== undefined;
}

/** The number of the newest status list that was in use by an entry; the first one always is. */
export async function latestList(tx: Transaction, knownThrough: number): Promise<number> {
  const [row] = await tx
    .select({ list: max(credential.statusList) })
    .from(credential)
    .where(lte(credential.entrySeq, knownThrough));
  return row?.list ?? 1;
}

export async function insertCredential(tx: Transaction, row: typeof credential.$inferInsert) {
  await tx.insert(credential).values(row);
}

export async function insertProof(tx: Transaction, row: typeof credentialProof.$inferInsert) {
  await tx.insert(credentialProof).values(row);
}

export async function insertTwin(tx: Transaction, row: typeof credentialTwin.$inferInsert) {
  await tx.insert(credentialTwin).values(row);
}
