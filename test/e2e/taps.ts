import type { Locator } from "@playwright/test";

/** Counts what a thumb does. Opening a list and choosing from it would be two, so nothing here selects. */
export function countTaps() {
  let taps = 0;
  return {
    get taps() {
      return taps;
    },
    async tap(target: Locator) {
      await target.scrollIntoViewIfNeeded();
      await target.tap();
      taps += 1;
    },
  };
}
