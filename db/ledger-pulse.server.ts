import type { Database } from "./client.server.ts";
import { headOf } from "./ledger.server.ts";

export type PulseListener = {
  /** Once a second while somebody listens: the last entry's number, or null while the record is away. */
  readonly beat: (head: number | null) => void;
  /** The portal ends: nothing more comes. */
  readonly end: () => void;
};

export type LedgerPulse = {
  /** @returns How to stop listening. */
  readonly listen: (listener: PulseListener) => () => void;
  readonly close: () => void;
};

/**
 * Watches where the ledger stands, for everybody in this process together: one small question each
 * `everyMs`, however many listen, and none while nobody does.
 */
export function ledgerPulse(db: Database, everyMs = 1_000): LedgerPulse {
  const listeners = new Set<PulseListener>();
  let timer: NodeJS.Timeout | null = null;
  let asking = false;
  let closed = false;

  const ask = async () => {
    if (asking) return;
    asking = true;
    const head = await headOf(db).then(
      ({ seq }) => seq,
      () => null,
    );
    asking = false;
    for (const each of [...listeners]) each.beat(head);
  };
  const rest = () => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  return {
    listen(listener) {
      if (closed) {
        listener.end();
        return () => {};
      }
      listeners.add(listener);
      timer ??= setInterval(() => void ask(), everyMs).unref();
      void ask();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) rest();
      };
    },
    close() {
      closed = true;
      rest();
      for (const each of [...listeners]) each.end();
      listeners.clear();
    },
  };
}
