import type { Content } from "#app/domain/content.ts";
import type { ElsewhereDuty, PersonFacts, UnitFacts } from "#app/domain/coverage/facts.ts";
import type { StandingRules } from "#app/domain/credential/timeline.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import type { RosterSource } from "#app/domain/roster/publication.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  adoptionsOf,
  appointedAt,
  hubsOf,
  privilegedAt,
  profilesOf,
  rightsOf,
  statesOf,
} from "#db/store/coverage.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import { registrationsHeld, registrationsOf } from "#db/store/registrations.server.ts";
import { lastChecks, publicationsOver, type SourcedPublication } from "#db/store/rosters.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { type UnitRow, unitsById } from "#db/store/unit-lookup.server.ts";
import { elsewhereOf } from "./elsewhere.server.ts";
import { ruleSetsOf } from "./rule-sets.server.ts";
import { ageLimits, settingsOf } from "./settings.server.ts";

export type Known = { readonly knownAt: Instant; readonly knownThrough: number };

/** So far back it is seen what was published last, where nothing is any more. */
const longestShift = 8 * day;

/** Facts of several units, and the instants of knowing for which they would read the same. */
export type Facts = { readonly units: readonly UnitFacts[]; readonly knownDuring: Interval };

/** What answers about these units rest on for any instant of `window`. */
export async function factsOf(
  tx: Transaction,
  content: Content,
  units: readonly UnitRow[],
  window: Interval,
  known: Known,
): Promise<readonly UnitFacts[]> {
  return (await readFacts(tx, content, units, window, known)).units;
}

/**
 * Reads everything that answers about these units rest on for any instant of `window`, in a bounded
 * number of statements however many units there are.
 */
export async function readFacts(
  tx: Transaction,
  content: Content,
  units: readonly UnitRow[],
  window: Interval,
  known: Known,
): Promise<Facts> {
  const { knownThrough } = known;
  const reach = interval(later(window.start, -longestShift), window.end);
  const ids = units.map((unit) => unit.id);
  // What waits for nothing else is asked together: one snapshot, one connection, one round trip.
  const [hubs, profiles, adoptions, states] = await Promise.all([
    hubsOf(tx, ids, knownThrough),
    profilesOf(tx, ids, knownThrough),
    adoptionsOf(tx, ids, knownThrough),
    statesOf(tx, ids, knownThrough, later(window.start, -longestShift)),
  ]);
  const placeIds = [...new Set([...ids, ...hubs.map((hub) => hub.hubUnitId)])];
  const [publications, checks, appointed, privileged, hubUnits] = await Promise.all([
    publicationsOver(tx, placeIds, reach, knownThrough, window.start),
    lastChecks(tx, placeIds, knownThrough),
    appointedAt(tx, placeIds, knownThrough),
    privilegedAt(tx, placeIds, knownThrough),
    unitsById(tx, placeIds, knownThrough),
  ]);
  const named = [
    ...new Set(publications.flatMap((p) => p.assignments.flatMap((a) => a.registration ?? []))),
  ];
  const held = await registrationsHeld(tx, named, knownThrough);
  const people = [...new Set([...held.map((each) => each.personId), ...appointed, ...privileged])];
  const registrations = await registrationsOf(tx, people, knownThrough);
  const [only, ...others] = ids;
  // Of one unit alone, its own roster is nowhere else; of several, each is elsewhere for the others.
  const except = others.length === 0 ? (only ?? null) : null;
  const where = { registrations, window, known, except };
  const [elsewhere, facts] = await Promise.all([
    elsewhereOf(tx, content, where),
    peopleFacts(tx, content, people, registrations, known),
  ]);
  const sourcesOf = (unitId: string) => sources(unitId, publications, checks);
  const made = units.map((unit): UnitFacts => {
    const own = profiles.get(unit.id) ?? [];
    const ownHubs = hubs
      .filter((hub) => hub.unitId === unit.id && hubUnits.has(hub.hubUnitId))
      .map((hub) => ({ ...hub, unit: hubUnits.get(hub.hubUnitId) as UnitRow }));
    return {
      knownAt: known.knownAt,
      unit: { ...unit, profiles: own },
      ruleSets: ruleSetsOf(
        content,
        own,
        adoptions.filter((each) => each.unitId === unit.id),
      ),
      settings: settingsOf(content, unit.settings),
      sources: sourcesOf(unit.id),
      states: states.get(unit.id) ?? [],
      people: facts,
      registrations,
      elsewhere: elsewhere.duties.filter(
        (duty) => duty.unitCode !== unit.code && !isAtHub(duty, ownHubs),
      ),
      hubs: ownHubs.map((hub) => ({
        unitId: hub.hubUnitId,
        code: hub.unit.code,
        site: hub.unit.site,
        during: hub.during,
        sources: sourcesOf(hub.hubUnitId),
        maxAgeMs: ageLimits(content, hub.unit.settings),
      })),
    };
  });
  return { units: made, knownDuring: elsewhere.knownDuring };
}

/** Duty at a hub is read off the hub's own roster while the agreement lasts. */
function isAtHub(
  duty: ElsewhereDuty,
  hubs: readonly { readonly unit: UnitRow; readonly during: Interval }[],
): boolean {
  return hubs.some(
    (hub) =>
      hub.unit.code === duty.unitCode &&
      hub.during.start <= duty.during.start &&
      duty.during.end <= hub.during.end,
  );
}

function sources(
  unitId: string,
  publications: readonly SourcedPublication[],
  checks: readonly {
    readonly unitId: string;
    readonly source: string;
    readonly checkedAt: Instant;
  }[],
): RosterSource[] {
  const own = publications.filter((each) => each.unitId === unitId);
  const names = [...new Set(own.map((each) => each.source))].sort();
  return names.map((name) => {
    const published = own.filter((each) => each.source === name);
    const latest = published.reduce((a, b) => (b.entrySeq > a.entrySeq ? b : a));
    return {
      name,
      kind: latest.kind,
      publications: published,
      checks: checks
        .filter((each) => each.unitId === unitId && each.source === name)
        .map((each) => each.checkedAt)
        .sort((a, b) => a - b),
    };
  });
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

async function peopleFacts(
  tx: Transaction,
  content: Content,
  ids: readonly string[],
  registrations: Awaited<ReturnType<typeof registrationsOf>>,
  { knownAt, knownThrough }: Known,
): Promise<Map<string, PersonFacts>> {
  const rules = standingRules(content);
  const [persons, records, rights] = await Promise.all([
    personsById(tx, ids),
    holderRecords(tx, ids, knownThrough),
    rightsOf(tx, ids, knownThrough),
  ]);
  const found = new Map<string, PersonFacts>();
  for (const id of ids) {
    const person = persons.get(id);
    const record = records.get(id);
    const held = rights.get(id);
    if (!person || !record || !held) continue;
    found.set(id, {
      id,
      name: person.name,
      registration: registrations.find((each) => each.personId === id)?.registration ?? null,
      contact: person.phone,
      ...held,
      credentials: timelinesOf(record, rules, knownAt),
    });
  }
  return found;
}
