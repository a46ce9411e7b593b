import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { isId } from "#app/domain/ids.ts";
import type { Decision, Route } from "#app/domain/signoff/decision.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { credential, credentialProof } from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { coSignature, signOff, signOffWithdrawal } from "../../schema/signoff.ts";

export type CoSignature = {
  readonly signOffId: string;
  readonly signerId: string;
  readonly signerName: string;
  readonly signerRole: string;
  readonly meaning: string;
  readonly reauthentication: string;
  readonly signedAt: Instant;
};

export type SignOff = {
  readonly id: string;
  readonly reviewId: string;
  readonly personId: string;
  readonly programmeId: string;
  readonly credentialCode: string;
  readonly release: string;
  readonly route: Route;
  readonly decision: Decision;
  readonly signerId: string;
  readonly signerName: string;
  readonly signerRole: string;
  readonly meaning: string;
  readonly reason: string | null;
  readonly evidence: string;
  readonly evidenceDigest: string;
  /** How the signer proved who they are, in canonical JSON. */
  readonly reauthentication: string;
  readonly signedAt: Instant;
  readonly withdrawnAt: Instant | null;
  readonly withdrawalReason: string | null;
  readonly coSignatures: readonly CoSignature[];
  /** The credential that came of it, prepared at least; null before the last signature. */
  readonly credentialId: string | null;
  readonly issued: boolean;
};

/** Null where nothing was withdrawn. */
const withdrawalEntry = sql`(
  select extract(epoch from e.recorded_at)::float8 * 1000 from ledger_entry e
  where e.seq = ${signOffWithdrawal.entrySeq})`.mapWith(Number);

function select(tx: Transaction) {
  return tx
    .select({
      row: signOff,
      signedAt: ledgerEntry.recordedAt,
      withdrawnAt: withdrawalEntry,
      withdrawalReason: signOffWithdrawal.reason,
      credentialId: credential.id,
      proofOf: credentialProof.credentialId,
    })
    .from(signOff)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, signOff.entrySeq))
    .leftJoin(signOffWithdrawal, eq(signOffWithdrawal.signOffId, signOff.id))
    .leftJoin(credential, eq(credential.signOffId, signOff.id))
    .leftJoin(credentialProof, eq(credentialProof.credentialId, credential.id));
}

type Row = Awaited<ReturnType<typeof select>>[number];

async function complete(tx: Transaction, rows: readonly Row[]): Promise<SignOff[]> {
  const signatures = await coSignaturesOf(
    tx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, proofOf, withdrawnAt, ...rest }) => ({
    ...row,
    ...rest,
    withdrawnAt: withdrawnAt as Instant | null,
    route: row.route as Route,
    decision: row.decision as Decision,
    issued: proofOf !== null,
    coSignatures: signatures.filter((each) => each.signOffId === row.id),
  }));
}

export async function findSignOff(tx: Transaction, id: string): Promise<SignOff | null> {
  if (!isId(id)) return null;
  const rows = await select(tx).where(eq(signOff.id, id));
  return (await complete(tx, rows))[0] ?? null;
}

export async function signOffsOf(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<SignOff[]> {
  if (reviewIds.length === 0) return [];
  return complete(tx, await select(tx).where(inArray(signOff.reviewId, [...reviewIds])));
}

/** Everything that directors signed about a person, earliest first. */
export async function signOffsAbout(tx: Transaction, personId: string): Promise<SignOff[]> {
  const rows = select(tx).where(eq(signOff.personId, personId)).orderBy(asc(signOff.entrySeq));
  return complete(tx, await rows);
}

/** Approved, not withdrawn, and without a credential yet: co-signatures are outstanding. */
export async function awaitingCoSignature(
  tx: Transaction,
  programmeIds: readonly string[] | null,
): Promise<SignOff[]> {
  if (programmeIds?.length === 0) return [];
  const rows = await select(tx)
    .where(
      and(
        eq(signOff.decision, "approved"),
        isNull(signOffWithdrawal.signOffId),
        isNull(credential.id),
        programmeIds ? inArray(signOff.programmeId, [...programmeIds]) : undefined,
      ),
    )
    .orderBy(asc(signOff.entrySeq));
  return complete(tx, rows);
}

async function coSignaturesOf(tx: Transaction, ids: readonly string[]): Promise<CoSignature[]> {
  if (ids.length === 0) return [];
  return tx
    .select({
      signOffId: coSignature.signOffId,
      signerId: coSignature.signerId,
      signerName: coSignature.signerName,
      signerRole: coSignature.signerRole,
      meaning: coSignature.meaning,
      reauthentication: coSignature.reauthentication,
      signedAt: ledgerEntry.recordedAt,
    })
    .from(coSignature)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, coSignature.entrySeq))
    .where(inArray(coSignature.signOffId, [...ids]))
    .orderBy(asc(coSignature.entrySeq));
}

export async function insertSignOff(tx: Transaction, row: typeof signOff.$inferInsert) {
  await tx.insert(signOff).values(row);
}

export async function insertCoSignature(tx: Transaction, row: typeof coSignature.$inferInsert) {
  await tx.insert(coSignature).values(row);
}

export async function insertWithdrawal(
  tx: Transaction,
  row: typeof signOffWithdrawal.$inferInsert,
) {
  await tx.insert(signOffWithdrawal).values(row);
}
