import type { House } from "#app/operations/context.server.ts";

/** What every loader and action gets as its `context`. */
export type Edge = {
  readonly house: House;
  /** In the answer's X-Request-Id, the log and the ledger. */
  readonly requestId: string;
  /** For rate limits. Behind a trusted proxy the client's, else the peer's. */
  readonly clientAddress: string;
};

/** Answers one request; throws only for a fault. */
export type Handler = (request: Request, edge: Edge) => Promise<Response>;
