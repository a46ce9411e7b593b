import type { Content } from "#app/domain/content.ts";
import type { PersonFacts, UnitFacts } from "#app/domain/coverage/facts.ts";
import { groupBy } from "#app/domain/coverage/group-by.ts";
import { type StandingRules, timelinesOf } from "#app/domain/credential/timeline.ts";
import type { RosterSource } from "#app/domain/roster/publication.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { adoptionsFrom, profilesFrom } from "#db/store/coverage.server.ts";
import {
  type CoverageFacts,
  type PersonRows,
  readCoverageFactsIn,
  type UnitOverride,
} from "#db/store/coverage-facts.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { elsewhereOf } from "./elsewhere.server.ts";
import { ruleSetsOf } from "./rule-sets.server.ts";
import { ageLimits, settingsOf } from "./settings.server.ts";

export type Known = { readonly knownAt: Instant; readonly knownThrough: number };

/** Facts of a unit, and the instants of knowing for which they would read the same. */
export type ReadUnit = {
  readonly row: UnitRow;
  readonly facts: UnitFacts;
  readonly knownDuring: Interval;
  /** Other units whose rosters tell of the same people. */
  readonly awayIds: readonly string[];
  /** The latest recorded first. */
  readonly overrides: readonly UnitOverride[];
};

/** What answers about these units rest on for any instant of `window`. */
export async function factsOf(
  tx: Transaction,
  content: Content,
  units: readonly Pick<UnitRow, "id">[],
  window: Interval,
  known: Known,
): Promise<readonly UnitFacts[]> {
  const unitIds = units.map((unit) => unit.id);
  return (await readUnits(tx, content, unitIds, window, known)).map(({ facts }) => facts);
}

/** The same, each with its unit. */
export async function readUnits(
  tx: Transaction,
  content: Content,
  unitIds: readonly string[],
  window: Interval,
  { knownAt, knownThrough }: Known,
): Promise<readonly ReadUnit[]> {
  if (unitIds.length === 0) return [];
  const wanted = { unitIds, window, at: window.start, knownThrough, who: "eligible" } as const;
  const rows = await readCoverageFactsIn(tx, wanted);
  return unitsFrom(content, rows, unitIds, knownAt);
}

/**
 * Puts together what was read, unit by unit: each with the people whom its own rosters and appointments
 * can bring into the answer, so that the work grows with the units and not with their square.
 *
 * @throws Error where a unit was not among those read: a bug.
 */
export function unitsFrom(
  content: Content,
  rows: CoverageFacts,
  unitIds: readonly string[],
  knownAt: Instant,
): ReadUnit[] {
  const sources = sourcesOf(rows);
  const people = peopleFacts(content, rows, knownAt);
  const profiles = profilesFrom(rows.profiles);
  const hubs = groupBy(rows.hubs, (each) => each.unitId);
  const adoptions = groupBy(rows.adoptions, (each) => each.unitId);
  const overrides = groupBy(rows.overrides, (each) => each.unitId);
  const found = peopleFinder(rows);
  const elsewhere = elsewhereOf(content, rows, sources, { knownAt, placesOf: found.placesOf });
  return unitIds.map((id) => {
    const row = rows.units.get(id);
    if (!row) throw new Error(`no facts of unit ${id}`);
    const own = profiles.get(id) ?? [];
    const ownHubs = (hubs.get(id) ?? []).flatMap(({ hubUnitId, during }) => {
      const unit = rows.units.get(hubUnitId);
      return unit ? [{ unit, during }] : [];
    });
    const ids = found.at([id, ...ownHubs.map(({ unit }) => unit.id)]);
    const away = elsewhere(row, ids, ownHubs);
    const facts: UnitFacts = {
      knownAt,
      unit: { ...row, profiles: own },
      ruleSets: ruleSetsOf(content, own, adoptionsFrom(adoptions.get(id) ?? [])),
      settings: settingsOf(content, row.settings),
      sources: sources.get(id) ?? [],
      states: rows.states.get(id) ?? [],
      people: new Map(
        [...ids].flatMap((each) => {
          const person = people(each);
          return person ? [[each, person] as const] : [];
        }),
      ),
      registrations: found.registrationsOf(ids),
      elsewhere: away.duties,
      ageing: away.ageing,
      hubs: ownHubs.map(({ unit, during }) => ({
        unitId: unit.id,
        code: unit.code,
        site: unit.site,
        during,
        sources: sources.get(unit.id) ?? [],
        maxAgeMs: ageLimits(content, unit.settings),
      })),
    };
    const { knownDuring, unitIds: awayIds } = away;
    return { row, facts, knownDuring, awayIds, overrides: overrides.get(id) ?? [] };
  });
}

