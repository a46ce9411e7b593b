import type { ScopeKind } from "#app/domain/people/roles.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  listOrganisations,
  listProgrammes,
  type Organisation,
  type Programme,
} from "#db/store/people/places.server.ts";
import { allUnits, type UnitRow } from "#db/store/unit-lookup.server.ts";

/** Every place that a grant can hold for. */
export type Places = {
  readonly organisations: readonly Organisation[];
  readonly programmes: readonly Programme[];
  readonly units: readonly UnitRow[];
};

export async function placesOf(tx: Transaction): Promise<Places> {
  const organisations = await listOrganisations(tx);
  const programmes = await listProgrammes(tx);
  return { organisations, programmes, units: await allUnits(tx) };
}

/** What a scope is called; a place that is not there reads as its id. */
export function scopeName(places: Places, kind: ScopeKind, id: string | null): string {
  if (kind === "everywhere" || id === null) return "Everywhere";
  const all = [...places.organisations, ...places.programmes, ...places.units];
  return all.find((each) => each.id === id)?.name ?? id;
}

/** The zone that most dates here will be in: that of the first place there is. */
export function usualZone({ programmes, units }: Places): string {
  return units[0]?.timeZone ?? programmes[0]?.timeZone ?? "UTC";
}
