import type { IncomingMessage, ServerResponse } from "node:http";
import type { House } from "#app/operations/context.server.ts";
import { staffingNow } from "#app/operations/coverage/staffing-desk.server.ts";

const address = /^\/api\/v1\/units\/([a-z0-9]+(?:-[a-z0-9]+)*)\/staffing$/;
const bearer = /^Bearer (sys_[A-Za-z0-9_-]{32,128})$/i;

/** Longer than this a machine does not wait; see the portal's own deadline. */
export type Deadline = <T>(answering: Promise<T>) => Promise<T | null>;

/**
 * Answers the one question that is asked most, whether a unit is staffed now, without building a web
 * request for it. Everything unusual goes the long way, which answers the same: another method, any
 * parameter, a session instead of a token, anything that is refused, any fault.
 *
 * @returns Whether it was answered.
 */
export async function answeredAtTheDoor(
  house: House,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  inTime: Deadline,
): Promise<boolean> {
  if (incoming.method !== "GET") return false;
  const unit = address.exec(incoming.url ?? "")?.[1];
  const token = unit && bearer.exec(incoming.headers.authorization ?? "")?.[1];
  if (!unit || !token) return false;
  const text = await inTime(staffingNow(house, token, unit)).catch(() => null);
  if (text === null || outgoing.destroyed) return false;
  outgoing.writeHead(200, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "Content-Length": Buffer.byteLength(text),
  });
  outgoing.end(text);
  return true;
}
