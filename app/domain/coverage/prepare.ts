import { type CredentialTimeline, countingEdges } from "../credential/standing.ts";
import { type Matcher, matcherOf } from "../roster/duty.ts";
import {
  type DutyRow,
  type InForce,
  inForce,
  type RosterSource,
  rowsInForce,
  staleFrom,
} from "../roster/publication.ts";
import type { Instant, Interval } from "../time/interval.ts";
import type { Assignment, ElsewhereDuty, PersonFacts, UnitFacts, UnitSettings } from "./facts.ts";
import { groupBy } from "./group-by.ts";
import { type LocalClock, localClock } from "./local-clock.ts";
import { fits, type PlacedRule, placedRules } from "./placed-rule.ts";

export type PreparedSource = {
  readonly source: RosterSource;
  readonly stretches: readonly InForce[];
  readonly staleFrom: Instant | null;
};

/** A unit's or a hub's roster, ready to be asked who is on duty. */
export type Place = {
  readonly unitId: string;
  readonly site: string;
  /** For a hub: while its people may meet remote rules. */
  readonly during: Interval | null;
  readonly sources: readonly PreparedSource[];
  /** In order of start; `longest` is the length in ms of the longest. */
  readonly rows: readonly PlaceRow[];
  readonly longest: number;
};
export type PlaceRow = DutyRow & {
  readonly source: PreparedSource;
  readonly place: number;
  /** For each rule, by its index, whether the row's role, presence and response time meet it. */
  readonly fits: readonly boolean[];
};

export type PreparedPerson = {
  readonly facts: PersonFacts;
  readonly byCode: ReadonlyMap<string, readonly CredentialTimeline[]>;
  /** Where anything that the unit's rules ask of the person begins or ends to count, in order. */
  readonly edges: readonly Instant[];
  /** Qualifications by place and stretch between edges, filled as they are asked for. */
  readonly qualified: Map<number, Int8Array>;
};

/** The facts with what every instant would otherwise look up again. */
export type Prepared = {
  readonly facts: UnitFacts;
  readonly rules: readonly PlacedRule[];
  /** First the unit's own, then its hubs. */
  readonly places: readonly Place[];
  readonly matcher: Matcher;
  readonly clock: LocalClock;
  readonly people: ReadonlyMap<string, PreparedPerson>;
  /** Who holds or held an appointment in the unit. */
  readonly appointed: readonly PreparedPerson[];
  readonly elsewhere: ReadonlyMap<string, readonly ElsewhereDuty[]>;
};

const known = new WeakMap<UnitFacts, Prepared>();

/** Indexes the facts once, however many instants are then asked about. */
export function prepare(facts: UnitFacts): Prepared {
  const before = known.get(facts);
  if (before) return before;
  const rules = placedRules(facts.ruleSets);
  const people = preparedPeople(facts, rules);
  const own = { unitId: facts.unit.id, site: facts.unit.site, during: null };
  const prepared: Prepared = {
    facts,
    rules,
    places: [
      place(0, own, facts.sources, facts.settings.maxAgeMs, rules),
      ...facts.hubs.map((hub, i) => place(i + 1, hub, hub.sources, hub.maxAgeMs, rules)),
    ],
    matcher: matcherOf(facts.registrations),
    clock: localClock(
      facts.unit.timeZone,
      facts.settings,
      new Set(rules.map(({ rule }) => rule.window)),
    ),
    people,
    appointed: [...people.values()]
      .filter((each) => each.facts.appointments.some((post) => post.unitId === facts.unit.id))
      .sort((a, b) => (a.facts.id < b.facts.id ? -1 : 1)),
    elsewhere: groupBy(facts.elsewhere, (each) => each.personId),
  };
  known.set(facts, prepared);
  return prepared;
}

function place(
  index: number,
  { unitId, site, during }: Pick<Place, "unitId" | "site" | "during">,
  sources: readonly RosterSource[],
  maxAgeMs: UnitSettings["maxAgeMs"],
  rules: readonly PlacedRule[],
): Place {
  const fitting = fitOnce(rules, index);
  const prepared = sources.map((source) => ({
    source,
    stretches: inForce(source.publications),
    staleFrom: staleFrom(source, maxAgeMs[source.kind]),
  }));
  const rows = prepared
    .flatMap((source) =>
      rowsInForce(source.stretches).map(({ assignment, during }) => ({
        assignment,
        during,
        source,
        place: index,
        fits: fitting(assignment),
      })),
    )
    .sort((a, b) => a.during.start - b.during.start);
  const longest = rows.reduce((most, { during }) => Math.max(most, during.end - during.start), 0);
  return { unitId, site, during, sources: prepared, rows, longest };
}

/** Rows of one role, presence and response time fit the same rules: they share the list. */
function fitOnce(rules: readonly PlacedRule[], place: number) {
  const found = new Map<string, boolean[]>();
  return (assignment: Assignment): readonly boolean[] => {
    const key = `${assignment.role} ${assignment.presence} ${assignment.responseMinutes}`;
    let list = found.get(key);
    if (!list) {
      list = rules.map((placed) => fits(assignment, place, placed));
      found.set(key, list);
    }
    return list;
  };
}

function preparedPeople(facts: UnitFacts, rules: readonly PlacedRule[]) {
  const asked = new Set(rules.flatMap(({ rule }) => [...rule.anyOf, ...rule.allOf]));
  return new Map(
    [...facts.people].map(([id, person]): [string, PreparedPerson] => {
      const timelines = person.credentials.filter((each) => asked.has(each.code));
      const licences = person.licences.filter(
        (each) => each.jurisdiction === facts.unit.jurisdiction,
      );
      const periods = [...licences, ...person.privileges, ...person.appointments];
      const edges = [
        ...timelines.flatMap(countingEdges),
        ...periods.flatMap(({ during }) => [during.start, during.end]),
      ];
      const sorted = [...new Set(edges)].sort((a, b) => a - b);
      const byCode = groupBy(timelines, (each) => each.code);
      return [id, { facts: person, byCode, edges: sorted, qualified: new Map() }];
    }),
  );
}
