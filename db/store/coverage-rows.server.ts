import type { UnitState } from "#app/domain/coverage/facts.ts";
import type { UnitTier } from "#app/domain/coverage/rule.ts";
import type { HolderRecord } from "#app/domain/credential/holder.ts";
import type { CredentialEventKind } from "#app/domain/credential/lifecycle.ts";
import type { Assignment } from "#app/domain/roster/publication.ts";
import type { RosterPresence, ShiftRole } from "#app/domain/roster/shift.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { CoverageFacts, PersonRows } from "./coverage-facts.server.ts";
import type { SourcedPublication } from "./rosters.server.ts";
import { type UnitRow, UnitSettings, unitWith } from "./unit-lookup.server.ts";

type Ms = number;
type End = number | null;
/** The one row that `factsSql` answers with: each column a list of rows, instants in milliseconds. */
export type RawFacts = {
  readonly head: readonly [number, Ms] | null;
  readonly units: readonly [
    ...[string, string, string, string, string, string, string, string, string | null],
    ...[Ms, End, unknown],
  ][];
  readonly hubs: readonly [string, string, Ms, End][];
  readonly profiles: readonly [string, UnitTier, string[], Ms, End][];
  readonly adoptions: readonly [string, string, string, unknown, Ms][];
  readonly states: readonly [string, Ms, Ms, number | null, number | null][];
  readonly overrides: readonly [string, string, string, string, Ms, End][];
  readonly publications: readonly [
    ...[string, string, string, SourcedPublication["kind"], Ms, Ms, number, Ms, boolean],
  ][];
  readonly shifts: readonly [
    ...[string, string, string | null, string | null, ShiftRole, RosterPresence, Ms, Ms],
    ...[number, string | null, string | null, string | null],
  ][];
  readonly checks: readonly [string, string, End, SourcedPublication["kind"] | null][];
  readonly persons: readonly [string, string, string | null][];
  readonly registrations: readonly [string, string, Ms, End][];
  readonly licences: readonly [string, string, Ms, End, boolean][];
  readonly privileges: readonly [string, string, string, Ms, End][];
  readonly appointments: readonly [string, string, string, Ms, End][];
  readonly own: readonly [string, string, string, Ms, Ms][];
  readonly events: readonly [string, CredentialEventKind, Ms, Ms, string | null][];
  readonly outside: readonly [string, string, string, Ms, End, string, Ms, End][];
  readonly entrusted: readonly [string, string, string, number, Ms, End, Ms][];
};

/** The rows as values of the domain. */
export function factsFrom(raw: RawFacts): CoverageFacts {
  return {
    head: { seq: raw.head?.[0] ?? 0, recordedAt: at(raw.head?.[1] ?? Number.NEGATIVE_INFINITY) },
    units: new Map(raw.units.map((row) => [row[0], unitOf(row)])),
    hubs: raw.hubs.map(([unitId, hubUnitId, ...times]) => {
      return { unitId, hubUnitId, during: during(times) };
    }),
    profiles: raw.profiles.map(([unitId, tier, services, start, end]) => {
      return { unitId, tier, services, startsAt: at(start), endsAt: end === null ? null : at(end) };
    }),
    adoptions: raw.adoptions.map(([unitId, ruleSet, version, rules, effective]) => {
      return { unitId, ruleSet, version, rules, effectiveAt: at(effective) };
    }),
    states: statesOf(raw),
    overrides: raw.overrides.map(([unitId, id, name, reason, start, end]) => {
      const times = { startsAt: at(start), endsAt: end === null ? null : at(end) };
      return { unitId, doctor: { id, name }, reason, ...times };
    }),
    publications: publicationsOf(raw),
    checks: raw.checks.map(([unitId, source, checked, kind]) => {
      return { unitId, source, checkedAt: checked === null ? null : at(checked), kind };
    }),
    people: peopleOf(raw),
    registrations: raw.registrations.map(([personId, registration, ...times]) => {
      return { personId, registration, during: during(times) };
    }),
  };
}

