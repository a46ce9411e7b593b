import { and, asc, eq } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../client.server.ts";
import { ruleSetAdoption, unitState } from "../schema/coverage.ts";
import { ledgerEntry } from "../schema/ledger.ts";

/** One version of a unit's own rules, with who recorded it and when. */
export type RuleVersionRow = {
  readonly id: string;
  readonly version: string;
  readonly rules: unknown;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
};

/** Every version of one rule set of a unit, in order of recording. */
export async function ruleVersionsOf(
  tx: Transaction,
  unitId: string,
  ruleSet: string,
): Promise<RuleVersionRow[]> {
  const { id, version, rules, effectiveAt } = ruleSetAdoption;
  const { recordedAt, actorKind, actorId } = ledgerEntry;
  return tx
    .select({ id, version, rules, effectiveAt, recordedAt, actorKind, actorId })
    .from(ruleSetAdoption)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, ruleSetAdoption.entrySeq))
    .where(and(eq(ruleSetAdoption.unitId, unitId), eq(ruleSetAdoption.ruleSet, ruleSet)))
    .orderBy(asc(ruleSetAdoption.entrySeq));
}

/** Which counts a unit ever reported. */
export async function countsEverReported(
  tx: Transaction,
  unitId: string,
): Promise<{ readonly ecmo_patients: boolean; readonly beds_occupied: boolean }> {
  const rows = await tx
    .select({ ecmo: unitState.ecmoPatients, beds: unitState.bedsOccupied })
    .from(unitState)
    .where(eq(unitState.unitId, unitId));
  return {
    ecmo_patients: rows.some(({ ecmo }) => ecmo !== null),
    beds_occupied: rows.some(({ beds }) => beds !== null),
  };
}
