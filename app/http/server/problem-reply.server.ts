/** RFC 9457, for what goes wrong before a route is reached or where a route has failed. */
export function problemReply(status: number, title: string, detail: string, headers?: HeadersInit) {
  const reply = new Response(JSON.stringify({ type: "about:blank", title, status, detail }), {
    status,
    headers,
  });
  reply.headers.set("Content-Type", "application/problem+json");
  reply.headers.set("Cache-Control", "no-store");
  return reply;
}

/** The database is away, as opposed to a bug: the same question may well be answered later. */
export function isDatabaseAway(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = (each as { code?: unknown }).code;
    if (typeof code === "string" && awayCodes.test(code)) return true;
  }
  return false;
}

/** Errors of the socket and of postgres.js, and SQLSTATE classes 08, 57P and 53300. */
const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT|CONNECTION_\w+|CONNECT_TIMEOUT|08\d{3}|57P0\d|53300)$/;

/** A fault says nothing of itself to the outside; the log has it under the request's number. */
export function faultReply(error: unknown) {
  if (isDatabaseAway(error)) {
    const detail = "The record cannot be read at the moment. Take the answer to be unknown.";
    return problemReply(503, "Service unavailable", detail, { "Retry-After": "5" });
  }
  const detail = "This is a fault of the portal. Take the answer to be unknown.";
  return problemReply(500, "Internal server error", detail);
}
