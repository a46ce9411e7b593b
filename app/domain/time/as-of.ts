import type { Instant } from "./instant.ts";

/**
 * Every question names the instant it asks about and what the record held by then.
 * `knownThrough` is the ledger number that `knownAt` stands for; replay by number is exact.
 */
export type AsOf = {
  readonly at: Instant;
  readonly knownAt: Instant;
  readonly knownThrough: number;
};
