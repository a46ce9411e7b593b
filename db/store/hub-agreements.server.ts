import { and, asc, eq } from "drizzle-orm";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { hubAgreement } from "../schema/coverage.ts";
import { unit } from "../schema/roster.ts";
import { knownRows } from "./known.server.ts";

export type HubAgreement = {
  readonly id: string;
  readonly unitId: string;
  readonly hubUnitId: string;
  readonly hubCode: string;
  readonly hubName: string;
  readonly hubSite: string;
  readonly during: Interval;
};

/** With which hubs a unit agreed, and for when, as known through an entry; oldest first. */
export async function hubAgreementsAt(
  tx: Transaction,
  unitId: string,
  knownThrough: number,
): Promise<HubAgreement[]> {
  const rows = await tx
    .select({ row: hubAgreement, hubCode: unit.code, hubName: unit.name, hubSite: unit.site })
    .from(hubAgreement)
    .innerJoin(unit, eq(unit.id, hubAgreement.hubUnitId))
    .where(and(eq(hubAgreement.unitId, unitId), knownRows(hubAgreement, knownThrough)))
    .orderBy(asc(hubAgreement.startsAt), asc(hubAgreement.entrySeq));
  return rows.map(({ row, ...hub }) => ({
    id: row.id,
    unitId: row.unitId,
    hubUnitId: row.hubUnitId,
    ...hub,
    during: interval(row.startsAt, row.endsAt),
  }));
}
