import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { isMachinePath } from "./machine.server.ts";

const yearSeconds = 31_536_000;
const hourSeconds = 3_600;

type Serve = (incoming: IncomingMessage, outgoing: ServerResponse, otherwise: () => void) => void;

/**
 * Serves what the build made and what lies in `public/`. Names under `assets/` carry a hash of their
 * content, so they never change; the worker is asked for anew each time, as an old one would keep old pages
 * alive; anything else may be asked for again after an hour.
 *
 * Each file is looked up when it is asked for, so that a build made anew under a running portal takes none
 * down. Parts of files are not served: a range that makes no sense must not reach the file system.
 */
export function staticFiles(clientDir: string): Serve {
  const serve = sirv(clientDir, {
    dev: true,
    etag: true,
    dotfiles: false,
    setHeaders(outgoing, pathname) {
      outgoing.setHeader("Cache-Control", cacheControlOf(pathname));
      outgoing.setHeader("X-Content-Type-Options", "nosniff");
    },
  });
  return (incoming, outgoing, otherwise) => {
    if (!mayBeFile(incoming)) return otherwise();
    incoming.headers.range = undefined;
    try {
      serve(incoming, outgoing, otherwise);
    } catch {
      if (outgoing.headersSent) outgoing.destroy();
      else otherwise();
    }
  };
}

function cacheControlOf(pathname: string): string {
  if (pathname === "/service-worker.js") return "no-cache";
  const immutable = pathname.startsWith("/assets/");
  return `public, max-age=${immutable ? `${yearSeconds}, immutable` : hourSeconds}`;
}

/** Machine paths are asked most and never name a file; neither does anything hidden. */
function mayBeFile({ method, url = "/" }: IncomingMessage): boolean {
  const reads = method === "GET" || method === "HEAD";
  return reads && !url.includes("/.") && !isMachinePath(url.split("?", 1)[0] ?? url);
}
