import { type Instant, later } from "#app/domain/time/instant.ts";

/** A clock that moves only when a test moves it. */
export type HandClock = {
  readonly now: () => Instant;
  readonly moveTo: (at: Instant) => void;
  readonly advance: (ms: number) => void;
};

export function handClock(start: Instant): HandClock {
  let at = start;
  return {
    now: () => at,
    moveTo: (next) => {
      at = next;
    },
    advance: (ms) => {
      at = later(at, ms);
    },
  };
}
