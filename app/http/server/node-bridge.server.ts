import type { IncomingMessage, ServerResponse } from "node:http";

/** Why a request cannot be handed on, as the status that says so. */
export class Unreadable extends Error {
  readonly status: 400 | 405 | 413;
  constructor(status: 400 | 405 | 413) {
    super(`unreadable request: ${status}`);
    this.status = status;
  }
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Turns a node request into a web one. The whole body is read first, so that one that is too large is
 * refused with 413 whatever its declared length, and no operation waits on a slow sender.
 *
 * @throws Unreadable
 */
export async function toRequest(
  incoming: IncomingMessage,
  url: URL,
  limitBytes: number,
): Promise<Request> {
  const method = incoming.method ?? "GET";
  if (!methods.has(method)) throw new Unreadable(405);
  if (!isReadable(url)) throw new Unreadable(400);
  const headers = toHeaders(incoming);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const body = await readBody(incoming, limitBytes);
  return new Request(url, { method, headers, body: body.length > 0 ? body : null });
}

/** Escapes that are no UTF-8 mean nothing, and NUL is in no name or number that the record could hold. */
function isReadable({ pathname, search }: URL): boolean {
  try {
    return !decodeURIComponent(pathname).includes("\0") && !/%00/.test(search);
  } catch {
    return false;
  }
}

/** @param origin  Scheme and host as the client sees them; an absolute target cannot choose its own. */
export function urlOf(incoming: IncomingMessage, origin: string): URL {
  return URL.canParse(pathOf(incoming), origin)
    ? new URL(pathOf(incoming), origin)
    : new URL(origin);
}

function pathOf(incoming: IncomingMessage) {
  const target = incoming.url ?? "/";
  if (target.startsWith("/")) return target.replace(/^\/{2,}/, "/");
  return URL.canParse(target) ? new URL(target).pathname + new URL(target).search : "/";
}

function toHeaders(incoming: IncomingMessage) {
  const headers = new Headers();
  const raw = incoming.rawHeaders;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (!name.startsWith(":")) headers.append(name, raw[i + 1] as string);
  }
  return headers;
}

/**
 * What is too large is read on, unkept, up to so many times the limit: most clients look for an answer
 * only when they have sent everything, and would see a broken connection instead.
 */
const drainedTimes = 8;

async function readBody(
  incoming: IncomingMessage,
  limitBytes: number,
): Promise<Buffer<ArrayBuffer>> {
  const drainedBytes = limitBytes * drainedTimes;
  if (Number(incoming.headers["content-length"] ?? 0) > drainedBytes) throw new Unreadable(413);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      size += (chunk as Buffer).length;
      if (size > drainedBytes) break;
      if (size <= limitBytes) chunks.push(chunk as Buffer);
    }
  } catch {
    // The sender went away; nobody reads the answer.
    throw new Unreadable(400);
  }
  if (size > limitBytes) throw new Unreadable(413);
  return Buffer.concat(chunks);
}

/** Sends a web response; stops reading its body when the client has gone. */
export async function send(reply: Response, outgoing: ServerResponse, withoutBody: boolean) {
  outgoing.statusCode = reply.status;
  for (const [name, value] of reply.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  const cookies = reply.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (withoutBody || !reply.body) {
    outgoing.end();
    await reply.body?.cancel();
    return;
  }
  const reader = reply.body.getReader();
  outgoing.once("close", () => reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await drained(outgoing);
  }
  outgoing.end();
}

/** There is room again, or nobody is left to send to; a long answer leaves no listener behind. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.off("drain", go).off("close", go);
      resolve();
    };
    outgoing.on("drain", go).on("close", go);
  });
}
