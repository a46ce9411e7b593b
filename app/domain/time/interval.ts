import { forever, type Instant } from "./instant.ts";

export { forever, type Instant } from "./instant.ts";

/** Half-open: `start` is in, `end` is out, so that adjoining shifts meet without overlap. */
export type Interval = { readonly start: Instant; readonly end: Instant };

/**
 * The only maker of intervals.
 * @throws RangeError unless start < end: an empty or reversed interval is a bug by the time it gets here.
 */
export function interval(start: Instant, end: Instant | null = forever): Interval {
  const until = end ?? forever;
  if (!(start < until)) throw new RangeError(`interval: [${start}, ${until})`);
  return { start, end: until };
}

export function holds(within: Interval, at: Instant): boolean {
  return within.start <= at && at < within.end;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The common part, or null when they share no instant. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const start = Math.max(a.start, b.start) as Instant;
  const end = Math.min(a.end, b.end) as Instant;
  return start < end ? { start, end } : null;
}

/** Sorted, disjoint, joined where they touch. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last && next.start <= last.end) {
      if (next.end > last.end) joined[joined.length - 1] = { start: last.start, end: next.end };
    } else joined.push(next);
  }
  return joined;
}

/** What of `from` no interval of `without` holds; sorted and disjoint. */
export function subtract(from: readonly Interval[], without: readonly Interval[]): Interval[] {
  let left = union(from);
  for (const cut of union(without)) {
    left = left.flatMap((piece) => {
      if (!overlaps(piece, cut)) return [piece];
      const parts: Interval[] = [];
      if (piece.start < cut.start) parts.push({ start: piece.start, end: cut.start });
      if (cut.end < piece.end) parts.push({ start: cut.end, end: piece.end });
      return parts;
    });
  }
  return left;
}

/** Cuts `window` at every edge of `intervals`, so that nothing changes inside a slice. */
export function slices(intervals: readonly Interval[], window: Interval): Interval[] {
  return cutAt(
    intervals.flatMap((each) => [each.start, each.end]),
    window,
  );
}

/** Cuts `window` at the given instants; those outside it are ignored. */
export function cutAt(edges: Iterable<Instant>, window: Interval): Interval[] {
  const inside = new Set<Instant>([window.start]);
  for (const edge of edges) if (edge > window.start && edge < window.end) inside.add(edge);
  const sorted = [...inside].sort((a, b) => a - b);
  return sorted.map((start, i) => ({ start, end: sorted[i + 1] ?? window.end }));
}

/** Joins neighbours that touch and that `same` says are alike; the first one's other fields stay. */
export function joinWhen<T extends Interval>(
  stretches: readonly T[],
  same: (a: T, b: T) => boolean,
): T[] {
  const joined: T[] = [];
  for (const next of stretches) {
    const last = joined.at(-1);
    if (last && last.end === next.start && same(last, next)) {
      joined[joined.length - 1] = { ...last, end: next.end };
    } else joined.push(next);
  }
  return joined;
}
