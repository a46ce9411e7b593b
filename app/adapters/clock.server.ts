import type { Instant } from "#app/domain/time/instant.ts";

export type Clock = { readonly now: () => Instant };

/** The only reader of the machine's clock; everything else is handed an instant. */
export const systemClock: Clock = { now: () => Date.now() as Instant };
