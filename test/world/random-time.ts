import fc from "fast-check";
import { forever, type Instant, instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";

export const halfHour = 1_800_000;

/** Longer than any random world looks. */
export const forLong: Interval = interval(instant(Date.UTC(2020, 0, 1)));

export function pick<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

export function atHalfHours(from: number, count: number): Instant {
  return instant(from + count * halfHour);
}

/** A half hour within ±`reach` half hours, now and then a little off it. */
export function instantAt(from: number, reach: number): fc.Arbitrary<Instant> {
  return fc
    .tuple(fc.integer({ min: -reach, max: reach }), pick(0, 0, 0, 0, 1, -1, 61_003))
    .map(([count, off]) => instant(from + count * halfHour + off));
}

/** An interval near `from`, at most `longest` half hours; `wide` times in `wide + 2` it is long. */
export function around(from: number, wide: number, longest = 120): fc.Arbitrary<Interval> {
  const short = fc
    .tuple(instantAt(from, 80), fc.integer({ min: 1, max: longest }))
    .map(([start, count]) => interval(start, atHalfHours(start, count)));
  const long = fc.constant(interval(atHalfHours(from, -150), atHalfHours(from, 150)));
  return fc.oneof({ arbitrary: long, weight: wide }, { arbitrary: short, weight: 2 });
}

/** The same, but the long one never ends. */
export function lasting(from: number, wide: number): fc.Arbitrary<Interval> {
  return around(from, wide).map(({ start, end }) =>
    end - start > 290 * halfHour ? { start, end: forever } : { start, end },
  );
}
