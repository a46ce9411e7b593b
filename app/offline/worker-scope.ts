type Extended = Event & { waitUntil(work: Promise<unknown>): void };
type Page = { postMessage(message: unknown): void };

/** What of a worker's own global scope is used: the types of a page and of a worker exclude each other. */
export type WorkerScope = {
  readonly clients: { matchAll(options: { readonly type: "window" }): Promise<readonly Page[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "activate" | "sync", listener: (event: Extended) => void): void;
};

export const scope = globalThis as unknown as WorkerScope;
