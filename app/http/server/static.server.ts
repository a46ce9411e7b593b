import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";

const yearSeconds = 31_536_000;
const hourSeconds = 3_600;

type Serve = (incoming: IncomingMessage, outgoing: ServerResponse, otherwise: () => void) => void;

/**
 * Serves what the build made and what lies in `public/`. Names under `assets/` carry a hash of their
 * content, so they never change; anything else may be asked for again after an hour.
 */
export function staticFiles(clientDir: string): Serve {
  return sirv(clientDir, {
    dev: false,
    etag: true,
    dotfiles: false,
    setHeaders(outgoing, pathname) {
      const immutable = pathname.startsWith("/assets/");
      const cache = immutable ? `max-age=${yearSeconds}, immutable` : `max-age=${hourSeconds}`;
      outgoing.setHeader("Cache-Control", `public, ${cache}`);
      outgoing.setHeader("X-Content-Type-Options", "nosniff");
    },
  });
}
