import { inForce, rowsInForce } from "../roster/publication.ts";
import { holds, type Interval, intersect } from "../time/interval.ts";
import type { UnitFacts } from "./facts.ts";

/** A unit that has a person on duty, and what its rules ask of them there. */
export type Reliance = {
  readonly unitId: string;
  /** Shifts in the window, in order of time. */
  readonly shifts: readonly Interval[];
  /** Codes that rules in force in the window ask for, each with the rules that do. */
  readonly asked: ReadonlyMap<string, readonly { readonly id: string; readonly title: string }[]>;
  /** Whether the person holds a post there that a rule asks for by name. */
  readonly posts: readonly string[];
};

/**
 * Where a person's credentials are relied upon: units that roster or appoint them in a window, with the
 * rules of each by the code that they ask for.
 */
export function relianceOn(
  units: readonly UnitFacts[],
  personId: string,
  window: Interval,
): Reliance[] {
  return units.flatMap((facts) => {
    const shifts = shiftsOf(facts, personId, window);
    const posts = (facts.people.get(personId)?.appointments ?? [])
      .filter((each) => each.unitId === facts.unit.id && intersect(each.during, window))
      .map((each) => each.post);
    if (shifts.length === 0 && posts.length === 0) return [];
    return [{ unitId: facts.unit.id, shifts, posts, asked: askedBy(facts, window) }];
  });
}

function shiftsOf(facts: UnitFacts, personId: string, window: Interval): Interval[] {
  const own = facts.registrations.filter((each) => each.personId === personId);
  const rows = facts.sources.flatMap((source) => rowsInForce(inForce(source.publications)));
  return rows
    .filter(({ assignment, during }) =>
      own.some(
        (each) => each.registration === assignment.registration && holds(each.during, during.start),
      ),
    )
    .filter(({ assignment }) => assignment.role !== "not_counted")
    .flatMap(({ during }) => (intersect(during, window) ? [during] : []))
    .sort((a, b) => a.start - b.start);
}

function askedBy(facts: UnitFacts, window: Interval): Reliance["asked"] {
  const asked = new Map<string, { id: string; title: string }[]>();
  const sets = facts.ruleSets.filter((each) => intersect(each.during, window));
  for (const { id, title, anyOf, allOf } of sets.flatMap((each) => each.rules)) {
    for (const code of new Set([...anyOf, ...allOf])) {
      const rules = asked.get(code) ?? [];
      if (!rules.some((each) => each.id === id)) rules.push({ id, title });
      asked.set(code, rules);
    }
  }
  return asked;
}