const at = (ms: number) => ms as Instant;
const during = ([start, end]: readonly [Ms, End]) =>
  interval(at(start), end === null ? null : at(end));

function unitOf([
  id,
  organisationId,
  code,
  name,
  site,
  region,
  ...rest
]: RawFacts["units"][number]): UnitRow {
  const [jurisdiction, timeZone, contact, start, end, settings] = rest;
  const row = { id, organisationId, code, name, site, region, jurisdiction, timeZone, contact };
  const own = settings === null ? {} : UnitSettings.parse(settings);
  return unitWith({ ...row, during: during([start, end]) }, own);
}

function statesOf({ states }: RawFacts) {
  const found = new Map<string, UnitState[]>();
  for (const [unitId, recorded, until, ecmo, beds] of states) {
    const counts = {
      ...(ecmo === null ? {} : { ecmo_patients: ecmo }),
      ...(beds === null ? {} : { beds_occupied: beds }),
    };
    put(found, unitId, { recordedAt: at(recorded), validUntil: at(until), counts });
  }
  return found;
}

function publicationsOf({ publications, shifts }: RawFacts): SourcedPublication[] {
  const rows = new Map<string, Assignment[]>();
  for (const [publicationId, id, registration, nameText, role, presence, ...rest] of shifts) {
    const [start, end, responseMinutes, assignment, contact, reference] = rest;
    const shift = { start: at(start), end: at(end) };
    const who = { id, registration, nameText, role, presence, shift };
    put(rows, publicationId, { ...who, responseMinutes, assignment, contact, reference });
  }
  return publications.map(
    ([id, unitId, source, kind, start, end, entrySeq, recorded, isRestated]) => {
      const period = { start: at(start), end: at(end) };
      const told = { id, unitId, source, kind, entrySeq, recordedAt: at(recorded), isRestated };
      return { ...told, period, assignments: rows.get(id) ?? [] };
    },
  );
}

function peopleOf(raw: RawFacts) {
  const found = new Map<string, PersonRows>();
  for (const [id, name, phone] of raw.persons) {
    const record = { own: [], external: [], entrustments: [] };
    found.set(id, { id, name, phone, licences: [], privileges: [], appointments: [], record });
  }
  for (const [id, jurisdiction, start, end, readable] of raw.licences)
    found.get(id)?.licences.push({ jurisdiction, during: during([start, end]), readable });
  for (const [id, unitId, code, ...times] of raw.privileges)
    found.get(id)?.privileges.push({ unitId, code, during: during(times) });
  for (const [id, unitId, post, ...times] of raw.appointments)
    found.get(id)?.appointments.push({ unitId, post, during: during(times) });
  addRecords(found, raw);
  return found;
}

function addRecords(
  found: ReadonlyMap<string, PersonRows>,
  { own, events, outside, entrusted }: RawFacts,
) {
  type Event = HolderRecord["own"][number]["events"][number];
  const eventsOf = new Map<string, Event[]>();
  for (const [credentialId, kind, effective, recorded, reason] of events) {
    const event = { kind, effectiveAt: at(effective), recordedAt: at(recorded), reason };
    put(eventsOf, credentialId, event);
  }
  for (const [personId, id, code, ...times] of own) {
    const held = { id, code, validity: during(times), events: eventsOf.get(id) ?? [] };
    found.get(personId)?.record.own.push(held);
  }
  for (const [personId, id, code, start, end, standing, recorded, reverify] of outside) {
    found.get(personId)?.record.external.push({
      id,
      code,
      during: during([start, end]),
      evidence: standing as "attested" | "verified",
      recordedAt: at(recorded),
      reverifyBy: reverify === null ? null : at(reverify),
      readable: true,
    });
  }
  for (const [personId, id, epa, level, start, end, recorded] of entrusted) {
    const held = { id, epa, level, during: during([start, end]), recordedAt: at(recorded) };
    found.get(personId)?.record.entrustments.push(held);
  }
}

function put<T>(lists: Map<string, T[]>, key: string, value: T) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
