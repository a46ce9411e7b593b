import { forever, type Instant } from "../time/instant.ts";
import { type Answer, answerAt, briefAt } from "./answer.ts";
import type { UnitFacts } from "./facts.ts";
import type { PersonAnswer } from "./people.ts";
import { prepare } from "./prepare.ts";
import { qualifications, yes } from "./qualification.ts";
import type { ShockTeam, StaffingRule } from "./rule.ts";
import type { ThreeValued } from "./verdict.ts";

export type Seat = ShockTeam["seats"][number];

/** The seats that every call has, and those that join for a reason. */
export function seatsOf({ seats }: Pick<ShockTeam, "seats">) {
  return {
    always: seats.filter((each) => each.addWhen === undefined),
    added: seats.filter((each) => each.addWhen !== undefined),
  };
}

/**
 * A seat as a rule. Whoever sits in it is at the bedside or on the telephone, so nearer people and those of
 * the hub may all meet it, as long as they answer in time.
 */
export function seatRule({ seat, title, anyOf, allOf, min, respondMinutes }: Seat): StaffingRule {
  return {
    id: seat,
    title,
    severity: "block",
    anyOf,
    allOf,
    min,
    presence: "remote",
    responseMinutes: respondMinutes,
    window: "24x7",
    privileges: {},
    basis: min.basis,
    source: min.source,
  };
}

export type TeamOptions = {
  readonly standard: ShockTeam;
  /** Of the content that the seats are from. */
  readonly version: string;
  readonly isNow?: boolean;
};

type TeamFacts = { readonly always: UnitFacts; readonly added: UnitFacts };
const known = new WeakMap<UnitFacts, TeamFacts>();

/**
 * The unit's facts with the seats in the place of its own rules. Of the seats that every call has a person
 * takes one, so that as many distinct people are in the call as the standard asks for. A seat that joins is
 * judged by itself: somebody of the call may take it as well.
 */
function teamFacts(facts: UnitFacts, standard: ShockTeam, version: string): TeamFacts {
  const before = known.get(facts);
  if (before) return before;
  const { always, added } = seatsOf(standard);
  const of = (seats: readonly Seat[], seatsPerPerson: number): UnitFacts => ({
    ...facts,
    settings: { ...facts.settings, onCallRulesPerPerson: seatsPerPerson },
    ruleSets: [
      {
        id: "shock-team",
        version,
        group: "unit",
        rules: seats.map(seatRule),
        during: { start: Number.NEGATIVE_INFINITY as Instant, end: forever },
      },
    ],
  });
  const made = { always: of(always, 1), added: of(added, added.length) };
  known.set(facts, made);
  return made;
}

/**
 * Who the shock team is at an instant: by the same engine as the unit's own answer, and outside of it. The
 * answer is that of the seats that every call has; the others stand beside it, each for itself.
 *
 * @throws RangeError where the seats of every call could be filled by fewer people than are asked for: a
 *   fault of content, which a test keeps out.
 */
export function shockTeamAt(facts: UnitFacts, at: Instant, options: TeamOptions): Answer {
  const { standard, version, isNow = false } = options;
  const seats = seatsOf(standard).always.reduce((sum, each) => sum + each.min.value, 0);
  if (seats < standard.distinctPeopleMin.value) throw new RangeError(`shock team: ${seats} seats`);
  const team = teamFacts(facts, standard, version);
  const always = answerAt(team.always, at, { isNow });
  const added = answerAt(team.added, at, { isNow });
  return {
    ...always,
    holdsUntil: earlier(always.holdsUntil, added.holdsUntil),
    rules: [...always.rules, ...added.rules],
    people: together(always.people, added.people),
    notices: distinct([...always.notices, ...added.notices]),
  };
}

/** The answer alone, where many teams are asked for at once. */
export function shockTeamAnswer(
  facts: UnitFacts,
  at: Instant,
  { standard, version, isNow = false }: TeamOptions,
): ThreeValued {
  return briefAt(teamFacts(facts, standard, version).always, at, { isNow }).answer;
}

/** Whether somebody is proven to be entitled to a seat at an instant, wherever they are then. */
export function mayTakeSeat(
  facts: UnitFacts,
  {
    seat,
    personId,
    at,
  }: { readonly seat: string; readonly personId: string; readonly at: Instant },
  { standard, version }: { readonly standard: ShockTeam; readonly version: string },
): boolean {
  const team = teamFacts(facts, standard, version);
  return [team.always, team.added].map(prepare).some((prepared) => {
    const person = prepared.people.get(personId);
    const index = prepared.rules.findIndex(({ rule }) => rule.id === seat);
    return person !== undefined && qualifications(prepared, person, 0, at)[index] === yes;
  });
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The same people are on duty for both; what was asked of them differs. */
function together(a: readonly PersonAnswer[], b: readonly PersonAnswer[]): PersonAnswer[] {
  const others = new Map(b.map((each) => [each.id, each]));
  return a.map((person) => ({
    ...person,
    credentials: distinct([...person.credentials, ...(others.get(person.id)?.credentials ?? [])]),
  }));
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}
