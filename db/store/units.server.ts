import { and, asc, eq } from "drizzle-orm";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { ruleSetAdoption } from "../schema/coverage.ts";
import { appointment, localPrivilege, unit, unitProfile, unitSetting } from "../schema/roster.ts";
import { knownRows } from "./known.server.ts";
import type { UnitSettings } from "./unit-lookup.server.ts";

export async function insertUnit(tx: Transaction, row: typeof unit.$inferInsert): Promise<void> {
  await tx.insert(unit).values(row);
}

export async function insertProfile(
  tx: Transaction,
  row: typeof unitProfile.$inferInsert,
): Promise<void> {
  await tx.insert(unitProfile).values(row);
}

type NewSetting = Omit<typeof unitSetting.$inferInsert, "settings"> & {
  readonly settings: UnitSettings;
};

export async function insertSetting(tx: Transaction, row: NewSetting): Promise<void> {
  await tx.insert(unitSetting).values(row);
}

export async function insertAdoption(
  tx: Transaction,
  row: typeof ruleSetAdoption.$inferInsert,
): Promise<void> {
  await tx.insert(ruleSetAdoption).values(row);
}

export async function isUnitCodeTaken(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.select({ id: unit.id }).from(unit).where(eq(unit.code, code))).length > 0;
}

export type LocalPrivilege = {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly code: string;
  readonly during: Interval;
  readonly grantedBy: string;
};

/** The local privileges of a unit as known through an entry; oldest first. */
export async function privilegesAt(
  tx: Transaction,
  unitId: string,
  knownThrough: number,
): Promise<LocalPrivilege[]> {
  const rows = await tx
    .select()
    .from(localPrivilege)
    .where(and(eq(localPrivilege.unitId, unitId), knownRows(localPrivilege, knownThrough)))
    .orderBy(asc(localPrivilege.entrySeq));
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    unitId: row.unitId,
    code: row.code,
    during: interval(row.startsAt, row.endsAt),
    grantedBy: row.grantedBy,
  }));
}

export type Appointment = {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly programmeId: string | null;
  readonly post: string;
  readonly during: Interval;
};

/** Who holds or held which post at a unit, as known through an entry; oldest first. */
export async function appointmentsAt(
  tx: Transaction,
  unitId: string,
  knownThrough: number,
): Promise<Appointment[]> {
  const rows = await tx
    .select()
    .from(appointment)
    .where(and(eq(appointment.unitId, unitId), knownRows(appointment, knownThrough)))
    .orderBy(asc(appointment.entrySeq));
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    unitId: row.unitId,
    programmeId: row.programmeId,
    post: row.post,
    during: interval(row.startsAt, row.endsAt),
  }));
}
