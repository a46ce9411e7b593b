import type { Content } from "#app/domain/content.ts";
import type { ElsewhereDuty } from "#app/domain/coverage/facts.ts";
import {
  inForce,
  type RegistrationFact,
  type RosterSource,
  rowsInForce,
  staleFrom,
} from "#app/domain/roster/publication.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import { type Interval, intersect, subtract } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  lastChecks,
  publicationsOver,
  type SourcedPublication,
  unitsNaming,
} from "#db/store/rosters.server.ts";
import { unitsById } from "#db/store/unit-lookup.server.ts";
import type { Known } from "./facts.server.ts";
import { ageLimits } from "./settings.server.ts";

type Where = {
  readonly registrations: readonly RegistrationFact[];
  readonly window: Interval;
  /** A unit whose own roster is not asked about. */
  readonly except: string | null;
  readonly known: Known;
};

export type Elsewhere = {
  readonly duties: readonly ElsewhereDuty[];
  /** The instants of knowing for which the marks of freshness are these: between two stale edges. */
  readonly knownDuring: Interval;
};

/** On-site duty of these people at every unit that names them, each stretch marked fresh or stale. */
export async function elsewhereOf(
  tx: Transaction,
  content: Content,
  { registrations, window, known, except }: Where,
): Promise<Elsewhere> {
  const named = [...new Set(registrations.map((each) => each.registration))];
  const naming = await unitsNaming(tx, named, window, known.knownThrough);
  const unitIds = naming.filter((id) => id !== except);
  if (unitIds.length === 0) return { duties: [], knownDuring: between([], known.knownAt) };
  const publications = await publicationsOver(tx, unitIds, window, known.knownThrough);
  const unitById = await unitsById(tx, unitIds, known.knownThrough);
  const checks = await lastChecks(tx, unitIds, known.knownThrough);
  const edges: Instant[] = [];
  const duties = bySource(publications).flatMap((published) => {
    const [first] = published;
    const unit = first && unitById.get(first.unitId);
    if (!first || !unit) return [];
    const latest = published.reduce((a, b) => (b.entrySeq > a.entrySeq ? b : a));
    const source: RosterSource = {
      name: first.source,
      kind: latest.kind,
      publications: published,
      checks: checks
        .filter((each) => each.unitId === unit.id && each.source === first.source)
        .map((each) => each.checkedAt),
    };
    const stale = staleFrom(source, ageLimits(content, unit.settings)[source.kind]);
    if (stale !== null) edges.push(stale);
    return dutiesOf(source, registrations).flatMap(({ personId, during }) =>
      byFreshness(during, stale, known.knownAt).map((part) => ({
        personId,
        unitCode: unit.code,
        site: unit.site,
        ...part,
      })),
    );
  });
  return { duties, knownDuring: between(edges, known.knownAt) };
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

function bySource(publications: readonly SourcedPublication[]): SourcedPublication[][] {
  const found = new Map<string, SourcedPublication[]>();
  for (const each of publications) {
    const key = `${each.unitId} ${each.source}`;
    const known = found.get(key);
    if (known) known.push(each);
    else found.set(key, [each]);
  }
  return [...found.values()];
}

/** Who is on site when, without the time they are on leave there. */
function dutiesOf(source: RosterSource, registrations: readonly RegistrationFact[]) {
  const rows = rowsInForce(inForce(source.publications));
  return registrations.flatMap((held) => {
    const own = rows.filter((row) => row.assignment.registration === held.registration);
    const leave = own.filter((row) => row.assignment.role === "not_counted");
    const onSite = own.filter(
      (row) => row.assignment.presence === "on_site" && row.assignment.role !== "not_counted",
    );
    return onSite
      .flatMap((row) =>
        subtract(
          [row.during],
          leave.map((each) => each.during),
        ),
      )
      .flatMap((during) => intersect(during, held.during) ?? [])
      .map((during) => ({ personId: held.personId, during }));
  });
}

/** A question about a later instant than the record knows is judged at `knownAt`: fresh then, fresh later. */
function byFreshness(during: Interval, stale: number | null, knownAt: number) {
  if (stale === null || knownAt < stale) return [{ during, fresh: true }];
  const old = { start: stale, end: Number.POSITIVE_INFINITY } as Interval;
  const fresh = subtract([during], [old]).map((part) => ({ during: part, fresh: true }));
  const past = intersect(during, old);
  return past ? [...fresh, { during: past, fresh: false }] : fresh;
}
