import type { ElsewhereDuty } from "#app/domain/coverage/facts.ts";
import { inForce, type RegistrationFact, rowsInForce } from "#app/domain/roster/publication.ts";
import { type Interval, intersect } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  publicationsOver,
  type SourcedPublication,
  unitsNaming,
} from "#db/store/rosters.server.ts";
import { unitsById } from "#db/store/unit-lookup.server.ts";

/** When these people are on site at another unit, as its roster has it now, fresh or not. */
export async function onSiteElsewhere(
  tx: Transaction,
  unitId: string,
  registrations: readonly RegistrationFact[],
  window: Interval,
  seq: number,
): Promise<ElsewhereDuty[]> {
  const held = new Map(registrations.map((each) => [each.registration, each]));
  const naming = await unitsNaming(tx, [...held.keys()], window, seq);
  const others = naming.filter((id) => id !== unitId);
  const units = await unitsById(tx, others, seq);
  const published = await publicationsOver(tx, others, window, seq);
  return bySource(published).flatMap((publications) => {
    const unit = units.get(publications[0]?.unitId ?? "");
    if (!unit) return [];
    return rowsInForce(inForce(publications)).flatMap(({ assignment, during }) => {
      const holder = held.get(assignment.registration ?? "");
      const counted = holder && intersect(during, holder.during);
      const isOnSite = assignment.presence === "on_site" && assignment.role !== "not_counted";
      if (!counted || !isOnSite) return [];
      const { code: unitCode, site } = unit;
      return [{ personId: holder.personId, unitCode, site, during: counted, fresh: true }];
    });
  });
}

function bySource(published: readonly SourcedPublication[]): SourcedPublication[][] {
  const found = new Map<string, SourcedPublication[]>();
  for (const each of published) {
    const key = `${each.unitId} ${each.source}`;
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return [...found.values()];
}
