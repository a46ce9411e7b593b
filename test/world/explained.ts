import type { PersonFacts, RosterSource, UnitFacts } from "#app/domain/coverage/facts.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import { withAblePerson } from "./changed-units.ts";

/** The unit as if nobody but these were on any roster or held any post. */
export function withOnly(facts: UnitFacts, ids: ReadonlySet<string>): UnitFacts {
  const registrations = facts.registrations.filter(({ personId }) => ids.has(personId));
  const kept = new Set(registrations.map(({ registration }) => registration));
  const cut = (source: RosterSource): RosterSource => ({
    ...source,
    publications: source.publications.map((each) => ({
      ...each,
      assignments: each.assignments.filter((row) => kept.has(row.registration ?? "")),
    })),
  });
  return {
    ...facts,
    registrations,
    people: new Map([...facts.people].filter(([id]) => ids.has(id))),
    sources: facts.sources.map(cut),
    hubs: facts.hubs.map((hub) => ({ ...hub, sources: hub.sources.map(cut) })),
  };
}

/** The unit with one of its rules and no other. */
export function withRule(facts: UnitFacts, id: string): UnitFacts {
  const ruleSets = facts.ruleSets.flatMap((set) => {
    const rules = set.rules.filter((rule) => rule.id === id);
    return rules.length > 0 ? [{ ...set, rules }] : [];
  });
  return { ...facts, ruleSets };
}

/** The unit as if these people held every licence, credential and privilege. */
export function withEverythingHeld(facts: UnitFacts, ids: ReadonlySet<string>): UnitFacts {
  const able = withAblePerson(facts).people.get("able") as PersonFacts;
  const people = [...facts.people].map(([id, person]): [string, PersonFacts] => {
    if (!ids.has(id)) return [id, person];
    const { licences, credentials, privileges } = able;
    return [id, { ...person, licences, credentials, privileges }];
  });
  return { ...facts, people: new Map(people) };
}

/** The unit as if these people, wherever a roster names them, were on site and admitted to every rule. */
export function withEverybodyNear(
  facts: UnitFacts,
  ids: ReadonlySet<string>,
  at: Instant,
): UnitFacts {
  // Before or after they are held, registrations name nobody.
  const held = facts.registrations.filter(
    ({ personId, during }) => ids.has(personId) && holds(during, at),
  );
  const named = new Set(held.map(({ registration }) => registration));
  const sources = facts.sources.map((source) => ({
    ...source,
    publications: source.publications.map((each) => ({
      ...each,
      assignments: each.assignments.map((row) =>
        named.has(row.registration ?? "") && row.role !== "not_counted"
          ? { ...row, presence: "on_site" as const, responseMinutes: 0 }
          : row,
      ),
    })),
  }));
  return { ...facts, sources };
}
