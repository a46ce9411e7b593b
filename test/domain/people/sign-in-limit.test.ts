import fc from "fast-check";
import { expect, it } from "vitest";
import { failureWindow, windowAt } from "#app/domain/people/sign-in-limit.ts";
import { instant, later } from "#app/domain/time/instant.ts";

it("asks for a wait that ends in the next window, and not a second later than needed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
      const now = instant(ms);
      const { start, seconds } = windowAt(now);
      expect(start <= now && now < later(start, failureWindow)).toBe(true);
      expect(windowAt(later(now, seconds * 1_000)).start).toBe(later(start, failureWindow));
      expect(windowAt(later(now, (seconds - 1) * 1_000)).start).toBe(start);
    }),
  );
});
