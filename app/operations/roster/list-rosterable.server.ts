import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { everything } from "#db/store/known.server.ts";
import { listPersons } from "#db/store/people/persons.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type Rosterable = {
  readonly unit: UnitRow;
  readonly people: readonly { readonly registration: string; readonly name: string }[];
};

/** Everybody who can stand on a unit's roster: those who hold a registration today, by name. */
export function listRosterable(ctx: Context, unitCode: string): Promise<Result<Rosterable>> {
  return ask<Rosterable>(ctx, "roster.publish", unitTarget(unitCode), async ({ tx, now }) => {
    const unit = await findUnit(tx, unitCode);
    if (!unit) return refuse("no_such_unit");
    const persons = await listPersons(tx);
    const ids = persons.map((each) => each.id);
    const held = (await registrationsOf(tx, ids, everything)).filter((r) => holds(r.during, now));
    const people = persons.flatMap(({ id, name }) =>
      held
        .filter((each) => each.personId === id)
        .map(({ registration }) => ({ registration, name })),
    );
    return allow({ unit, people });
  });
}
