import { forever, type Instant } from "../time/instant.ts";
import type { Answer } from "./answer.ts";
import type { UnitFacts } from "./facts.ts";

/**
 * Until when the answer reads the same to the letter, if nothing is recorded: no later than it holds, and no
 * later than the next change in what a credential is called, which need not change what counts.
 *
 * @param answer  As given for the facts at an instant that is also the instant of knowing.
 */
export function shownUntil({ people }: UnitFacts, { at, holdsUntil }: Answer): Instant {
  let end = holdsUntil ?? forever;
  for (const { credentials } of people.values()) {
    for (const stretch of credentials.flatMap((each) => each.stretches)) {
      if (stretch.start > at && stretch.start < end) end = stretch.start;
      if (stretch.end > at && stretch.end < end) end = stretch.end;
    }
  }
  return end;
}
