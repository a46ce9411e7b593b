import type { Assignment, RosterSource, UnitSettings } from "#app/domain/coverage/facts.ts";

/** A row that counts at the instant asked about, and whether its source was fresh enough to trust. */
export type RowOnDuty = { readonly row: Assignment; readonly fresh: boolean };
export type RosterReading = {
  readonly rows: readonly RowOnDuty[];
  /** No publication of any source holds the instant. */
  readonly absent: boolean;
  /** A source that has published for the instant was read too long ago. */
  readonly stale: boolean;
};

type MaxAge = UnitSettings["maxAgeMs"];

/** The roster of one unit at an instant, by looking at every publication of every source. */
export function rosterAt(
  sources: readonly RosterSource[],
  maxAge: MaxAge,
  at: number,
  knownAt: number,
): RosterReading {
  const rows: RowOnDuty[] = [];
  let absent = true;
  let stale = false;
  for (const source of sources) {
    const old = isStale(source, maxAge, at, knownAt);
    let ruling: RosterSource["publications"][number] | null = null;
    for (const publication of source.publications) {
      const { start, end } = publication.period;
      if (at < start || at >= end || publication.recordedAt > knownAt) continue;
      if (!ruling || publication.entrySeq > ruling.entrySeq) ruling = publication;
    }
    if (!ruling) continue;
    absent = false;
    if (old) stale = true;
    for (const row of ruling.assignments) {
      if (row.shift.start <= at && at < row.shift.end) rows.push({ row, fresh: !old });
    }
  }
  return { rows, absent, stale };
}

function isStale(source: RosterSource, maxAge: MaxAge, at: number, knownAt: number): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const check of source.checks) if (check <= knownAt && check > last) last = check;
  for (const { recordedAt, isRestated } of source.publications) {
    // Saying again what was said before is no look at the source.
    if (!isRestated && recordedAt <= knownAt && recordedAt > last) last = recordedAt;
  }
  return Math.min(at, knownAt) - last > maxAge[source.kind];
}
