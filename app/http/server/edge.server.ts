import type { AppLoadContext } from "@remix-run/node";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** For rate limits. Behind a trusted proxy the client's, else the peer's. */
    clientAddress: string;
  }
}

/** Answers one request; throws only for a fault. `edge` is the `context` of loaders and actions. */
export type Handler = (request: Request, edge: AppLoadContext) => Promise<Response>;
