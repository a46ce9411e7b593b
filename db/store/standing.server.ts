import { and, asc, eq, inArray, lte } from "drizzle-orm";
import type { HolderRecord } from "#app/domain/credential/holder.ts";
import type { CredentialEventKind } from "#app/domain/credential/lifecycle.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { credential, credentialEvent, externalCredential } from "../schema/credential.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { entrustmentDecision } from "../schema/signoff.ts";
import { knownRows } from "./known.server.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** All that these people ever held, as the record stood after an entry. */
export async function holderRecords(
  tx: Transaction,
  personIds: readonly string[],
  knownThrough: number,
): Promise<Map<string, HolderRecord>> {
  const ids = [...new Set(personIds)];
  const found = new Map<string, Mutable<HolderRecord>>();
  for (const id of ids) found.set(id, { own: [], external: [], entrustments: [] });
  if (ids.length === 0) return found;
  const externals = tx
    .select({ row: externalCredential, recordedAt: ledgerEntry.recordedAt })
    .from(externalCredential)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, externalCredential.entrySeq))
    .where(
      and(inArray(externalCredential.personId, ids), knownRows(externalCredential, knownThrough)),
    )
    .orderBy(asc(externalCredential.entrySeq));
  const entrusted = tx
    .select({ row: entrustmentDecision, recordedAt: ledgerEntry.recordedAt })
    .from(entrustmentDecision)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, entrustmentDecision.entrySeq))
    .where(
      and(inArray(entrustmentDecision.personId, ids), knownRows(entrustmentDecision, knownThrough)),
    )
    .orderBy(asc(entrustmentDecision.entrySeq));
  const [owned, external, decisions] = await Promise.all([
    ownOf(tx, ids, knownThrough),
    externals,
    entrusted,
  ]);
  for (const [personId, own] of owned) found.get(personId)?.own.push(own);
  for (const { row, recordedAt } of external) {
    found.get(row.personId)?.external.push({
      id: row.id,
      code: row.code,
      during: interval(row.startsAt, row.endsAt),
      evidence: row.standing as "attested" | "verified",
      recordedAt,
      reverifyBy: row.reverifyBy,
      readable: true,
    });
  }
  for (const { row, recordedAt } of decisions) {
    found.get(row.personId)?.entrustments.push({
      id: row.id,
      epa: row.epa,
      level: row.level,
      during: interval(row.startsAt, row.endsAt),
      recordedAt,
    });
  }
  return found;
}

async function ownOf(tx: Transaction, ids: string[], knownThrough: number) {
  const credentials = await tx
    .select()
    .from(credential)
    .where(and(inArray(credential.personId, ids), lte(credential.entrySeq, knownThrough)))
    .orderBy(asc(credential.entrySeq));
  if (credentials.length === 0) return [];
  const events = await tx
    .select({ row: credentialEvent, recordedAt: ledgerEntry.recordedAt })
    .from(credentialEvent)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, credentialEvent.entrySeq))
    .where(
      and(
        inArray(
          credentialEvent.credentialId,
          credentials.map((each) => each.id),
        ),
        lte(credentialEvent.entrySeq, knownThrough),
      ),
    )
    .orderBy(asc(credentialEvent.entrySeq));
  return credentials.map((each) => {
    const own = {
      id: each.id,
      code: each.code,
      validity: interval(each.validFrom, each.validUntil),
      events: events
        .filter(({ row }) => row.credentialId === each.id)
        .map(({ row, recordedAt }) => ({
          kind: row.kind as CredentialEventKind,
          effectiveAt: row.effectiveAt,
          recordedAt,
          reason: row.reason,
        })),
    };
    return [each.personId, own] as const;
  });
}