/** Each unit's sources by name, with what they published and when they were last confirmed. */
function sourcesOf(rows: CoverageFacts): Map<string, RosterSource[]> {
  const checks = groupBy(rows.checks, (each) => `${each.unitId} ${each.source}`);
  const published = groupBy(rows.publications, (each) => `${each.unitId} ${each.source}`);
  const found = new Map<string, RosterSource[]>();
  for (const [key, publications] of [...published].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const latest = publications.reduce((a, b) => (b.entrySeq > a.entrySeq ? b : a));
    const own = checks.get(key) ?? [];
    const times = own.flatMap((each) => each.checkedAt ?? []);
    const source: RosterSource = {
      name: latest.source,
      // Of the latest publication of all, so that every window judges its age by the same limit.
      kind: own.find((each) => each.kind !== null)?.kind ?? latest.kind,
      publications,
      checks: times.sort((a, b) => a - b),
    };
    found.set(latest.unitId, [...(found.get(latest.unitId) ?? []), source]);
  }
  return found;
}

/** Who can come into answers at which unit: by a row, an appointment or a privilege there. */
function peopleFinder({ publications, registrations, people }: CoverageFacts) {
  const held = groupBy(registrations, (each) => each.registration);
  const ofPerson = groupBy(registrations, (each) => each.personId);
  const order = new Map(registrations.map((each, i) => [each, i]));
  const atUnit = new Map<string, Set<string>>();
  const add = (unitId: string, personId: string) => {
    const there = atUnit.get(unitId);
    if (there) there.add(personId);
    else atUnit.set(unitId, new Set([personId]));
  };
  for (const { unitId, assignments } of publications) {
    const names = new Set(assignments.map((each) => each.registration));
    for (const name of names)
      for (const { personId } of held.get(name ?? "") ?? []) add(unitId, personId);
  }
  for (const person of people.values())
    for (const { unitId } of [...person.appointments, ...person.privileges]) add(unitId, person.id);
  const places = new Map<string, string[]>();
  for (const [unitId, ids] of atUnit)
    for (const id of ids) places.set(id, [...(places.get(id) ?? []), unitId]);
  return {
    at: (unitIds: readonly string[]): ReadonlySet<string> =>
      new Set(unitIds.flatMap((each) => [...(atUnit.get(each) ?? [])])),
    placesOf: (personId: string): readonly string[] => places.get(personId) ?? [],
    registrationsOf: (ids: ReadonlySet<string>) =>
      [...ids]
        .flatMap((id) => ofPerson.get(id) ?? [])
        .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  };
}

/** What the curriculum says about standing: parts of composites, and renewal. */
export function standingRules(content: Content): StandingRules {
  const { credentials, requirements } = content.current;
  return {
    prerequisites: new Map(credentials.map((each) => [each.code, each])),
    renewal: {
      windowBeforeMonths: requirements.renewal.windowBeforeMonths.value,
      graceAfterMonths: requirements.renewal.graceAfterMonths.value,
    },
  };
}

/** A person's facts, made when first asked for. */
function peopleFacts(
  content: Content,
  { people, registrations }: CoverageFacts,
  knownAt: Instant,
): (id: string) => PersonFacts | null {
  const rules = standingRules(content);
  const first = new Map<string, string>();
  for (const { personId, registration } of registrations)
    if (!first.has(personId)) first.set(personId, registration);
  const made = new Map<string, PersonFacts>();
  const make = ({ id, name, phone, record, ...rights }: PersonRows): PersonFacts => ({
    id,
    name,
    registration: first.get(id) ?? null,
    contact: phone,
    ...rights,
    credentials: timelinesOf(record, rules, knownAt),
  });
  return (id) => {
    const known = made.get(id);
    const row = people.get(id);
    if (known || !row) return known ?? null;
    const person = make(row);
    made.set(id, person);
    return person;
  };
}
