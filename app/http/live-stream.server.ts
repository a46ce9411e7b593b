import type { House } from "#app/operations/context.server.ts";

/** Something to tell whoever listens, as text; after `last` the stream ends. */
export type Told = { readonly text: string; readonly last?: true };

type Stream = {
  /**
   * What is new, if anything; asked once at the beginning and then at each beat of the record, never twice at
   * once. Null as `head`: the record is away. What it throws ends the stream.
   */
  readonly next: (head: number | null) => Promise<Told | null>;
  /** Says nothing, where nothing was said for a while. */
  readonly beat: string;
  readonly ended: () => void;
};

/** Proxies and browsers give up on what says nothing for longer. */
const heartbeatMs = 15_000;
/** Pieces that a browser has not read yet: behind more than these there is nobody. */
const unreadMost = 20;

/** A stream that ends when the browser goes, when `next` says so, and with the portal. */
export function liveStream(
  { pulse, log }: Pick<House, "pulse" | "log">,
  { next, beat, ended }: Stream,
): ReadableStream<Uint8Array> {
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const stream = writer(controller);
      let busy = false;
      let isOver = false;
      end = () => {
        if (isOver) return;
        isOver = true;
        leave();
        ended();
        stream.close();
      };
      const onBeat = async (head: number | null) => {
        if (busy || isOver) return;
        busy = true;
        try {
          const told = await next(head);
          if (isOver) return;
          if (told) stream.say(told.text);
          else if (stream.quietMs() >= heartbeatMs) stream.say(beat);
          if (told?.last || stream.isStuck()) end();
        } catch (error) {
          log.warn({ err: error }, "a live stream broke off");
          end();
        } finally {
          busy = false;
        }
      };
      let leave = () => {};
      leave = pulse.listen({ beat: (head) => void onBeat(head), end: () => end() });
    },
    cancel: () => end(),
  });
}

function writer(controller: ReadableStreamDefaultController<Uint8Array>) {
  const encoder = new TextEncoder();
  let saidAt = performance.now();
  return {
    say(text: string) {
      controller.enqueue(encoder.encode(text));
      saidAt = performance.now();
    },
    quietMs: () => performance.now() - saidAt,
    isStuck: () => (controller.desiredSize ?? 0) < -unreadMost,
    close() {
      try {
        controller.close();
      } catch {
        // The browser went first.
      }
    },
  };
}
