import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { prepare } from "#app/domain/coverage/prepare.ts";
import { markOf, type ShiftMark, type TriedShift } from "#app/domain/coverage/shift-mark.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, later } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import { findUnit, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { factsOf } from "../coverage/facts.server.ts";

export type Suggestion = {
  readonly registration: string;
  readonly name: string;
  readonly mark: ShiftMark;
};

/** So far around a shift it is seen who usually stands there, and who is busy. */
const reach = 8 * day;

/**
 * Who could take a shift: qualified for what its role is there for, and rostered nowhere else meanwhile.
 * First those who stood in that role lately, then whoever may meet most of the unit's rules by it.
 */
export function suggestPeople(
  ctx: Context,
  unitCode: string,
  tried: TriedShift,
  most: number,
): Promise<Result<readonly Suggestion[]>> {
  const target = unitTarget(unitCode);
  return ask<readonly Suggestion[]>(ctx, "roster.publish", target, async (view) => {
    const unit = await findUnit(view.tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const asked = await asOf(view, {});
    if (!asked.ok) return asked;
    const window = interval(later(tried.start, -reach), later(tried.end, reach));
    const [facts] = await factsOf(view.tx, ctx.content, [unit], window, asked.value);
    if (!facts) throw new Error(`no facts of unit ${unit.code}`);
    return allow(suggested(ctx, facts, tried).slice(0, most));
  });
}

function suggested({ content }: Context, facts: UnitFacts, tried: TriedShift): Suggestion[] {
  const prepared = prepare(facts);
  const means = content.staffing.roleMeans;
  const lately = new Set(
    prepared.places[0]!.rows.filter(({ assignment }) => assignment.role === tried.role).map(
      ({ assignment, during }) => prepared.matcher(assignment.registration, during.start),
    ),
  );
  const found = [...facts.people.values()].flatMap((person) => {
    const held = facts.registrations.find(
      (each) => each.personId === person.id && holds(each.during, tried.start),
    );
    if (!held) return [];
    const mark = markOf(prepared, means, tried, person.id);
    const isRight =
      mark.suits === "qualified" || (mark.suits === "not_asked" && lately.has(person.id));
    if (!isRight || mark.clash !== null) return [];
    const rank = (lately.has(person.id) ? 1000 : 0) + mark.meets.length;
    return [{ registration: held.registration, name: person.name, mark, rank }];
  });
  found.sort((a, b) => b.rank - a.rank || (a.name < b.name ? -1 : 1));
  return found.map(({ rank: _, ...each }) => each);
}
