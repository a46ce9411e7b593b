import { and, asc, desc, eq, isNull, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { MaintenanceCase } from "#app/domain/credential/maintenance.ts";
import { isId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { LogRole } from "#app/domain/training/evidence.ts";
import type { Transaction } from "../../client.server.ts";
import { maintenanceCase, maintenanceConfirmation } from "../../schema/credential.ts";
import { ledgerEntry } from "../../schema/ledger.ts";
import { person } from "../../schema/person.ts";
import { everything, knownRows } from "../known.server.ts";

export type LoggedMaintenance = MaintenanceCase & {
  readonly personId: string;
  readonly personName: string;
  readonly confirmerId: string;
  readonly confirmerName: string;
  readonly scenario: string | null;
  readonly reason: string | null;
  readonly recordedAt: Instant;
};

const holder = alias(person, "holder");
const confirmer = alias(person, "confirmer");

async function select(tx: Transaction, wanted: SQL | undefined): Promise<LoggedMaintenance[]> {
  const rows = await tx
    .select({
      row: maintenanceCase,
      personName: holder.name,
      confirmerName: confirmer.name,
      outcome: maintenanceConfirmation.outcome,
      reason: maintenanceConfirmation.reason,
      recordedAt: ledgerEntry.recordedAt,
    })
    .from(maintenanceCase)
    .innerJoin(holder, eq(holder.id, maintenanceCase.personId))
    .innerJoin(confirmer, eq(confirmer.id, maintenanceCase.confirmerId))
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, maintenanceCase.entrySeq))
    .leftJoin(maintenanceConfirmation, eq(maintenanceConfirmation.caseId, maintenanceCase.id))
    .where(wanted)
    .orderBy(desc(maintenanceCase.performedAt), desc(maintenanceCase.id));
  return rows.map(({ row, outcome, ...rest }) => ({
    id: row.id,
    personId: row.personId,
    activity: row.activity,
    role: row.role as LogRole,
    performedAt: row.performedAt,
    simulated: row.simulated,
    scenario: row.scenario,
    proctored: row.proctored,
    confirmerId: row.confirmerId,
    outcome: outcome as MaintenanceCase["outcome"],
    ...rest,
  }));
}

const standing = knownRows(maintenanceCase, everything);

/** What a person logged to keep their credentials; latest first. */
export async function maintenanceOfPerson(tx: Transaction, personId: string) {
  return select(tx, and(eq(maintenanceCase.personId, personId), standing));
}

/** What waits for somebody's word. */
export async function maintenanceToConfirm(tx: Transaction, confirmerId: string) {
  const wanted = eq(maintenanceCase.confirmerId, confirmerId);
  return select(tx, and(wanted, isNull(maintenanceConfirmation.caseId), standing));
}

/** Everybody for whose word a case waits. */
export async function confirmersAsked(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: maintenanceCase.confirmerId })
    .from(maintenanceCase)
    .leftJoin(maintenanceConfirmation, eq(maintenanceConfirmation.caseId, maintenanceCase.id))
    .where(and(isNull(maintenanceConfirmation.caseId), standing));
  return rows.map((each) => each.id);
}

/** A case that still stands. */
export async function findMaintenance(tx: Transaction, id: string) {
  if (!isId(id)) return null;
  const [found] = await select(tx, and(eq(maintenanceCase.id, id), standing));
  return found ?? null;
}

/** The row as it was written, whether or not it still holds. */
export async function findMaintenanceRow(tx: Transaction, id: string) {
  const [row] = await tx
    .select()
    .from(maintenanceCase)
    .where(eq(maintenanceCase.id, id))
    .orderBy(asc(maintenanceCase.entrySeq));
  return row ?? null;
}

export async function insertMaintenance(
  tx: Transaction,
  row: typeof maintenanceCase.$inferInsert,
): Promise<void> {
  await tx.insert(maintenanceCase).values(row);
}

export async function insertConfirmation(
  tx: Transaction,
  row: typeof maintenanceConfirmation.$inferInsert,
): Promise<void> {
  await tx.insert(maintenanceConfirmation).values(row);
}
