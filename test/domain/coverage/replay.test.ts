import fc from "fast-check";
import { expect, it } from "vitest";
import { rulingNow, rulingThen, staleSpans } from "#app/domain/coverage/replay.ts";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { holds, type Interval, interval } from "#app/domain/time/interval.ts";

const at = fc.integer({ min: 0, max: 60 }).map(instant);
const window = interval(instant(10), instant(50));

it("was stale exactly where the last check by then was older than it may be", () => {
  fc.assert(
    fc.property(fc.array(at), fc.integer({ min: 0, max: 12 }), (some, maxAge) => {
      const checks = [...some].sort((a, b) => a - b);
      const spans = staleSpans(checks, maxAge, window);
      for (let t = window.start as number; t < window.end; t++) {
        const last = checks.findLast((check) => check <= t);
        const isStale = last !== undefined && t - last > maxAge;
        expect(spans.some((span) => holds(span, instant(t)))).toBe(isStale);
      }
    }),
  );
});

it("rules from when it was recorded until a later one for that instant was; known now, the latest does", () => {
  const period = fc
    .tuple(at, fc.integer({ min: 1, max: 30 }))
    .map(([start, length]): Interval => interval(start, instant(start + length)));
  const head = fc.record({ period, recordedAt: at });
  fc.assert(
    fc.property(fc.array(head), (some) => {
      const heads = [...some]
        .sort((a, b) => a.recordedAt - b.recordedAt)
        .map((each, i) => ({ ...each, id: String(i), entrySeq: i }));
      const [then, now] = [rulingThen(heads, window), rulingNow(heads, window)];
      for (let t = window.start as number; t < window.end; t++) {
        const at = t as Instant;
        const ever = heads.filter((each) => holds(each.period, at));
        const known = ever.filter(({ recordedAt }) => recordedAt <= t);
        const ruling = (some: typeof then) => some.filter(({ during }) => holds(during, at));
        expect(ruling(then).map(({ id }) => id)).toEqual(known.slice(-1).map(({ id }) => id));
        expect(ruling(now).map(({ id }) => id)).toEqual(ever.slice(-1).map(({ id }) => id));
      }
    }),
  );
});
