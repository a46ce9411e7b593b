import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { House } from "#app/operations/context.server.ts";
import type { Edge, Handler } from "./edge.server.ts";
import { isMachinePath, machineHandler } from "./machine.server.ts";
import { BodyTooLarge, send, toRequest } from "./node-bridge.server.ts";
import { faultReply, problemReply } from "./problem-reply.server.ts";

/** A year's roster of a large unit as iCalendar stays below this. */
const bodyLimitBytes = 4 * 1024 * 1024;

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
    const edge = { house: portal.house, requestId, clientAddress: addressOf(incoming, portal) };
    const isHead = incoming.method === "HEAD";
    try {
      const reply = await replyTo(incoming, edge, answer, portal);
      if (reply.status === 413) outgoing.setHeader("Connection", "close");
      await send(reply, outgoing, isHead);
    } catch (error) {
      portal.house.log.error({ err: error, requestId, url: incoming.url }, "fault");
      if (outgoing.headersSent) outgoing.destroy();
      else await send(faultReply(error), outgoing, isHead);
    }
  };
}

async function replyTo(incoming: IncomingMessage, edge: Edge, answer: Handler, portal: Portal) {
  try {
    const request = await toRequest(incoming, originOf(incoming, portal), bodyLimitBytes);
    return await answer(request, edge);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    const detail = `A request may carry at most ${bodyLimitBytes / 1024 / 1024} MiB.`;
    return problemReply(413, "Content too large", detail);
  }
}

function handlerOf({ build, mode }: Portal): Handler {
  const remix = createRequestHandler(build, mode);
  const page: Handler = (request, edge) => remix(request, edge);
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

