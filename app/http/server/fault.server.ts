import type { House } from "#app/operations/context.server.ts";
import { isDatabaseAway } from "#app/operations/unless-away.server.ts";
import { problem } from "../problem.server.ts";
import { loggedPath } from "./logged-path.server.ts";

/** A fault says nothing of itself to the outside; the log has it under the request's number. */
export function faultReply(house: House, request: Request, error: unknown, requestId: string) {
  house.log.error(
    { err: error, requestId, url: loggedPath(new URL(request.url).pathname) },
    "fault",
  );
  const away = { status: 503, code: "record_away", headers: { "Retry-After": "5" } };
  const fault = { status: 500, code: "fault" };
  return problem(house.content, request, isDatabaseAway(error) ? away : fault, requestId);
}
