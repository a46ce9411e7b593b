import { day, forever, type Instant } from "../time/instant.ts";
import { holds, type Interval } from "../time/interval.ts";
import { stateEnd } from "./demand.ts";
import type { UnitFacts } from "./facts.ts";
import type { Place, Prepared, PreparedPerson } from "./prepare.ts";
import { stretchNumber } from "./qualification.ts";
import { type Roll, rollAt } from "./roll.ts";

/** A week of the clock on the wall, with a day to spare for the hour that a change of clocks takes. */
const clockHorizonMs = 9 * day;

const known = new WeakMap<Prepared, readonly Instant[]>();

/**
 * Every instant at which a verdict about the unit can change: between two of them nothing does.
 * People count only if a roster or an appointment can bring them in.
 *
 * @returns Instants inside `window`, without its ends, in no order and possibly twice.
 */
export function edgesIn(prepared: Prepared, window: Interval): Instant[] {
  const edges = [...rosterEdges(prepared), ...prepared.clock.edgesIn(window)];
  for (const person of rosteredPeople(prepared)) edges.push(...edgesOf(prepared, person));
  for (const { during } of prepared.facts.registrations) edges.push(during.start, during.end);
  return edges.filter((edge) => window.start < edge && edge < window.end);
}

/**
 * The earliest instant after `at` at which the answer can change by what is known; null if none is.
 *
 * @param isNow  The record is asked as it grows: then a roster that nobody confirms goes stale as well.
 */
export function nextEdge(
  prepared: Prepared,
  at: Instant,
  { roll = rollAt(prepared, at), isNow }: { readonly roll?: Roll; readonly isNow: boolean },
): Instant | null {
  const edges = rosterEdges(prepared);
  const window = { start: at, end: (at + clockHorizonMs) as Instant };
  const present = roll.present.flatMap(({ person }) => (person ? [person] : []));
  const candidates = [
    edges[stretchNumber(edges, at)] ?? forever,
    ...prepared.clock.edgesIn(window),
    ...[...present, ...prepared.appointed].flatMap((person) => edgesOf(prepared, person)),
    ...registrationEdges(prepared, roll, at),
    ...(isNow ? [...staleness(roll), ...stalenessElsewhere(prepared, roll, at)] : []),
  ];
  const next = candidates.reduce((a, b) => (b > at && b < a ? b : a), forever);
  return next === forever ? null : next;
}

function edgesOf(prepared: Prepared, person: PreparedPerson): Instant[] {
  const elsewhere = prepared.elsewhere.get(person.facts.id) ?? [];
  return [...person.edges, ...elsewhere.flatMap(({ during }) => [during.start, during.end])];
}

/** Only a registration that a present row names can bring somebody in, or let them go. */
function registrationEdges(prepared: Prepared, roll: Roll, at: Instant): Instant[] {
  const named = new Set(
    roll.places
      .flatMap(({ place }) => place.rows)
      .filter(({ during }) => holds(during, at))
      .map(({ assignment }) => assignment.registration),
  );
  return prepared.facts.registrations
    .filter(({ registration }) => named.has(registration))
    .flatMap(({ during }) => [during.start, during.end]);
}

function staleness({ places }: Roll): Instant[] {
  return places.flatMap(({ inForce }) => inForce.flatMap((each) => each.staleFrom ?? []));
}

/** Where somebody on duty is, other units may say too, and only for as long as they are fresh. */
function stalenessElsewhere({ facts }: Prepared, { present }: Roll, at: Instant): Instant[] {
  const ids = new Set(present.map(({ key }) => key));
  const ageing = (facts.ageing ?? []).filter(
    ({ personId, during }) => ids.has(personId) && holds(during, at),
  );
  return ageing.map(({ staleFrom }) => staleFrom);
}

/** Edges of duty, publications, rules, profiles, hubs, reported counts and past staleness, in order. */
function rosterEdges(prepared: Prepared): readonly Instant[] {
  const before = known.get(prepared);
  if (before) return before;
  const { facts, rules, places } = prepared;
  const asksCounts = rules.some(
    ({ rule }) => rule.minFormula || (rule.when && "count" in rule.when),
  );
  // A hub matters even where no rule asks for it: who is on site there cannot be on site here.
  const periods = [...facts.ruleSets, ...facts.unit.profiles, ...facts.hubs];
  const edges = [
    ...places.flatMap((place) => placeEdges(place, facts.knownAt)),
    ...periods.flatMap(({ during }) => [during.start, during.end]),
    ...(asksCounts ? stateEdges(facts) : []),
  ];
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  known.set(prepared, sorted);
  return sorted;
}

/** Where a count is reported, and where the latest report of one runs out; a replaced one ends nothing. */
function stateEdges(facts: UnitFacts): Instant[] {
  const inOrder = [...facts.states].sort((a, b) => a.recordedAt - b.recordedAt);
  return inOrder.flatMap((state, i) => {
    const end = stateEnd(facts, state);
    const newer = inOrder.slice(i + 1).filter(({ recordedAt }) => recordedAt <= end);
    const isReplaced = Object.keys(state.counts).every((name) =>
      newer.some(({ counts }) => name in counts),
    );
    return isReplaced ? [state.recordedAt] : [state.recordedAt, end];
  });
}

/** A roster that is stale at a past instant is stale from there on; one that is fresh now is so later. */
function placeEdges({ rows, sources }: Place, knownAt: Instant): Instant[] {
  const stretches = sources.flatMap((each) => each.stretches);
  const stale = sources.flatMap((each) => each.staleFrom ?? []).filter((edge) => edge <= knownAt);
  return [...rows, ...stretches].flatMap(({ during }) => [during.start, during.end]).concat(stale);
}

function rosteredPeople(prepared: Prepared): ReadonlySet<PreparedPerson> {
  const rows = prepared.places.flatMap((place) => place.rows);
  const named = new Set(rows.map(({ assignment }) => assignment.registration));
  const found = new Set(prepared.appointed);
  for (const { registration, personId } of prepared.facts.registrations) {
    const person = prepared.people.get(personId);
    if (person && named.has(registration)) found.add(person);
  }
  return found;
}
