import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { cannotStart } from "#app/domain/cannot-start.ts";

export type Listening = {
  readonly port: number;
  /** One, or one for each loopback address. */
  readonly servers: readonly Server[];
  /** Takes no more requests, finishes those under way, then returns. */
  readonly close: () => Promise<void>;
};
type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than the idle time of usual proxies, so that the proxy closes first. */
  keepAliveTimeout: 65_000,
};
const graceMs = 5_000;

/**
 * Listens on `host`; `localhost` means both loopback addresses, as browsers try either.
 *
 * @param port  0 lets the system choose one.
 * @throws CannotStart where the port is taken or the host is not ours.
 */
export async function listen(listener: Listener, host: string, port: number): Promise<Listening> {
  if (host !== "localhost") {
    const server = await open(listener, host, port);
    return listening([server]);
  }
  const first = await open(listener, "127.0.0.1", port);
  const settled = portOf(first);
  const second = await open(listener, "::1", settled).catch(async (error) => {
    if (hasNoIpv6(error)) return null;
    await close([first]);
    throw error;
  });
  return listening(second ? [first, second] : [first]);
}

function listening(servers: readonly [Server, ...Server[]]): Listening {
  return { port: portOf(servers[0]), servers, close: () => close(servers) };
}

function open(listener: Listener, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(limits, listener);
    server.once("error", (error) => reject(refusal(error, host, port)));
    server.listen({ host, port, ipv6Only: host === "::1" }, () => resolve(server));
  });
}

function refusal(error: Error, host: string, port: number): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return cannotStart(`Port ${port} is taken: stop what uses it, or set another PORT.`, error);
  }
  if (code === "EACCES") return cannotStart(`Port ${port} may not be opened by this user.`, error);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAFNOSUPPORT") {
    return cannotStart(`HOST ${host} is not an address of this machine.`, error);
  }
  return error;
}

function hasNoIpv6(error: Error) {
  const { code } = error.cause as NodeJS.ErrnoException;
  return code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT";
}

function portOf(server: Server): number {
  const address = server.address();
  return address && typeof address === "object" ? address.port : 0;
}

async function close(servers: readonly Server[]) {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  for (const server of servers) server.closeIdleConnections();
  const timer = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, graceMs);
  await Promise.all(closed);
  clearTimeout(timer);
}
