import type { Content } from "#app/domain/content.ts";
import type { ElsewhereDuty } from "#app/domain/coverage/facts.ts";
import { groupBy } from "#app/domain/coverage/group-by.ts";
import {
  type DutyRow,
  inForce,
  type RosterSource,
  rowsInForce,
  staleFrom,
} from "#app/domain/roster/publication.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import { type Interval, intersect, subtract } from "#app/domain/time/interval.ts";
import type { CoverageFacts } from "#db/store/coverage-facts.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import { ageLimits } from "./settings.server.ts";

export type Elsewhere = {
  readonly duties: readonly ElsewhereDuty[];
  /** The units whose rosters say so. */
  readonly unitIds: readonly string[];
  /** The instants of knowing for which the marks of freshness are these: between two stale edges. */
  readonly knownDuring: Interval;
};

type Hub = { readonly unit: UnitRow; readonly during: Interval };
type Found = { duty: ElsewhereDuty; unitId: string; stale: Instant | null };
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
    for (const source of there) {
      const stale = staleFrom(source, ageLimits(content, unit.settings)[source.kind]);
      for (const { personId, during } of dutiesOf(source, byRegistration, placesOf)) {
        for (const part of byFreshness(during, stale, knownAt)) {
          const duty = { personId, unitCode: unit.code, site: unit.site, ...part };
          found.set(personId, [...(found.get(personId) ?? []), { duty, unitId, stale }]);
        }
      }
    }
  }
  return (unit, people, hubs) => {
    const away = [...people]
      .flatMap((id) => found.get(id) ?? [])
      .filter(({ duty }) => duty.unitCode !== unit.code && !isAtHub(duty, hubs));
    const edges = away.flatMap(({ stale }) => stale ?? []);
    return {
      duties: away.map(({ duty }) => duty),
      unitIds: [...new Set(away.map(({ unitId }) => unitId))],
      knownDuring: between(edges, knownAt),
    };
  };
}

function isAtHub(duty: ElsewhereDuty, hubs: readonly Hub[]): boolean {
  return hubs.some(
    (hub) =>
      hub.unit.code === duty.unitCode &&
      hub.during.start <= duty.during.start &&
      duty.during.end <= hub.during.end,
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

/** Who is on site when, without the time they are on leave there; of people whom one unit alone knows, nothing. */
export function dutiesOf(
  source: RosterSource,
  byRegistration: Registrations,
  placesOf: Where["placesOf"],
) {
  const named = new Map<string, DutyRow[]>();
  const isKnownTwice = (name: string) =>
    byRegistration.get(name)?.some(({ personId }) => placesOf(personId).length > 1) ?? false;
  const names = source.publications.flatMap(({ assignments }) =>
    assignments.map((each) => each.registration ?? ""),
  );
  const wanted = new Set([...new Set(names)].filter(isKnownTwice));
  if (wanted.size === 0) return [];
  for (const row of rowsInForce(inForce(source.publications))) {
    const name = row.assignment.registration ?? "";
    if (wanted.has(name)) named.set(name, [...(named.get(name) ?? []), row]);
  }
  return [...named].flatMap(([name, own]) =>
    (byRegistration.get(name) ?? []).flatMap((held) => {
      const leave = own.filter((row) => row.assignment.role === "not_counted");
      const onSite = own.filter(
        (row) => row.assignment.presence === "on_site" && row.assignment.role !== "not_counted",
      );
      const free = leave.map((each) => each.during);
      return onSite
        .flatMap((row) => subtract([row.during], free))
        .flatMap((during) => intersect(during, held.during) ?? [])
        .map((during) => ({ personId: held.personId, during }));
    }),
  );
}

/** A question about a later instant than the record knows is judged at `knownAt`: fresh then, fresh later. */
function byFreshness(during: Interval, stale: number | null, knownAt: number) {
  if (stale === null || knownAt < stale) return [{ during, fresh: true }];
  const old = { start: stale, end: Number.POSITIVE_INFINITY } as Interval;
  const fresh = subtract([during], [old]).map((part) => ({ during: part, fresh: true }));
  const past = intersect(during, old);
  return past ? [...fresh, { during: past, fresh: false }] : fresh;
}
