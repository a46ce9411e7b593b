/** Codes with which postgres.js and Postgres say that nobody answers, or not now. */
const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "53300", // too many connections
  "57P01", // admin shutdown
  "57P02", // crash shutdown
  "57P03", // cannot connect now
  "25006", // read-only: a standby answers
]);

/** Whether a thrown thing means that the database cannot be reached, as against a bug. */
export function isDatabaseAway(thrown: unknown): boolean {
  for (let cause = thrown, depth = 0; cause instanceof Error && depth < 5; depth++) {
    const code = (cause as Error & { code?: unknown }).code;
    if (typeof code === "string" && (awayCodes.has(code) || code.startsWith("08"))) return true;
    if (cause instanceof AggregateError && cause.errors.some(isDatabaseAway)) return true;
    cause = cause.cause;
  }
  return false;
}

/** Whether a text was given where an id is kept (22P02), so that nothing can be found by it. */
export function isUnreadable(thrown: unknown): boolean {
  for (let cause = thrown, depth = 0; cause instanceof Error && depth < 5; depth++) {
    if ((cause as Error & { code?: unknown }).code === "22P02") return true;
    cause = cause.cause;
  }
  return false;
}
