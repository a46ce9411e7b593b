import type { Assignment, Publication } from "../roster/publication.ts";
import { instant } from "../time/instant.ts";
import { type Instant, type Interval, intersect, union } from "../time/interval.ts";

/** A stretch in which one publication ruled, with its shifts. */
export type Ruled = { readonly during: Interval; readonly shifts: readonly Assignment[] };

/** A roster as it ruled over a long time, whoever published what in the meantime. */
export type RuledRoster = {
  /** Where any publication ruled, without what lies between. */
  readonly published: readonly Interval[];
  /** Each where it counted, in order of start; said again by the next publication, it goes on. */
  readonly rows: readonly Assignment[];
};

/**
 * One roster made of many publications, so that a year of them is asked like a single one. A row's shift
 * is cut to where it counted: its nominal times are lost, and with them nothing that an answer rests on.
 *
 * @param pieces  Disjoint, in order of time.
 */
export function rosterAsRuled(pieces: readonly Ruled[]): RuledRoster {
  const rows: { row: Assignment; start: Instant; end: Instant }[] = [];
  let open = new Map<string, (typeof rows)[number]>();
  for (const { during, shifts } of pieces) {
    const next: typeof open = new Map();
    for (const row of shifts) {
      const counted = intersect(row.shift, during);
      if (!counted) continue;
      const key = sayingOf(row);
      const before = open.get(key) ?? next.get(key);
      if (before?.end === counted.start) {
        before.end = counted.end;
        next.set(key, before);
      } else {
        const found = { row, ...counted };
        rows.push(found);
        next.set(key, found);
      }
    }
    open = next;
  }
  return {
    published: union(pieces.map(({ during }) => during)),
    rows: rows
      .map(({ row, start, end }): Assignment => ({ ...row, shift: { start, end } }))
      .sort((a, b) => a.shift.start - b.shift.start),
  };
}

/** What of a row decides whether and how it counts. */
function sayingOf({ registration, nameText, role, presence, responseMinutes }: Assignment): string {
  return JSON.stringify([registration, nameText, role, presence, responseMinutes]);
}

/** The roster inside a stretch of time, as publications that never overlap. */
export function publicationsIn({ published, rows }: RuledRoster, during: Interval): Publication[] {
  return published.flatMap((span, i) => {
    const period = intersect(span, during);
    if (!period) return [];
    const assignments = rowsWithin(rows, period);
    const id = String(i);
    // When it was read is said by its source alone.
    return [{ id, entrySeq: i, recordedAt: instant(0), period, assignments, isRestated: true }];
  });
}

function rowsWithin(rows: readonly Assignment[], { start, end }: Interval): Assignment[] {
  const found: Assignment[] = [];
  for (const row of rows) {
    if (row.shift.start >= end) break;
    if (row.shift.end > start) found.push(row);
  }
  return found;
}
