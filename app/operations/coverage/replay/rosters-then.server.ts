import type { Content } from "#app/domain/content.ts";
import type { ElsewhereDuty, RosterSource, UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Confirmed } from "#app/domain/coverage/replay.ts";
import { publicationsIn } from "#app/domain/coverage/replay-roster.ts";
import { forever, type Instant, later } from "#app/domain/time/instant.ts";
import { type Interval, intersect, overlaps, subtract } from "#app/domain/time/interval.ts";
import { recordedBy } from "#db/store/replay/recorded.server.ts";
import { settingsBy } from "#db/store/replay/unit.server.ts";
import { ageLimits } from "../settings.server.ts";
import { onSiteThere } from "./elsewhere.server.ts";
import type { Replayable, SourceHistory } from "./record.server.ts";

/** By what was known at each instant, or by what is known now. */
export type Knowing = "told" | "today";

/** A unit's rosters that rule somewhere in a stretch, with their shifts in it. */
export function sourcesIn(
  { sources }: Replayable,
  unitId: string,
  during: Interval,
  knowing: Knowing,
): RosterSource[] {
  return [...sources.values()]
    .filter((each) => each.unitId === unitId)
    .flatMap((each) => sourceIn(each, during, knowing) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sourceIn(history: SourceHistory, during: Interval, knowing: Knowing): RosterSource | null {
  const publications = publicationsIn(history[knowing], during);
  if (publications.length === 0) return null;
  const kind = kindOf(history, during, knowing);
  return { name: history.source, kind, publications, checks: history.checks.slice(-1) };
}

/** How a source was fed; before it published anything it does not matter. */
function kindOf({ heads }: SourceHistory, { start }: Interval, knowing: Knowing) {
  const known = knowing === "today" ? heads : recordedBy(heads, start);
  return (known.at(-1) ?? heads[0]!).kind;
}

/** When a source began to be fed otherwise. */
export function kindChanges({ heads }: SourceHistory): Instant[] {
  return heads.flatMap(({ kind, recordedAt }, i) => {
    return i > 0 && heads[i - 1]!.kind !== kind ? [recordedAt] : [];
  });
}

export type ToldDuty = { readonly duty: ElsewhereDuty; readonly history: SourceHistory };

/**
 * On-site duties of the same people on other units' rosters, each with the roster that says so. Duty at a
 * hub is read off the hub's own roster while the agreement lasts.
 *
 * @param at  By when the other units were known.
 */
export function elsewhereIn(
  record: Replayable,
  during: Interval,
  { registrations, hubs }: Pick<UnitFacts, "registrations" | "hubs">,
  { knowing, at }: { readonly knowing: Knowing; readonly at: Instant },
): ToldDuty[] {
  const units = recordedBy(record.history.units, at);
  return [...record.sources.values()].flatMap((history) => {
    const other = units.find(({ id }) => id === history.unitId);
    const source = sourceIn(history, during, knowing);
    if (!other || !source || other.id === record.unit.id) return [];
    const agreed = hubs.filter(({ unitId }) => unitId === other.id);
    const granting = sourcesIn(record, other.id, during, knowing);
    return onSiteThere(source, granting, registrations)
      .filter((duty) => !agreed.some((hub) => isInside(duty.during, hub.during)))
      .map((each) => {
        const duty = { ...each, unitCode: other.code, site: other.site, fresh: true };
        return { duty, history };
      });
  });
}

function isInside(inner: Interval, outer: Interval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The same duties by what is known now: in part fresh and in part not, where their roster was given up. */
export function agedDuties(
  content: Content,
  { history }: Replayable,
  told: readonly ToldDuty[],
  knownAt: Instant,
): ElsewhereDuty[] {
  return told.flatMap(({ duty, history: source }) => {
    const last = source.checks.at(-1);
    const limits = ageLimits(content, settingsBy(history, source.unitId, knownAt));
    const maxAgeMs = limits[kindOf(source, duty.during, "today")];
    if (last === undefined) return [duty];
    const stale = { start: later(last, maxAgeMs + 1), end: forever };
    const old = intersect(duty.during, stale);
    const fresh = subtract([duty.during], [stale]).map((part) => ({ ...duty, during: part }));
    return old ? [...fresh, { ...duty, during: old, fresh: false }] : fresh;
  });
}

/**
 * The rosters whose age matters somewhere in a stretch, with when each was confirmed.
 *
 * @param wanted  Ids of units, or keys of single rosters, whose age matters.
 */
export function confirmedIn(
  content: Content,
  { sources, history }: Replayable,
  during: Interval,
  wanted: ReadonlySet<string>,
): Confirmed[] {
  return [...sources].flatMap(([key, each]): Confirmed[] => {
    if (!(wanted.has(key) || wanted.has(each.unitId))) return [];
    if (!each.told.published.some((span) => overlaps(span, during))) return [];
    const limits = ageLimits(content, settingsBy(history, each.unitId, during.start));
    return [{ key, checks: each.checks, maxAgeMs: limits[kindOf(each, during, "told")] }];
  });
}
