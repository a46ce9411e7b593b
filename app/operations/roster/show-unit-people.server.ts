import { allow, type Result, refuse } from "#app/domain/result.ts";
import { everything } from "#db/store/known.server.ts";
import { listPersons, namesOf } from "#db/store/people/persons.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import {
  type Appointment,
  appointmentsAt,
  type LocalPrivilege,
  privilegesAt,
} from "#db/store/units.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";

export type UnitPeople = {
  readonly unit: UnitRow;
  readonly privileges: readonly (LocalPrivilege & {
    readonly name: string;
    readonly grantedByName: string;
  })[];
  readonly appointments: readonly (Appointment & { readonly name: string })[];
  /** Everybody to whom a privilege could be given: name and registration, as in the public register. */
  readonly candidates: readonly { readonly id: string; readonly label: string }[];
};

/** Who may do what in a unit, and who holds its posts. */
export function showUnitPeople(ctx: Context, code: string): Promise<Result<UnitPeople>> {
  return ask<UnitPeople>(ctx, "unit.people", unitTarget(code), async ({ tx }) => {
    const unit = await findUnit(tx, code);
    if (!unit) return refuse("no_such_unit");
    const privileges = await privilegesAt(tx, unit.id, everything);
    const appointments = await appointmentsAt(tx, unit.id, everything);
    const facts = [...privileges, ...appointments];
    const ids = [...facts.map((each) => each.personId), ...privileges.map((p) => p.grantedBy)];
    const names = await namesOf(tx, ids);
    const nameOf = (id: string) => names.get(id) ?? id;
    const persons = await listPersons(tx);
    const held = await registrationsOf(
      tx,
      persons.map((each) => each.id),
      everything,
    );
    return allow({
      unit,
      privileges: privileges.map((each) => ({
        ...each,
        name: nameOf(each.personId),
        grantedByName: nameOf(each.grantedBy),
      })),
      appointments: appointments.map((each) => ({ ...each, name: nameOf(each.personId) })),
      candidates: persons.flatMap(({ id, name }) => {
        const known = held.find((each) => each.personId === id);
        return known ? [{ id, label: `${name}, ${known.authority}:${known.number}` }] : [];
      }),
    });
  });
}
