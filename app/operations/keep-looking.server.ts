import type { House } from "./context.server.ts";

export type Looking = { stop(): Promise<void> };

type Look = {
  readonly everyMs: number;
  readonly look: () => Promise<unknown>;
  /** What the log says where a look failed; the next one comes all the same. */
  readonly failed: string;
};

/** Looks now and then at an even pace until it is stopped, never twice at once. */
export function keepLooking({ log }: Pick<House, "log">, { everyMs, look, failed }: Look): Looking {
  let running: Promise<unknown> | null = null;
  const tick = () => {
    running ??= look()
      .catch((error) => log.warn({ err: error }, failed))
      .finally(() => {
        running = null;
      });
  };
  tick();
  const timer = setInterval(tick, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
