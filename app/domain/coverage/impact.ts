import type { CredentialTimeline } from "../credential/standing.ts";
import { cutAt, type Interval, joinWhen } from "../time/interval.ts";
import { coverageOver, type Stretch } from "./coverage.ts";
import type { PersonFacts, UnitFacts } from "./facts.ts";
import type { ThreeValued } from "./verdict.ts";

/** A stretch in which a unit loses a rule that it would otherwise meet. */
export type LostCover = Interval & {
  readonly unitId: string;
  readonly before: ThreeValued;
  readonly after: ThreeValued;
  /** Ids of the block rules, then of the warning ones, that are no longer met. */
  readonly rules: readonly string[];
  readonly warned: readonly string[];
};

/**
 * Which stretches of which units lose cover if a person's credentials were as given.
 *
 * @param units        Facts of every unit that the person is or may be on duty in.
 * @param personId     The holder.
 * @param credentials  All of the person's timelines after the change, so that credentials that require
 *                     the one concerned are limited as well.
 * @returns In order of unit and time; nothing where no unit loses anything.
 */
export function impactOf(
  units: readonly UnitFacts[],
  personId: string,
  credentials: readonly CredentialTimeline[],
  window: Interval,
): LostCover[] {
  const asIs: Change = (person) => person;
  return impactBetween(units, personId, asIs, (person) => ({ ...person, credentials }), window);
}

/** What about a person is otherwise than on record. */
export type Change = (person: PersonFacts) => PersonFacts;

/** Which cover units lose if a person is as `after` rather than as `before`, everything else the same. */
export function impactBetween(
  units: readonly UnitFacts[],
  personId: string,
  before: Change,
  after: Change,
  window: Interval,
): LostCover[] {
  return units.flatMap((facts) => {
    const person = facts.people.get(personId);
    if (!person) return [];
    const over = (change: Change) => {
      const people = new Map(facts.people).set(personId, change(person));
      return coverageOver({ ...facts, people }, window);
    };
    return lost(facts.unit.id, over(before), over(after), window);
  });
}

function lost(
  unitId: string,
  before: readonly Stretch[],
  after: readonly Stretch[],
  window: Interval,
): LostCover[] {
  let [i, j] = [0, 0];
  const slices = cutAt(
    [...before, ...after].map(({ start }) => start),
    window,
  );
  const found = slices.flatMap((slice): LostCover[] => {
    while (before[i]!.end <= slice.start) i++;
    while (after[j]!.end <= slice.start) j++;
    const [was, is] = [before[i]!, after[j]!];
    const rules = is.unmet.filter((rule) => !was.unmet.includes(rule));
    const warned = is.warned.filter((rule) => !was.warned.includes(rule));
    const isWorse = was.answer !== is.answer || rules.length > 0 || warned.length > 0;
    return isWorse
      ? [{ ...slice, unitId, before: was.answer, after: is.answer, rules, warned }]
      : [];
  });
  return joinWhen(
    found,
    (a, b) =>
      a.before === b.before &&
      a.after === b.after &&
      String(a.rules) === String(b.rules) &&
      String(a.warned) === String(b.warned),
  );
}
