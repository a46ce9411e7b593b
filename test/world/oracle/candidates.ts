import type { Assignment, PersonFacts, UnitFacts } from "#app/domain/coverage/facts.ts";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { qualified } from "./qualified.ts";
import { type RosterReading, type RowOnDuty, rosterAt } from "./roster-in-force.ts";
import { allOf, anyOf, type Three } from "./three-values.ts";

/** Somebody on duty: a person of the record, or a wildcard for a row that nobody could match. */
type OnDuty = {
  readonly key: string;
  readonly person: PersonFacts | null;
  readonly rows: readonly RowOnDuty[];
};
type Place = {
  readonly hubId: string | null;
  readonly site: string;
  readonly roster: RosterReading;
  readonly duty: readonly OnDuty[];
};

/** Everybody on duty for a unit at an instant, its hubs' people included, and what is not known. */
export type Scene = {
  readonly facts: UnitFacts;
  readonly at: number;
  readonly places: readonly Place[];
};

export function sceneAt(facts: UnitFacts, at: number): Scene {
  const own = rosterAt(facts.sources, facts.settings.maxAgeMs, at, facts.knownAt);
  const places: Place[] = [
    { hubId: null, site: facts.unit.site, roster: own, duty: onDuty(facts, own.rows, at) },
  ];
  for (const hub of facts.hubs) {
    if (at < hub.during.start || at >= hub.during.end) continue;
    const roster = rosterAt(hub.sources, hub.maxAgeMs, at, facts.knownAt);
    const duty = onDuty(facts, roster.rows, at);
    places.push({ hubId: hub.unitId, site: hub.site, roster, duty });
  }
  return { facts, at, places };
}

/** Rows gathered by who they are; leave takes away all rows of a person in that unit. */
function onDuty(facts: UnitFacts, rows: readonly RowOnDuty[], at: number): OnDuty[] {
  const found = new Map<string, { person: PersonFacts | null; rows: RowOnDuty[] }>();
  for (const each of rows) {
    const person = personOf(facts, each.row, at);
    const name = each.row.registration ?? each.row.nameText ?? each.row.id;
    const key = person ? person.id : `wildcard ${name}`;
    const entry = found.get(key) ?? { person, rows: [] };
    entry.rows.push(each);
    found.set(key, entry);
  }
  return [...found].map(([key, { person, rows: mine }]) => {
    const away = mine.some((each) => each.row.role === "not_counted");
    const left = away ? mine.filter((each) => each.row.role === "not_counted") : mine;
    return { key, person, rows: left };
  });
}

function personOf(facts: UnitFacts, row: Assignment, at: number): PersonFacts | null {
  for (const { registration, personId, during } of facts.registrations) {
    if (registration !== row.registration || at < during.start || at >= during.end) continue;
    return facts.people.get(personId) ?? null;
  }
  return null;
}

/** Who could meet a rule, each with how surely, and whether a roster may hide anybody else. */
export type Candidates = { readonly people: ReadonlyMap<string, Three>; readonly anybody: boolean };

export function candidatesFor(scene: Scene, rule: StaffingRule): Candidates {
  if (rule.presence === "named") return { people: appointed(scene, rule), anybody: false };
  const people = new Map<string, Three>();
  const admitting = scene.places.filter(({ hubId }) => !hubId || rule.presence === "remote");
  for (const place of admitting) {
    for (const someone of place.duty) {
      const sure = meets(scene, rule, place, someone);
      if (sure !== "no") people.set(someone.key, anyOf([people.get(someone.key) ?? "no", sure]));
    }
  }
  return { people, anybody: admitting.some(({ roster }) => roster.absent || roster.stale) };
}

function meets(scene: Scene, rule: StaffingRule, place: Place, someone: OnDuty): Three {
  const rows = someone.rows.filter(({ row }) => admits(rule, row));
  if (rows.length === 0) return "no";
  if (!someone.person) return "unknown";
  const { facts, at } = scene;
  // The law asks a remote rule's privilege of the hub; we read: of its people, our own need ours.
  const grantedBy = place.hubId ?? facts.unit.id;
  const onPaper = qualified(someone.person, rule, at, facts.unit.jurisdiction, grantedBy);
  const here = onlyHere(scene, place, someone.key);
  const onDuty = rows.map(({ row, fresh }) =>
    allOf([fresh ? "yes" : "unknown", row.presence === "on_site" ? here : "yes"]),
  );
  return allOf([onPaper, anyOf(onDuty)]);
}

/**
 * On site here and at another site at once counts in neither; a stale roster there leaves it open.
 * A duty on call or remote here may be shared, so only rows on site are lost by it.
 */
function onlyHere({ facts, at, places }: Scene, place: Place, key: string): Three {
  const there = facts.elsewhere
    .filter(({ personId, during }) => personId === key && during.start <= at && at < during.end)
    .map((duty) => ({ site: duty.site, fresh: duty.fresh && !isOld(facts, duty, at) }));
  for (const { site, duty } of places) {
    for (const each of duty) {
      if (each.key !== key) continue;
      const present = each.rows.filter(
        ({ row }) => row.presence === "on_site" && row.role !== "not_counted",
      );
      for (const { fresh } of present) there.push({ site, fresh });
    }
  }
  const conflicts = there.filter(({ site }) => site !== place.site);
  return allOf(conflicts.map(({ fresh }) => (fresh ? "no" : "unknown")));
}

/** Fresh when the facts were read, and asked about, or known, when it is so no more. */
function isOld(
  { ageing = [], knownAt }: UnitFacts,
  { personId, during }: UnitFacts["elsewhere"][number],
  at: number,
): boolean {
  return ageing.some(
    (each) =>
      each.personId === personId &&
      each.during === during &&
      Math.min(at, knownAt) >= each.staleFrom,
  );
}

const distance = { on_site: 0, on_call: 1, remote: 2 } as const;
const onlyWhereNamed = ["fellow", "resident", "perfusionist", "not_counted"];

function admits(rule: StaffingRule, row: Assignment): boolean {
  if (rule.presence === "named") return false;
  const role = rule.roles ? rule.roles.includes(row.role) : !onlyWhereNamed.includes(row.role);
  const near = distance[row.presence] <= distance[rule.presence];
  const needed = row.presence === "on_site" ? 0 : row.responseMinutes;
  const inTime = rule.responseMinutes === undefined || needed <= rule.responseMinutes.value;
  return role && near && inTime;
}

function appointed({ facts, at }: Scene, rule: StaffingRule): Map<string, Three> {
  const found = new Map<string, Three>();
  const { id: unitId, jurisdiction } = facts.unit;
  for (const person of facts.people.values()) {
    const holdsPost = person.appointments.some(
      ({ during, ...each }) =>
        each.unitId === unitId && each.post === rule.post && during.start <= at && at < during.end,
    );
    if (!holdsPost) continue;
    const sure = qualified(person, rule, at, jurisdiction, unitId);
    if (sure !== "no") found.set(person.id, sure);
  }
  return found;
}
