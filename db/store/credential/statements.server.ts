import { asc, eq } from "drizzle-orm";
import type { UnitStatement } from "#app/domain/credential/unit-statement.ts";
import type { Transaction } from "../../client.server.ts";
import { unitStatement } from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";
import { unit } from "../../schema/roster.ts";

export type GivenStatement = UnitStatement & {
  readonly personId: string;
  readonly credentialCode: string;
  readonly statedByName: string;
};

function select(tx: Transaction) {
  return tx
    .select({
      id: unitStatement.id,
      personId: unitStatement.personId,
      unitId: unitStatement.unitId,
      unitName: unit.name,
      credentialCode: unitStatement.credentialCode,
      statedBy: unitStatement.statedBy,
      statedByName: person.name,
      statedAt: ledgerEntry.recordedAt,
      openRestriction: unitStatement.openRestriction,
    })
    .from(unitStatement)
    .innerJoin(unit, eq(unit.id, unitStatement.unitId))
    .innerJoin(person, eq(person.id, unitStatement.statedBy))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, unitStatement.entrySeq));
}

/** What heads of units said about a person's practice, oldest first. */
export async function statementsAbout(
  tx: Transaction,
  personId: string,
): Promise<GivenStatement[]> {
  return select(tx)
    .where(eq(unitStatement.personId, personId))
    .orderBy(asc(unitStatement.entrySeq));
}

/** What was said at a unit, oldest first. */
export async function statementsAt(tx: Transaction, unitId: string): Promise<GivenStatement[]> {
  return select(tx).where(eq(unitStatement.unitId, unitId)).orderBy(asc(unitStatement.entrySeq));
}

export async function findStatement(tx: Transaction, id: string) {
  const [row] = await tx.select().from(unitStatement).where(eq(unitStatement.id, id));
  return row ?? null;
}

export async function insertStatement(tx: Transaction, row: typeof unitStatement.$inferInsert) {
  await tx.insert(unitStatement).values(row);
}
