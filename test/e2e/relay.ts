import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export type Relay = {
  /** The same database, reached through the relay. */
  readonly url: string;
  /** Cuts every connection and refuses new ones, as when the database is stopped. */
  readonly away: () => Promise<void>;
  readonly back: () => Promise<void>;
};

/** A door before one database that a test can shut, while others of the same server stay in reach. */
export async function openRelay(databaseUrl: string): Promise<Relay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const join = (incoming: Socket) => {
    const outgoing = connect(Number(target.port || 5432), target.hostname);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  };
  const open = async (port: number): Promise<Server> => {
    const server = createServer(join).listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await open(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    async away() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async back() {
      server = await open(port);
    },
  };
}
