import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type {
  PersonFacts,
  RuleSetInForce,
  UnitFact,
  UnitState,
} from "#app/domain/coverage/facts.ts";
import type { UnitTier } from "#app/domain/coverage/rule.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { forever, type Instant, type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "../client.server.ts";
import { hubAgreement, ruleSetAdoption, unitState } from "../schema/coverage.ts";
import { ledgerEntry } from "../schema/ledger.ts";
import { licence } from "../schema/people.ts";
import { appointment, localPrivilege, unitProfile } from "../schema/roster.ts";
import { knownRows } from "./known.server.ts";

type Profile = UnitFact["profiles"][number];

/** Tier and services over time: of two profiles that hold an instant, the one recorded later rules. */
export async function profilesOf(
  tx: Transaction,
  unitIds: readonly string[],
  knownThrough: number,
): Promise<Map<string, Profile[]>> {
  const rows = await tx
    .select()
    .from(unitProfile)
    .where(and(inArray(unitProfile.unitId, [...unitIds]), lte(unitProfile.entrySeq, knownThrough)))
    .orderBy(asc(unitProfile.entrySeq));
  return profilesFrom(rows);
}

type ProfileRow = Pick<
  typeof unitProfile.$inferSelect,
  "unitId" | "tier" | "services" | "startsAt" | "endsAt"
>;

/** When each of these profiles holds, by unit; `rows` in order of recording. */
export function profilesFrom(rows: readonly ProfileRow[]): Map<string, Profile[]> {
  const found = new Map<string, Profile[]>();
  for (const row of rows) {
    const during = interval(row.startsAt, row.endsAt);
    const next = { during, tier: row.tier as UnitTier, services: new Set(row.services) };
    const before = (found.get(row.unitId) ?? []).flatMap((each) => cutAway(each, during));
    found.set(row.unitId, [...before, next]);
  }
  return found;
}

function cutAway(profile: Profile, by: Interval): Profile[] {
  const parts: Profile[] = [];
  const { start, end } = profile.during;
  if (start < by.start)
    parts.push({ ...profile, during: { start, end: Math.min(end, by.start) as Instant } });
  if (by.end < end)
    parts.push({ ...profile, during: { start: Math.max(start, by.end) as Instant, end } });
  return parts;
}

export type Adoption = {
  readonly unitId: string;
  readonly ruleSet: string;
  readonly version: string;
  readonly rules: unknown;
  readonly during: RuleSetInForce["during"];
};

type AdoptionRow = Pick<
  typeof ruleSetAdoption.$inferSelect,
  "unitId" | "ruleSet" | "version" | "rules" | "effectiveAt"
>;

/**
 * Which version of each rule set a unit is held to, and when: at each instant the one recorded last of
 * those effective by then. So a later adoption also takes the place of one that was still to come.
 */
export async function adoptionsOf(
  tx: Transaction,
  unitIds: readonly string[],
  knownThrough: number,
): Promise<Adoption[]> {
  const rows = await tx
    .select()
    .from(ruleSetAdoption)
    .where(
      and(
        inArray(ruleSetAdoption.unitId, [...unitIds]),
        lte(ruleSetAdoption.entrySeq, knownThrough),
      ),
    )
    .orderBy(asc(ruleSetAdoption.entrySeq));
  return adoptionsFrom(rows);
}

/** When each of these adoptions holds; `rows` in order of recording. */
export function adoptionsFrom(rows: readonly AdoptionRow[]): Adoption[] {
  return rows.flatMap(({ unitId, ruleSet, version, rules, effectiveAt: start }, i) => {
    const ends = rows
      .slice(i + 1)
      .filter((each) => each.unitId === unitId && each.ruleSet === ruleSet)
      .map((each) => each.effectiveAt);
    const end = Math.min(forever, ...ends) as Instant;
    return start < end ? [{ unitId, ruleSet, version, rules, during: { start, end } }] : [];
  });
}

/**
 * The counts that units reported, in order of recording: from the first that may hold after `since` on,
 * with all that replaced it later.
 */
