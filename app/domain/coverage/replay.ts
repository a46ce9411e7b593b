import { inForce } from "../roster/publication.ts";
import { later } from "../time/instant.ts";
import {
  cutAt,
  holds,
  type Instant,
  type Interval,
  intersect,
  subtract,
} from "../time/interval.ts";
import type { ElsewhereDuty, Hub, RosterSource, UnitFacts } from "./facts.ts";
import { type Told, tellOver } from "./told.ts";

/**
 * A stretch of time in which the record learnt nothing that bears on a unit, but for confirmations of
 * rosters. What was known at any instant of it is known at all of them.
 */
export type Epoch = {
  readonly during: Interval;
  /** As known throughout; how fresh its rosters are is left to `sources`, and told by no publication. */
  readonly facts: UnitFacts;
  /** Every roster that can go stale in it: the unit's own, its hubs', and those of other sites. */
  readonly sources: readonly Confirmed[];
  /** Which of them says of a duty elsewhere. */
  readonly sourceOf: (duty: ElsewhereDuty) => string;
};

export type Confirmed = {
  /** "unit id/source name" */
  readonly key: string;
  /** When it was published or confirmed, in order, whether inside the stretch or not. */
  readonly checks: readonly Instant[];
  readonly maxAgeMs: number;
};

/** What was answered at each instant of a stretch by what was known at that very instant. */
export function replayEpoch(epoch: Epoch, { isExplained }: { isExplained: boolean }): Told[] {
  const { during } = epoch;
  const spans = epoch.sources.map(({ key, checks, maxAgeMs }) => {
    return { key, stale: staleSpans(checks, maxAgeMs, during) };
  });
  const flips = spans.flatMap(({ stale }) => stale.flatMap(({ start, end }) => [start, end]));
  const byStale = new Map<string, { stale: ReadonlySet<string>; pieces: Interval[] }>();
  for (const piece of cutAt(flips, during)) {
    const old = spans.filter(({ stale }) => stale.some((each) => holds(each, piece.start)));
    const stale = new Set(old.map(({ key }) => key));
    const named = [...stale].join("\n");
    const same = byStale.get(named) ?? { stale, pieces: [] };
    same.pieces.push(piece);
    byStale.set(named, same);
  }
  const told = [...byStale.values()].flatMap(({ stale, pieces }) =>
    tellOver(factsWhen(epoch, stale), during, { pieces, isExplained }),
  );
  return told.sort((a, b) => a.start - b.start);
}

/**
 * The facts as asked at any instant of the stretch with what was known at that instant, where exactly
 * these rosters were too old. A roster is stale or fresh throughout, so its checks are put out of reach.
 */
function factsWhen({ facts, during, sourceOf }: Epoch, stale: ReadonlySet<string>): UnitFacts {
  const marked = (unitId: string, maxAgeMs: Hub["maxAgeMs"]) => (source: RosterSource) => {
    const isOld = stale.has(`${unitId}/${source.name}`);
    const longAgo = later(during.start, -maxAgeMs[source.kind] - 2);
    return { ...source, checks: [isOld ? longAgo : during.end] };
  };
  return {
    ...facts,
    knownAt: later(during.end, -1),
    sources: facts.sources.map(marked(facts.unit.id, facts.settings.maxAgeMs)),
    hubs: facts.hubs.map((hub) => {
      return { ...hub, sources: hub.sources.map(marked(hub.unitId, hub.maxAgeMs)) };
    }),
    elsewhere: facts.elsewhere.map((duty) => ({ ...duty, fresh: !stale.has(sourceOf(duty)) })),
  };
}

/** When a roster was too old by what was known at the time: from its last check's age to the next check. */
export function staleSpans(
  checks: readonly Instant[],
  maxAgeMs: number,
  during: Interval,
): Interval[] {
  let i = checks.findLastIndex((check) => check <= during.start);
  const spans: Interval[] = [];
  if (i < 0) i = 0;
  for (; i < checks.length && checks[i]! < during.end; i++) {
    const span = { start: later(checks[i]!, maxAgeMs + 1), end: checks[i + 1] ?? during.end };
    const inside = span.start < span.end ? intersect(span, during) : null;
    if (inside) spans.push(inside);
  }
  return spans;
}

type Head = {
  readonly id: string;
  readonly entrySeq: number;
  readonly period: Interval;
  readonly recordedAt: Instant;
};

/** A stretch in which one publication rules. */
export type Ruling = { readonly id: string; readonly during: Interval };

/**
 * Where each publication of one source ruled by what was known at the time: not before it was recorded,
 * and only until a later one for the same instant was.
 *
 * @param heads  In order of recording.
 * @returns Disjoint stretches in order of time.
 */
export function rulingThen(heads: readonly Head[], window: Interval): Ruling[] {
  const found: Ruling[] = [];
  for (const [i, head] of heads.entries()) {
    const own = intersect(ruleFrom(head), window);
    let left = own ? [own] : [];
    for (let later = i + 1; later < heads.length; later++) {
      const next = heads[later]!;
      // What is recorded when nothing is left any more takes nothing away.
      if (!left.some(({ end }) => next.recordedAt < end)) break;
      left = subtract(left, [ruleFrom(next)].filter(isSpan));
    }
    for (const during of left) found.push({ id: head.id, during });
  }
  return found.sort((a, b) => a.during.start - b.during.start);
}

/** Where each rules by what is known now, whenever it was recorded. */
export function rulingNow(heads: readonly Head[], window: Interval): Ruling[] {
  const publications = heads.map((head) => ({ ...head, assignments: [] }));
  return inForce(publications).flatMap(({ during, publication }) => {
    const inside = intersect(during, window);
    return inside ? [{ id: publication.id, during: inside }] : [];
  });
}

function ruleFrom({ period, recordedAt }: Head): Interval {
  return { start: Math.max(period.start, recordedAt) as Instant, end: period.end };
}

function isSpan({ start, end }: Interval): boolean {
  return start < end;
}
