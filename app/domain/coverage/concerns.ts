import type { RosterShift } from "../roster/row.ts";
import { holds, type Instant, type Interval, intersect } from "../time/interval.ts";
import type { UnitFacts } from "./facts.ts";
import { fits } from "./placed-rule.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { no, qualifications } from "./qualification.ts";

export type Concerns = {
  /** They would not count: the person holds nothing that a rule asks for which such a shift can meet. */
  readonly unqualified: readonly RosterShift[];
  /** On site here while on site at a unit of another site, which counts in neither. */
  readonly elsewhere: readonly { readonly shift: RosterShift; readonly unitCode: string }[];
};

/**
 * What a roster would promise and not keep: shifts whose person meets no rule that admits their role, their
 * place and their response when they begin, and people in two places at once. What nobody can know yet is no concern.
 *
 * @param facts  With everybody among its people whom the shifts name.
 */
export function concernsOf(facts: UnitFacts, shifts: readonly RosterShift[]): Concerns {
  const prepared = prepare(facts);
  const known = shifts.filter((each) => each.registration !== null && each.role !== "not_counted");
  return {
    unqualified: known.filter((each) => isUnqualified(prepared, each)),
    elsewhere: known.flatMap((shift) => {
      const unitCode = elsewhereOf(prepared, shift);
      return unitCode === null ? [] : [{ shift, unitCode }];
    }),
  };
}

function isUnqualified(prepared: Prepared, row: RosterShift): boolean {
  const { registration, shift } = row;
  const at = beginning(shift, prepared.facts.unit.profiles);
  const rules = prepared.rules.filter(
    (placed) => holds(placed.set.during, at) && fits({ ...row, id: "" }, 0, placed),
  );
  if (rules.length === 0) return false;
  const person = prepared.people.get(prepared.matcher(registration, at) ?? "");
  if (!person) return false;
  const qualified = qualifications(prepared, person, 0, at);
  return rules.every(({ index }) => qualified[index] === no);
}

/** A unit that began in the middle of a shift has rules from then on. */
function beginning(shift: Interval, profiles: readonly { readonly during: Interval }[]): Instant {
  const starts = profiles.flatMap(({ during }) => intersect(shift, during)?.start ?? []);
  return starts.length === 0 ? shift.start : (Math.min(...starts) as Instant);
}

function elsewhereOf(
  { facts, matcher, elsewhere }: Prepared,
  { registration, presence, shift }: RosterShift,
): string | null {
  if (presence !== "on_site") return null;
  const personId = matcher(registration, shift.start);
  const other = elsewhere
    .get(personId ?? "")
    ?.find((duty) => duty.site !== facts.unit.site && intersect(duty.during, shift));
  return other?.unitCode ?? null;
}
