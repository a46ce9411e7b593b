import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { House } from "#app/operations/context.server.ts";
import { sameOrigin } from "../headers.server.ts";
import { problem } from "../problem.server.ts";
import type { Handler } from "./edge.server.ts";
import { faultReply } from "./fault.server.ts";
import { asForm, pageFault, pageMethods } from "./form-post.server.ts";
import { loggedPath } from "./logged-path.server.ts";
import { isMachinePath, machineHandler } from "./machine.server.ts";
import { send, toRequest, Unreadable, urlOf } from "./node-bridge.server.ts";
import { isBrowser, plainPage } from "./plain-page.server.ts";
import { answeredAtTheDoor } from "./staffing-door.server.ts";

/** A year's roster of a large unit as iCalendar stays below this. */
const bodyLimitBytes = 10 * 1024 * 1024;

/** A database that takes questions and never answers is as good as away. */
const deadlineMs = 20_000;

const codes = {
  400: "bad_request",
  403: "cross_site",
  405: "method_not_allowed",
  413: "too_large",
  415: "unsupported_media_type",
} as const;

type Portal = {
  readonly house: House;
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  readonly mode: "production" | "development";
  readonly trustProxy: boolean;
};

/** Answers every request that is not for a file: machine paths directly, pages through Remix. */
export function portalListener(portal: Portal) {
  const answer = handlerOf(portal);
  return async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const requestId = randomUUID();
    outgoing.setHeader("X-Request-Id", requestId);
    outgoing.setHeader("X-Content-Type-Options", "nosniff");
    if (await answeredAtTheDoor(portal.house, incoming, outgoing, inTime)) return;
    const reply = await replyTo(incoming, requestId, answer, portal);
    if (reply.status === 413) outgoing.setHeader("Connection", "close");
    try {
      await send(reply, outgoing, incoming.method === "HEAD");
    } catch (error) {
      portal.house.log.error({ err: error, requestId }, "an answer broke off");
      outgoing.destroy();
    }
  };
}

async function replyTo(
  incoming: IncomingMessage,
  requestId: string,
  answer: Handler,
  portal: Portal,
) {
  const { house } = portal;
  const url = urlOf(incoming, originOf(incoming, portal));
  const edge = { house, requestId, clientAddress: addressOf(incoming, portal) };
  const asked = new Request(url);
  try {
    const reply = await inTime(answer(await toRequest(incoming, url, bodyLimitBytes), edge));
    if (reply !== null) return reply;
    house.log.error({ requestId, url: loggedPath(url.pathname) }, "no answer in time");
    const headers = { "Retry-After": "5" };
    return problem(house.content, asked, { status: 503, code: "record_away", headers }, requestId);
  } catch (error) {
    if (!(error instanceof Unreadable)) return faultReply(house, asked, error, requestId);
    const { status } = error;
    if (status === 413 && isBrowser(incoming, url))
      return plainPage(house.content, url, status, codes[status]);
    return problem(house.content, asked, { status, code: codes[status] }, requestId);
  }
}

/** @returns null where there is no answer by the deadline. */
async function inTime<T>(answering: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, null);
  });
  try {
    return await Promise.race([answering, late]);
  } finally {
    clearTimeout(timer);
  }
}

function handlerOf({ build, mode }: Portal): Handler {
  const remix = createRequestHandler(build, mode);
  const page: Handler = async (sent, edge) => {
    const { house, requestId } = edge;
    const request = asForm(sent);
    const isOurs = sameOrigin(request, house.settings.publicOrigin);
    const status = isOurs ? await pageFault(request) : 403;
    if (status === null) return remix(request, edge);
    const headers: Record<string, string> = status === 405 ? { Allow: pageMethods } : {};
    return problem(house.content, request, { status, code: codes[status], headers }, requestId);
  };
  if (typeof build !== "function") return split(machineHandler(build), page);
  return async (request, edge) => split(machineHandler(await build()), page)(request, edge);
}

function split(machine: Handler, page: Handler): Handler {
  return (request, edge) =>
    isMachinePath(new URL(request.url).pathname) ? machine(request, edge) : page(request, edge);
}

/** As the client sees it. The Host header names no identifier: those come from the settings. */
function originOf(incoming: IncomingMessage, { house, trustProxy }: Portal): string {
  const forwarded = trustProxy ? first(incoming.headers["x-forwarded-proto"]) : null;
  const host = (trustProxy && first(incoming.headers["x-forwarded-host"])) || incoming.headers.host;
  const origin = `${forwarded === "https" ? "https" : "http"}://${host ?? ""}`;
  return URL.canParse(origin) ? new URL(origin).origin : house.settings.publicOrigin;
}

function addressOf(incoming: IncomingMessage, { trustProxy }: Portal): string {
  const forwarded = trustProxy ? incoming.headers["x-forwarded-for"] : null;
  const last = [forwarded ?? []].flat().join(",").split(",").at(-1)?.trim();
  return last || incoming.socket.remoteAddress || "unknown";
}

function first(header: string | string[] | undefined): string | null {
  return [header ?? []].flat()[0]?.split(",")[0]?.trim() ?? null;
}
