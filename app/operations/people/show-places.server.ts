import type { UnitFact } from "#app/domain/coverage/facts.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { holds } from "#app/domain/time/interval.ts";
import { profilesOf } from "#db/store/coverage.server.ts";
import { type HubAgreement, hubAgreementsAt } from "#db/store/hub-agreements.server.ts";
import { everything } from "#db/store/known.server.ts";
import { listPersons, namesOf, type Person } from "#db/store/people/persons.server.ts";
import { findUnit, type UnitRow, unitTarget } from "#db/store/unit-lookup.server.ts";
import { type Appointment, appointmentsAt } from "#db/store/units.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Places, placesOf } from "./scope-names.server.ts";

type Profile = UnitFact["profiles"][number];
export type ShownPlaces = Places & { readonly profiles: ReadonlyMap<string, Profile> };

/** All organisations, programmes and units, with the tier and services that hold now. */
export function showPlaces(ctx: Context): Promise<Result<ShownPlaces>> {
  return ask<ShownPlaces>(ctx, "places.list", {}, async ({ tx, now }) => {
    const places = await placesOf(tx);
    const ids = places.units.map((unit) => unit.id);
    const all =
      ids.length > 0 ? await profilesOf(tx, ids, everything) : new Map<string, Profile[]>();
    const present = [...all].flatMap(([id, profiles]) => {
      const profile = profiles.find(({ during }) => holds(during, now));
      return profile ? [[id, profile] as const] : [];
    });
    return allow({ ...places, profiles: new Map(present) });
  });
}

export type ShownUnit = {
  readonly unit: UnitRow;
  readonly profile: Profile | null;
  readonly appointments: readonly (Appointment & { readonly name: string })[];
  readonly persons: readonly Person[];
  readonly hubs: readonly HubAgreement[];
};

/** One unit as it is set up, with its appointments, its hubs, and the people who could be appointed. */
export function showUnit(ctx: Context, code: string): Promise<Result<ShownUnit>> {
  return ask<ShownUnit>(ctx, "unit.configure", unitTarget(code), async ({ tx, now }) => {
    const unit = await findUnit(tx, code);
    if (!unit) return refuse("no_such_unit");
    const profiles = (await profilesOf(tx, [unit.id], everything)).get(unit.id) ?? [];
    const appointments = await appointmentsAt(tx, unit.id, everything);
    const names = await namesOf(
      tx,
      appointments.map((each) => each.personId),
    );
    return allow({
      unit,
      profile: profiles.find(({ during }) => holds(during, now)) ?? null,
      appointments: appointments.map((each) => ({
        ...each,
        name: names.get(each.personId) ?? each.personId,
      })),
      persons: await listPersons(tx),
      hubs: await hubAgreementsAt(tx, unit.id, everything),
    });
  });
}
