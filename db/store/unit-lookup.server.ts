import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { z } from "zod";
import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { unit, unitSetting } from "../schema/roster.ts";

/** What a unit may set for itself; what it leaves out is as content/standards/staffing.yaml says. */
export const UnitSettings = z.strictObject({
  /** How the unit is reached now, where that changed after it was created. */
  contact: z.string().nullable().optional(),
  dayStartsAt: z.string().optional(),
  dayEndsAt: z.string().optional(),
  serviceHours: z
    .array(z.strictObject({ weekday: z.number().int(), startsAt: z.string(), endsAt: z.string() }))
    .nullable()
    .optional(),
  maxAgeMinutes: z
    .strictObject({
      pulled: z.number().positive(),
      pushed: z.number().positive(),
      uploaded: z.number().positive(),
      state: z.number().positive(),
    })
    .partial()
    .optional(),
  /** Minutes by assignment; `""` for every other one. */
  defaultResponse: z.record(z.string(), z.number().int().nonnegative()).optional(),
});
export type UnitSettings = z.output<typeof UnitSettings>;

export type UnitRow = {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly name: string;
  readonly site: string;
  readonly region: string;
  readonly jurisdiction: string;
  readonly timeZone: string;
  readonly contact: string | null;
  readonly during: Interval;
  readonly settings: UnitSettings;
  readonly defaultResponse: Readonly<Record<string, number>>;
};

/** A unit with its settings as known through an entry (all of them by default). */
export async function findUnit(
  tx: Transaction,
  code: string,
  knownThrough = Number.MAX_SAFE_INTEGER,
): Promise<UnitRow | null> {
  const rows = await tx.select().from(unit).where(eq(unit.code, code));
  return (await withSettings(tx, rows, knownThrough))[0] ?? null;
}

export async function findUnitById(
  tx: Transaction,
  id: string,
  knownThrough = Number.MAX_SAFE_INTEGER,
): Promise<UnitRow | null> {
  const rows = await tx.select().from(unit).where(eq(unit.id, id));
  return (await withSettings(tx, rows, knownThrough))[0] ?? null;
}

export async function allUnits(
  tx: Transaction,
  knownThrough = Number.MAX_SAFE_INTEGER,
): Promise<UnitRow[]> {
  return withSettings(tx, await tx.select().from(unit).orderBy(asc(unit.code)), knownThrough);
}

/** These units, as known through an entry. */
export async function unitsById(
  tx: Transaction,
  ids: readonly string[],
  knownThrough: number,
): Promise<Map<string, UnitRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(unit)
    .where(inArray(unit.id, [...ids]));
  const units = await withSettings(tx, rows, knownThrough);
  return new Map(units.map((each) => [each.id, each]));
}

async function withSettings(
  tx: Transaction,
  rows: readonly (typeof unit.$inferSelect)[],
  knownThrough: number,
): Promise<UnitRow[]> {
  const known = rows.filter((row) => row.entrySeq <= knownThrough);
  if (known.length === 0) return [];
  const settings = await tx
    .select()
    .from(unitSetting)
    .where(
      inArray(
        unitSetting.unitId,
        known.map((row) => row.id),
      ),
    )
    .orderBy(asc(unitSetting.entrySeq));
  const latest = new Map<string, UnitSettings>();
  for (const row of settings)
    if (row.entrySeq <= knownThrough) latest.set(row.unitId, UnitSettings.parse(row.settings));
  return known.map(({ startsAt, endsAt, entrySeq: _, ...row }) =>
    unitWith({ ...row, during: interval(startsAt, endsAt) }, latest.get(row.id) ?? {}),
  );
}

/** A unit with what it set for itself. */
export function unitWith(
  row: Omit<UnitRow, "settings" | "defaultResponse">,
  own: UnitSettings,
): UnitRow {
  return {
    ...row,
    contact: own.contact === undefined ? row.contact : own.contact,
    settings: own,
    defaultResponse: own.defaultResponse ?? {},
  };
}

/** A unit's id; null where it was not known through an entry. */
export async function findUnitId(
  tx: Transaction,
  code: string,
  knownThrough: number,
): Promise<string | null> {
  const known = and(eq(unit.code, code), lte(unit.entrySeq, knownThrough));
  const [found] = await tx.select({ id: unit.id }).from(unit).where(known);
  return found?.id ?? null;
}

/** Every unit known through an entry, by code. */
export async function unitsKnown(
  tx: Transaction,
  knownThrough: number,
): Promise<{ readonly id: string; readonly organisationId: string }[]> {
  return tx
    .select({ id: unit.id, organisationId: unit.organisationId })
    .from(unit)
    .where(lte(unit.entrySeq, knownThrough))
    .orderBy(asc(unit.code));
}

/** What a permit about a unit is judged by; a unit that is not there is `no_such_unit`. */
export function unitTarget(code: string) {
  return async (tx: Transaction): Promise<Result<Target>> => {
    const [found] = await tx
      .select({ id: unit.id, organisationId: unit.organisationId })
      .from(unit)
      .where(eq(unit.code, code));
    if (!found) return refuse("no_such_unit");
    return allow({ unitId: found.id, organisationId: found.organisationId });
  };
}
