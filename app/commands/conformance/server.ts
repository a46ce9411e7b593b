import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { conformance } from "#app/operations/credential/conformance.server.ts";
import { selfSigned } from "./self-signed.ts";

export type ConformanceServer = {
  readonly origin: string;
  readonly did: string;
  /** Of its certificate, for clients that are to trust it. */
  readonly cert: string;
  close(): Promise<void>;
};

const bytesMax = 1_000_000;

/**
 * Opens the VC API for conformance suites on the loopback address.
 * @param port  0: any that is free.
 */
export async function openConformance(port: number): Promise<ConformanceServer> {
  const { key, cert } = selfSigned();
  const server = createServer({ key, cert });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  const api = conformance(origin);
  server.on("request", (incoming, outgoing) => void reply(api, incoming, outgoing));
  return { origin, did: api.did, cert, close: () => close(server) };
}

async function reply(
  api: ReturnType<typeof conformance>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const { method = "GET", url = "/" } = incoming;
  const body = await bodyOf(incoming).catch(() => null);
  const told =
    body === null
      ? { status: 413, body: { title: "The body is too large" } }
      : await api.answer(method, url.split("?")[0] ?? "/", body);
  const { status, body: said } = told ?? { status: 404, body: { title: "Nothing is here" } };
  outgoing.writeHead(status, { "Content-Type": "application/json" });
  outgoing.end(JSON.stringify(said));
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > bytesMax) throw new Error("too large");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
