import type { IncomingMessage, ServerResponse } from "node:http";
import { type Listening, listen } from "#app/http/server/listen.server.ts";

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;
export type Doors = Listening & {
  /** From now on requests are answered by `listener`. */
  readonly open: (listener: Listener) => void;
};

/**
 * Takes the port before anything else, so that a port already taken is said at once. Until the portal
 * is ready every request is answered with 503.
 */
export async function takeDoors(host: string, port: number): Promise<Doors> {
  let current: Listener = starting;
  const listening = await listen((incoming, outgoing) => current(incoming, outgoing), host, port);
  return {
    ...listening,
    open(listener) {
      current = listener;
    },
  };
}

function starting(_: IncomingMessage, outgoing: ServerResponse) {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "2" };
  outgoing.writeHead(503, headers).end("Systole is starting.\n");
}