export async function statesOf(
  tx: Transaction,
  unitIds: readonly string[],
  knownThrough: number,
  since: Instant,
): Promise<Map<string, UnitState[]>> {
  const rows = await tx
    .select({ row: unitState, recordedAt: ledgerEntry.recordedAt })
    .from(unitState)
    .innerJoin(ledgerEntry, eq(ledgerEntry.seq, unitState.entrySeq))
    .where(
      and(
        inArray(unitState.unitId, [...unitIds]),
        lte(unitState.entrySeq, knownThrough),
        sql`${unitState.entrySeq} >= (select min(first.entry_seq) from ${unitState} as first
          where first.unit_id = ${unitState.unitId} and first.valid_until > ${formatInstant(since)})`,
      ),
    )
    .orderBy(asc(unitState.entrySeq));
  const found = new Map<string, UnitState[]>();
  for (const { row, recordedAt } of rows) {
    const counts = {
      ...(row.ecmoPatients === null ? {} : { ecmo_patients: row.ecmoPatients }),
      ...(row.bedsOccupied === null ? {} : { beds_occupied: row.bedsOccupied }),
    };
    const states = found.get(row.unitId) ?? [];
    states.push({ recordedAt, validUntil: row.validUntil, counts });
    found.set(row.unitId, states);
  }
  return found;
}

export async function insertState(tx: Transaction, row: typeof unitState.$inferInsert) {
  await tx.insert(unitState).values(row);
}

/** Licences, privileges and appointments of people, as the record stood after an entry. */
export async function rightsOf(
  tx: Transaction,
  personIds: readonly string[],
  knownThrough: number,
): Promise<Map<string, Pick<PersonFacts, "licences" | "privileges" | "appointments">>> {
  const ids = [...new Set(personIds)];
  const found = new Map(
    ids.map((id) => [
      id,
      {
        licences: [] as PersonFacts["licences"][number][],
        privileges: [] as PersonFacts["privileges"][number][],
        appointments: [] as PersonFacts["appointments"][number][],
      },
    ]),
  );
  if (ids.length === 0) return found;
  const [licences, privileges, appointments] = await Promise.all([
    tx
      .select()
      .from(licence)
      .where(and(inArray(licence.personId, ids), knownRows(licence, knownThrough))),
    tx
      .select()
      .from(localPrivilege)
      .where(and(inArray(localPrivilege.personId, ids), knownRows(localPrivilege, knownThrough))),
    tx
      .select()
      .from(appointment)
      .where(and(inArray(appointment.personId, ids), knownRows(appointment, knownThrough))),
  ]);
  for (const row of licences) {
    const during = interval(row.startsAt, row.endsAt);
    const { jurisdiction, outcome } = row;
    found
      .get(row.personId)
      ?.licences.push({ jurisdiction, during, readable: outcome === "verified" });
  }
  for (const row of privileges) {
    const during = interval(row.startsAt, row.endsAt);
    found.get(row.personId)?.privileges.push({ unitId: row.unitId, code: row.code, during });
  }
  for (const row of appointments) {
    if (row.unitId === null) continue;
    const during = interval(row.startsAt, row.endsAt);
    found.get(row.personId)?.appointments.push({ unitId: row.unitId, post: row.post, during });
  }
  return found;
}

/** Who holds a post at these units, at any time, as the record stood after an entry. */
export async function appointedAt(
  tx: Transaction,
  unitIds: readonly string[],
  knownThrough: number,
): Promise<string[]> {
  const rows = await tx
    .select({ personId: appointment.personId })
    .from(appointment)
    .where(and(inArray(appointment.unitId, [...unitIds]), knownRows(appointment, knownThrough)));
  return rows.map((row) => row.personId);
}

export async function hubsOf(tx: Transaction, unitIds: readonly string[], knownThrough: number) {
  const rows = await tx
    .select()
    .from(hubAgreement)
    .where(and(inArray(hubAgreement.unitId, [...unitIds]), knownRows(hubAgreement, knownThrough)));
  return rows.map((row) => ({
    unitId: row.unitId,
    hubUnitId: row.hubUnitId,
    during: interval(row.startsAt, row.endsAt),
  }));
}

/** Who was ever given a local privilege at these units, as the record stood after an entry. */
export async function privilegedAt(
  tx: Transaction,
  unitIds: readonly string[],
  knownThrough: number,
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ personId: localPrivilege.personId })
    .from(localPrivilege)
    .where(
      and(inArray(localPrivilege.unitId, [...unitIds]), knownRows(localPrivilege, knownThrough)),
    );
  return rows.map((row) => row.personId);
}
