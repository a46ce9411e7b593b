import { and, desc, eq, gte, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { keyRotation } from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";

export type KeyRotation = {
  readonly retiredKeys: readonly string[];
  readonly newKeys: readonly string[];
  readonly proposer: string;
  readonly confirmer: string;
  readonly at: Instant;
};

const proposer = alias(person, "proposer");
const confirmer = alias(person, "confirmer");

/** Every rotation, oldest first. */
export async function keyRotations(tx: Transaction): Promise<KeyRotation[]> {
  return tx
    .select({
      retiredKeys: keyRotation.retiredKeys,
      newKeys: keyRotation.newKeys,
      proposer: proposer.name,
      confirmer: confirmer.name,
      at: ledgerEntry.recordedAt,
    })
    .from(keyRotation)
    .innerJoin(proposer, eq(proposer.id, keyRotation.proposedBy))
    .innerJoin(confirmer, eq(confirmer.id, keyRotation.confirmedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, keyRotation.entrySeq))
    .orderBy(keyRotation.entrySeq);
}

export async function insertKeyRotation(
  tx: Transaction,
  row: typeof keyRotation.$inferInsert,
): Promise<void> {
  await tx.insert(keyRotation).values(row);
}

export type KeyStep = {
  readonly seq: number;
  readonly act: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly at: Instant;
};

/** The last step towards new keys since `since`, as the ledger has it. */
export async function lastKeyStep(
  tx: Transaction,
  acts: readonly string[],
  since: Instant,
): Promise<KeyStep | null> {
  const { seq, act, recordedAt: at } = ledgerEntry;
  const [row] = await tx
    .select({ seq, act, at, actorId: person.id, actorName: person.name })
    .from(ledgerEntry)
    .innerJoin(person, eq(person.id, ledgerEntry.actorId))
    .where(and(gte(at, since), inArray(act, [...acts])))
    .orderBy(desc(seq))
    .limit(1);
  return row ?? null;
}
