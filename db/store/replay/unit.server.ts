import { eq, inArray } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { hubAgreement, ruleSetAdoption, unitState } from "../../schema/coverage.ts";
import { unit, unitProfile, unitSetting } from "../../schema/roster.ts";
import { UnitSettings } from "../unit-lookup.server.ts";
import { type Recorded, recordedBy, recordedRows } from "./recorded.server.ts";

/** Everything ever recorded of a unit itself, and of the units whose people may bear on its answer. */
export type UnitHistory = {
  readonly units: readonly Recorded<typeof unit>[];
  readonly settings: readonly Recorded<typeof unitSetting>[];
  readonly profiles: readonly Recorded<typeof unitProfile>[];
  readonly adoptions: readonly Recorded<typeof ruleSetAdoption>[];
  readonly states: readonly Recorded<typeof unitState>[];
  readonly hubs: readonly Recorded<typeof hubAgreement>[];
};

/** Agreements of a unit with hubs, also those that were corrected. */
export function hubHistory(tx: Transaction, unitId: string) {
  return recordedRows(tx, hubAgreement, eq(hubAgreement.unitId, unitId));
}

/** @param around  The unit itself, its hubs, and units of other sites that name the same people. */
export async function unitHistory(
  tx: Transaction,
  unitId: string,
  around: readonly string[],
): Promise<Omit<UnitHistory, "hubs">> {
  const among = [...around];
  const [units, settings, profiles, adoptions, states] = await Promise.all([
    recordedRows(tx, unit, inArray(unit.id, among)),
    recordedRows(tx, unitSetting, inArray(unitSetting.unitId, among)),
    recordedRows(tx, unitProfile, eq(unitProfile.unitId, unitId)),
    recordedRows(tx, ruleSetAdoption, eq(ruleSetAdoption.unitId, unitId)),
    recordedRows(tx, unitState, eq(unitState.unitId, unitId)),
  ]);
  return { units, settings, profiles, adoptions, states };
}

/** What a unit had set for itself, as the record had it by an instant. */
export function settingsBy(
  { settings }: Pick<UnitHistory, "settings">,
  unitId: string,
  at: Instant,
): UnitSettings {
  const last = recordedBy(settings, at).findLast((row) => row.unitId === unitId);
  if (!last) return {};
  const read = parsed.get(last) ?? UnitSettings.parse(last.settings);
  parsed.set(last, read);
  return read;
}

/** A row is asked about once for each stretch of a year. */
const parsed = new WeakMap<object, UnitSettings>();

/** When a unit was entered into the record; before it nothing can have been answered about it. */
export async function recordedSince(tx: Transaction, unitId: string): Promise<Instant> {
  const [row] = await recordedRows(tx, unit, eq(unit.id, unitId));
  if (!row) throw new Error(`no unit ${unitId}`);
  return row.recordedAt;
}
