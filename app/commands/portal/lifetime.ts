import { complain, explainFailure } from "../terminal.ts";

export type Lifetime = {
  /** Remembers how to end what is being opened; ended in reverse order, however the portal ends. */
  readonly keep: <T>(opening: Promise<T>, end: (opened: T) => Promise<void>) => Promise<T>;
};

/** Terminal and npm may each pass on the same Ctrl-C; a later one means that the person insists. */
const sameSignalMs = 1_000;

/**
 * Runs a command that lasts until Ctrl-C or SIGTERM, and ends everything that it opened: in good order
 * on a signal, on a failed start and on a fault that nobody caught.
 */
export async function live(open: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  let ending: Promise<void> | null = null;
  const end = (code: number) => {
    ending ??= endAll(ends).then(() => process.exit(code));
    return ending;
  };
  const onSignal = () => {
    if (!ending) setTimeout(() => process.on("SIGINT", () => process.exit(130)), sameSignalMs);
    void end(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  const fail = (error: unknown) => {
    if (!ending) complain(explainFailure(error));
    return end(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  await open({
    keep(opening, close) {
      ends.push(async () => {
        const opened = await opening.catch(() => null);
        if (opened !== null) await close(opened);
      });
      return opening;
    },
  }).catch(fail);
}

async function endAll(ends: readonly (() => Promise<void>)[]) {
  for (const end of [...ends].reverse()) {
    await end().catch((error) => complain(explainFailure(error)));
  }
}
