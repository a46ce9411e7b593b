import { type Instant, later, minute } from "../time/instant.ts";

/**
 * How often one may fail before waiting. Few for one account, since a person mistypes a few times; more
 * for one address, since a whole hospital may share it. @source NIST SP 800-63B section 3.2.2
 */
export const failuresMax = { account: 5, address: 30 } as const;

/** Failures are counted in windows of this length, in milliseconds. */
export const failureWindow = 15 * minute;

/** The window that holds `now`, and the whole seconds (at least 1) until the next one begins. */
export function windowAt(now: Instant): { readonly start: Instant; readonly seconds: number } {
  const start = (Math.floor(now / failureWindow) * failureWindow) as Instant;
  const seconds = Math.max(1, Math.ceil((later(start, failureWindow) - now) / 1_000));
  return { start, seconds };
}
