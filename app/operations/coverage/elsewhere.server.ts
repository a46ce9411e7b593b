import type { Content } from "#app/domain/content.ts";
import { ageingThere, onSiteThere, type RowThere } from "#app/domain/coverage/elsewhere.ts";
import type { AgeingDuty, ElsewhereDuty } from "#app/domain/coverage/facts.ts";
import { groupBy } from "#app/domain/coverage/group-by.ts";
import {
  inForce,
  type RosterSource,
  rowsInForce,
  staleFrom,
} from "#app/domain/roster/publication.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import { type Interval, intersect } from "#app/domain/time/interval.ts";
import type { CoverageFacts } from "#db/store/coverage-facts.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { ageLimits } from "./settings.server.ts";

export type Elsewhere = {
  readonly duties: readonly ElsewhereDuty[];
  readonly ageing: readonly AgeingDuty[];
  /** The units whose rosters say so. */
  readonly unitIds: readonly string[];
  /** The instants of knowing for which the marks of freshness are these: between two stale edges. */
  readonly knownDuring: Interval;
};

type Hub = { readonly unit: UnitRow; readonly during: Interval };
type Found = {
  readonly unit: UnitRow;
  readonly duties: readonly ElsewhereDuty[];
  readonly ageing: readonly AgeingDuty[];
};
type Where = {
  readonly knownAt: Instant;
  /** Units at which a person can come into an answer. */
  readonly placesOf: (personId: string) => readonly string[];
};

/**
 * On-site duty of people at every other unit that names them, each stretch marked fresh or stale. Duty at
 * a hub is read off the hub's own roster while the agreement lasts.
 *
 * @returns For a unit and its people, what they do elsewhere.
 */
export function elsewhereOf(
  content: Content,
  rows: CoverageFacts,
  sources: ReadonlyMap<string, readonly RosterSource[]>,
  { knownAt, placesOf }: Where,
): (unit: UnitRow, people: ReadonlySet<string>, hubs: readonly Hub[]) => Elsewhere {
  const byRegistration = groupBy(rows.registrations, (each) => each.registration);
  const found = new Map<string, Found[]>();
  for (const [unitId, there] of sources) {
    const unit = rows.units.get(unitId);
    if (!unit) continue;
    const { code: unitCode, site } = unit;
    const limits = ageLimits(content, unit.settings);
    const told = there.flatMap((source) =>
      rowsThere(source, staleFrom(source, limits[source.kind]), byRegistration, placesOf),
    );
    for (const [personId, own] of groupBy(told, (each) => each.personId)) {
      const duties = onSiteThere(own, knownAt).map((each) => {
        return { personId, unitCode, site, ...each };
      });
      const ageing = ageingThere(own).map((each) => ({ personId, ...each }));
      if (duties.length + ageing.length === 0) continue;
      found.set(personId, [...(found.get(personId) ?? []), { unit, duties, ageing }]);
    }
  }
  return (unit, people, hubs) => {
    const away = [...people]
      .flatMap((id) => found.get(id) ?? [])
      .filter((each) => each.unit.id !== unit.id);
    const isOther = (each: Found) => (one: Pick<ElsewhereDuty, "during">) =>
      !isAtHub(each.unit, one, hubs);
    const duties = away.flatMap((each) => each.duties.filter(isOther(each)));
    const ageing = away.flatMap((each) => each.ageing.filter(isOther(each)));
    return {
      duties,
      ageing,
      unitIds: [...new Set(away.map((each) => each.unit.id))],
      knownDuring: between(
        ageing.map((each) => each.staleFrom),
        knownAt,
      ),
    };
  };
}

function isAtHub(
  unit: UnitRow,
  { during }: Pick<ElsewhereDuty, "during">,
  hubs: readonly Hub[],
): boolean {
  return hubs.some(
    (hub) =>
      hub.unit.id === unit.id && hub.during.start <= during.start && during.end <= hub.during.end,
  );
}

/** The stretch around an instant in which none of the edges lies. */
function between(edges: readonly Instant[], at: Instant): Interval {
  const before = edges.filter((edge) => edge <= at);
  const after = edges.filter((edge) => edge > at);
  return {
    start: Math.max(Number.NEGATIVE_INFINITY, ...before) as Instant,
    end: Math.min(forever, ...after) as Instant,
  };
}

type Registrations = ReadonlyMap<string, CoverageFacts["registrations"]>;

/** Who is on site or on leave when; of people whom one unit alone knows, nothing. */
function rowsThere(
  source: RosterSource,
  stale: Instant | null,
  byRegistration: Registrations,
  placesOf: Where["placesOf"],
): (RowThere & { readonly personId: string })[] {
  const isKnownTwice = (name: string) =>
    byRegistration.get(name)?.some(({ personId }) => placesOf(personId).length > 1) ?? false;
  const names = source.publications.flatMap(({ assignments }) =>
    assignments.map((each) => each.registration ?? ""),
  );
  const wanted = new Set([...new Set(names)].filter(isKnownTwice));
  if (wanted.size === 0) return [];
  return rowsInForce(inForce(source.publications)).flatMap(({ assignment, during }) => {
    const isLeave = assignment.role === "not_counted";
    const name = assignment.registration ?? "";
    if (!wanted.has(name) || (assignment.presence !== "on_site" && !isLeave)) return [];
    return (byRegistration.get(name) ?? []).flatMap((held) => {
      const counted = intersect(during, held.during);
      return counted
        ? [{ personId: held.personId, during: counted, isLeave, staleFrom: stale }]
        : [];
    });
  });
}
